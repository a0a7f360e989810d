"""What the page of a report, and each piece of it, is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from pydantic import ValidationError

from guankao import documents
from guankao.documents import Indicator
from guankao.results import ReportProblem, ReportProblemCode, hindering, text_findings
from guankao.rules import Finding
from guankao.web.filing.comparing import Comparison
from guankao.web.filing.forms import ReportForm
from guankao.web.filing.opened import REPORT, Opened
from guankao.web.filing.outcome import Shown, shown_of
from guankao.web.filing.periods import periods_of
from guankao.web.filing.place import next_words
from guankao.web.filing.provided import filled_in
from guankao.web.filing.sentences import COUNTED
from guankao.web.filing.steps_taken import Taken, taken_of
from guankao.web.planning.models import Indicator as StoredIndicator
from guankao.web.portal.queries.series import years_of_series
from guankao.web.portal.series import KpiHistory, kpi_history, own_figures
from guankao.web.reporting.evidence import provable
from guankao.web.reporting.outcomes import rules_of_year
from guankao.web.reporting.queries import current_result, preview
from guankao.web.reporting.states import HANDED_IN, WORDS

TEXTS = ("reason", "countermeasure", "data_quality")
BLANK = frozenset(
    {
        ReportProblemCode.INPUT_MISSING,
        ReportProblemCode.FIGURE_MISSING,
        ReportProblemCode.FIELD_MISSING,
    }
)
"""What every report that was just opened has: said in the list of what is missing, not beside."""


@dataclass(frozen=True)
class Followed:
    """What follows from a report: figures, light or risk, and what is wrong with it."""

    shown: Shown
    problems: Sequence[ReportProblem]
    findings: Sequence[Finding]
    """What the linter says of the arithmetic in its texts; none of it hinders."""

    @property
    def hindering(self) -> Sequence[ReportProblem]:
        """With which it cannot be handed in."""
        return hindering(self.problems)


def preview_of(one: Opened, form: ReportForm | None) -> Followed | None:
    """What follows from what is typed, or from what stands; None where the plan dropped it."""
    if one.element is None:
        return None
    document = _typed(one, form) or one.begun
    outcome = preview(one.expected, document, typed=form is not None)
    result = None
    if form is None and one.report is not None and one.state in HANDED_IN:
        # What was handed in is judged by the plan of that day, as it was stored.
        result = current_result(one.report)
    shown = Shown(result.content, one.target) if result else shown_of(outcome, one.target)
    return Followed(shown, outcome.problems, text_findings(document))


@dataclass(frozen=True)
class Told:
    """What is said on the page beside the report itself.

    Attributes:
        comparison: what somebody else made of it meanwhile.
        hindered: whether somebody tried to hand it in and could not.
        computed: whether the button asked for the result alone.
        saved: whether the page is shown after a save.
        answer: what was typed as the answer to an opinion.
        answer_fault: what is wrong with it.
        evidence_fault: why a file was not taken.
    """

    comparison: Comparison | None = None
    hindered: bool = False
    computed: bool = False
    saved: bool = False
    answer: str = ""
    answer_fault: str = ""
    evidence_fault: str = ""


def page_context(one: Opened, form: ReportForm | None, person: str, told: Told) -> dict[str, Any]:
    """The context of the page; `form` is None where it is only read.

    `person` is the code of whoever looks at it.
    """
    followed = preview_of(one, form)
    taken = taken_of(one.report)
    at_fields, elsewhere = _placed(followed, form, hindered=told.hindered)
    return {
        "one": one,
        "expected": one.expected,
        "plan": one.expected.plan,
        "element": one.element,
        "form": form,
        "ids": "",
        "kept_as": f"report-{one.expected.pk}",
        "kept_element": REPORT,
        "person_code": person,
        "state": WORDS[one.state] if one.state is not None else "",
        "next_words": next_words(one),
        "followed": followed,
        "shown": followed.shown if followed is not None else None,
        "at_fields": at_fields,
        "said": _said(followed),
        "wanted": {problem.field for problem in followed.hindering} if followed else set(),
        "elsewhere": elsewhere,
        "rules": rules_of_year(one.expected.plan.fiscal_year),
        "counted": _span(one),
        "taken": taken,
        "returned": Taken.unanswered(taken),
        "provided": filled_in(one.provided, one.rights),
        "provable": provable(one.expected) if form is not None else (),
        "periods": periods_of(one.expected),
        **vars(told),
        **_of_the_plan(one),
    }


def _typed(one: Opened, form: ReportForm | None) -> documents.Report | None:
    """What is typed, as a report; what cannot be read yet is left out of it."""
    if form is None or not form.is_bound:
        return None
    form.is_valid()
    parts = form.parts()
    evidence = one.stored.evidence if one.stored is not None else ()
    try:
        return one.document(parts, evidence)
    except ValidationError:
        return one.document({**parts, **dict.fromkeys(TEXTS)}, evidence)


def _placed(
    followed: Followed | None, form: ReportForm | None, *, hindered: bool
) -> tuple[dict[str, list[ReportProblem]], list[ReportProblem]]:
    """The problems by field of the form, and those that are of none."""
    at_fields: dict[str, list[ReportProblem]] = {}
    elsewhere: list[ReportProblem] = []
    for problem in followed.problems if followed is not None else ():
        if problem.code in BLANK and not hindered:
            continue
        name = form.field_of(problem.field) if form is not None else ""
        if name or problem.field in {"milestones", "evidence"}:
            at_fields.setdefault(name or problem.field, []).append(problem)
        else:
            elsewhere.append(problem)
    return at_fields, elsewhere


def _said(followed: Followed | None) -> dict[str, list[Finding]]:
    """What the linter says, by the field of the form."""
    found: dict[str, list[Finding]] = {}
    for finding in followed.findings if followed is not None else ():
        found.setdefault(finding.field or "", []).append(finding)
    return found


def _span(one: Opened) -> str | Promise:
    """What span the figures of a KPI are of, by its rule of accumulation."""
    if one.definition is None:
        return ""
    rule = one.definition.accumulation
    return COUNTED[rule.value if rule is not None else ""]


def _of_the_plan(one: Opened) -> dict[str, Any]:
    """The KPI through the years, as the portal shows it."""
    if not isinstance(one.element, Indicator):
        return {"through_years": None}
    key = one.element.key
    row = (
        StoredIndicator.objects.filter(plan=one.expected.plan_id, key=key)
        .select_related("plan__agency")
        .prefetch_related("history", "year_targets")
        .first()
    )
    history: KpiHistory | None = None
    if row is not None:
        own = own_figures(row, row.history.all(), row.year_targets.all())
        history = kpi_history(own, years_of_series(row))
    return {
        "through_years": history,
        "series": history.series if history is not None else None,
        "indicator": row,
        "year": one.expected.plan.fiscal_year,
    }
