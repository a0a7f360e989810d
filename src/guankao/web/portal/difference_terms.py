"""What the pages call the differences between two plans."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guankao.documents.comparison import BreakReason, ChangeKind

CHANGES: dict[ChangeKind, Promise] = {
    ChangeKind.ADDED: _("added"),
    ChangeKind.REMOVED: _("removed"),
    ChangeKind.CHANGED: _("changed"),
    ChangeKind.MOVED: _("moved"),
}
BREAKS: dict[BreakReason, Promise] = {
    BreakReason.FORMULA: _("another definition"),
    BreakReason.UNIT: _("another unit"),
}
ELEMENTS: dict[str, Promise] = {
    "plan": _("The whole document"),
    "goal": _("Goal"),
    "kpi": _("KPI"),
    "project": _("Project"),
    "guidelines": _("Priorities of the year"),
    "section": _("Section"),
    "clause": _("Clause"),
}
FIELDS: dict[str, Promise] = {
    "accumulation": _("Rule of accumulation"),
    "agency": _("Agency"),
    "answers": _("Clauses that it answers"),
    "baseline": _("Baseline"),
    "budget": _("Budget"),
    "category": _("Category"),
    "chapter": _("Chapter"),
    "content_items": _("Number of contents"),
    "contents": _("Contents"),
    "control_level": _("Control level"),
    "data_quality": _("Notes on data quality"),
    "data_source": _("Data source"),
    "evaluation_arrangement": _("Evaluation arrangement"),
    "evaluation_method": _("Evaluation method"),
    "fictional": _("Made up"),
    "fiscal_year": _("Fiscal year"),
    "history": _("Earlier years"),
    "input_accumulation": _("Rules of accumulation of single inputs"),
    "indicators": _("KPIs that it serves"),
    "introduction": _("Introduction"),
    "linkage": _("Linkage"),
    "milestones": _("Milestones"),
    "name": _("Name"),
    "note": _("Note"),
    "owner": _("Unit that answers for it"),
    "parent_agency": _("Parent agency"),
    "planned_progress": _("Planned progress"),
    "priorities": _("Priorities of the year"),
    "result_level": _("Level of result"),
    "standard": _("Standard"),
    "standard_remark": _("Remark on the standard"),
    "strategies": _("Strategies"),
    "target": _("Target"),
    "text": _("Text"),
    "title": _("Title"),
    "weaker_target_reason": _("Why the target is weaker than what was reached"),
    "work_plan": _("Work plan"),
    "year_targets": _("Targets of the medium term"),
}
"""The fields that a comparison can name; a test holds that none is missing."""
