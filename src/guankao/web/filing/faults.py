"""The faults of a report's document, told beside the fields of the form that made them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from pydantic import ValidationError

from guankao.web.filing.forms import ReportForm
from guankao.web.importing.faults import SENTENCES


def put_faults_beside_fields(form: ReportForm, problem: ValidationError) -> None:
    """Tell each fault at its field where the form has it, else above the form."""
    for fault in problem.errors():
        names = [str(step) for step in fault["loc"] if str(step) in form.fields]
        sentence = next((words for piece, words in SENTENCES if piece in fault["msg"]), None)
        words = sentence or _("This cannot be kept in a report: %(why)s") % {"why": fault["msg"]}
        form.add_error(names[-1] if names else None, str(words))
