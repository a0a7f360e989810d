from guankao.web.review.actions.amending import drop_amendment, start_amendment
from guankao.web.review.actions.steps import (
    approve_plan,
    publish_plan,
    return_plan,
    submit_plan,
    withdraw_plan,
)

__all__ = [
    "approve_plan",
    "drop_amendment",
    "publish_plan",
    "return_plan",
    "start_amendment",
    "submit_plan",
    "withdraw_plan",
]
