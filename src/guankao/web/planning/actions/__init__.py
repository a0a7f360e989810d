from guankao.web.planning.actions.comments import (
    add_comment,
    resolve_comment,
    see_mention,
    see_mentions,
)
from guankao.web.planning.actions.drafts import copy_plan, save_draft, start_draft, undo_version
from guankao.web.planning.actions.guidelines import (
    copy_guidelines,
    load_guidelines,
    start_guidelines,
)
from guankao.web.planning.actions.plans import load_plan
from guankao.web.planning.actions.waivers import end_waiver, waive_finding

__all__ = [
    "add_comment",
    "copy_guidelines",
    "copy_plan",
    "end_waiver",
    "load_guidelines",
    "load_plan",
    "resolve_comment",
    "save_draft",
    "see_mention",
    "see_mentions",
    "start_draft",
    "start_guidelines",
    "undo_version",
    "waive_finding",
]
