from guankao.web.importing.actions.accepting import OnlyDrafted, accept_import, discard_import
from guankao.web.importing.actions.correcting import Overtaken, correct_document
from guankao.web.importing.actions.drafting import (
    NotDrafted,
    NothingChosen,
    draft_import,
    take_into_draft,
)
from guankao.web.importing.actions.ending import Changed, Outcome
from guankao.web.importing.actions.handing_in import (
    RefusedFile,
    clear_imports,
    hand_in,
    request_stop,
    sweep_uploads,
)
from guankao.web.importing.actions.reading import fail_abandoned, read_import, report_progress

__all__ = [
    "Changed",
    "NotDrafted",
    "NothingChosen",
    "OnlyDrafted",
    "Outcome",
    "Overtaken",
    "RefusedFile",
    "accept_import",
    "clear_imports",
    "correct_document",
    "discard_import",
    "draft_import",
    "fail_abandoned",
    "hand_in",
    "read_import",
    "report_progress",
    "request_stop",
    "sweep_uploads",
    "take_into_draft",
]
