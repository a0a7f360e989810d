from guankao.web.review.actions.amending import (
    amend_guidelines,
    drop_amendment,
    start_amendment,
)
from guankao.web.review.actions.steps import (
    approve_plan,
    publish_plan,
    return_plan,
    submit_plan,
    withdraw_plan,
)

__all__ = [
    "amend_guidelines",
    "approve_plan",
    "drop_amendment",
    "publish_plan",
    "return_plan",
    "start_amendment",
    "submit_plan",
    "withdraw_plan",
]
