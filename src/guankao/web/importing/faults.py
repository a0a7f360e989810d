"""The faults of a document, told beside the fields of the form that made them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from guankao.web.importing.forms import ElementForm

SENTENCES: tuple[tuple[str, str | Promise], ...] = (
    ("is used more than once", _("Another element of the plan has this number already.")),
    ("line breaks", _("It must stand on one line.")),
    ("invisible character", _("It contains a character that cannot be seen. Type it anew.")),
    ("control character", _("It contains a character that cannot be seen. Type it anew.")),
    ("reserved word", _("This word cannot be the name of an agency.")),
    ("may not contain", _("It contains a character that no agency's name has.")),
    ("is the agency itself", _("An agency does not stand under itself.")),
    ("longer than", _("It is too long.")),
    ("is not the key", _("It names something that the plan does not hold.")),
)
"""By a piece of the document's own fault, which is written for programmers."""


def put_faults_beside_fields(form: ElementForm, problem: ValidationError) -> None:
    """Tell each fault at its field where the form has it, else above the form."""
    for fault in problem.errors():
        names = [str(step) for step in fault["loc"] if str(step) in form.fields]
        sentence = next(
            (words for piece, words in SENTENCES if piece in fault["msg"]), fault["msg"]
        )
        name = "no" if "key" in fault["loc"] and "no" in form.fields else None
        form.add_error(names[-1] if names else name, str(sentence))
