"""Run the rules over a document and give their findings, in the order of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain

from guankao.documents import ActionPlan, AnyDocument, Mark, Plan, measure_identifier
from guankao.documents.element import Element
from guankao.documents.interpretation.results import place_key
from guankao.rules.findings import Fault, Finding
from guankao.rules.registry import ACTION_PLAN_RULES, PLAN_RULES
from guankao.rules.rule import Rule
from guankao.rules.rule_crashed import crashed
from guankao.rules.selection import Selection
from guankao.rules.subjects import ActionPlanSubject, EmptyCell, LooseLink, PlanSubject

Places = Mapping[str, Mark]
"""By `place_key`: where each value stood in its source."""

_NAMES = ("name", "title")
"""Fields whose place stands for that of their element."""


def check_plan(
    plan: Plan,
    previous: Plan | None = None,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    places: Places | None = None,
    loose_links: Iterable[LooseLink] = (),
    empty_cells: Iterable[EmptyCell] = (),
    partly_read: bool = False,
) -> tuple[Finding, ...]:
    """Find the faults of an annual plan.

    Args:
        plan: the plan.
        previous: last year's plan of the same agency; without it continuity is not looked at.
        select: families, codes or names of the rules that run; all stable ones where empty.
        ignore: families, codes or names of rules that do not run.
        places: where each value stood in its source; else the marks of the elements count.
        loose_links: the KPIs that projects name and the plan does not hold under that name.
        empty_cells: the cells that were found empty in the source.
        partly_read: whether rows of the source could not be read; then rules that look at what is
            not there do not run.

    Raises:
        UnknownRule: `select` or `ignore` names no rule.
    """
    subject = PlanSubject(plan, previous, tuple(loose_links), tuple(empty_cells))
    selection = Selection.of(select, ignore)
    pages = _Pages(plan.identifier, plan.mark, dict(_elements_of_plan(plan)), places or {})
    found = (
        _found(rule, partial(rule.check, subject), pages)
        for rule in PLAN_RULES
        if selection.holds(rule) and not (partly_read and rule.needs_whole_plan)
    )
    return _ordered(chain.from_iterable(found), pages)


def check_action_plan(
    plan: ActionPlan,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    places: Places | None = None,
) -> tuple[Finding, ...]:
    """Find the faults of an action plan and of its reported results.

    Raises:
        UnknownRule: `select` or `ignore` names no rule.
    """
    subject = ActionPlanSubject(plan)
    selection = Selection.of(select, ignore)
    elements = {
        measure_identifier(plan.fiscal_year, plan.code, measure.key): measure
        for measure in plan.measures
    }
    pages = _Pages(plan.identifier, plan.mark, elements, places or {})
    found = (
        _found(rule, partial(rule.check, subject), pages)
        for rule in ACTION_PLAN_RULES
        if selection.holds(rule)
    )
    return _ordered(chain.from_iterable(found), pages)


def check_document(
    document: AnyDocument,
    *,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    places: Places | None = None,
) -> tuple[Finding, ...]:
    """Find the faults of a document of any kind; there are no rules for guidelines yet."""
    if isinstance(document, Plan):
        return check_plan(document, select=select, ignore=ignore, places=places)
    if isinstance(document, ActionPlan):
        return check_action_plan(document, select=select, ignore=ignore, places=places)
    return ()


class _Pages:
    """Where the elements of a document stand: in the document, and in its source."""

    def __init__(
        self, document: str, mark: Mark | None, elements: Mapping[str, Element], places: Places
    ) -> None:
        self.document = document
        self._mark = mark
        self._elements = elements
        self._places = places
        self._order = {identifier: place for place, identifier in enumerate(elements, start=1)}

    def order(self, finding: Finding) -> tuple[int, str, str]:
        """Findings of the whole document first, then element by element."""
        return self._order.get(finding.element, 0), finding.code, finding.field or ""

    def mark(self, fault: Fault) -> Mark | None:
        """The place of the field, of the element, or of the document: the first that is known."""
        element = self._elements.get(fault.element)
        fields = (fault.field or "", "", *_NAMES)
        places = (self._places.get(place_key(fault.element, field)) for field in fields)
        known = (mark for mark in places if mark is not None)
        if fault.field is None and element is not None and element.mark is not None:
            return element.mark
        found = next(known, element.mark if element is not None else None)
        return found if found is not None or fault.element != self.document else self._mark

    def text(self, fault: Fault) -> str | None:
        """The text of the field, where it is one."""
        value = getattr(self._elements.get(fault.element), fault.field or "", None)
        return value if isinstance(value, str) else None


def _elements_of_plan(plan: Plan) -> Iterator[tuple[str, Element]]:
    subject = PlanSubject(plan)
    for goal in plan.goals:
        yield subject.goal_id(goal), goal
    for indicator in plan.indicators:
        yield subject.indicator_id(indicator), indicator
    for project in plan.projects:
        yield subject.project_id(project), project


def _found(rule: Rule, check: Callable[[], Iterator[Fault]], pages: _Pages) -> Iterator[Finding]:
    """The rule's faults as findings; where it fails, what it found before, and that it failed."""
    try:
        for fault in check():
            yield Finding(
                code=rule.code,
                level=fault.level or rule.level,
                element=fault.element,
                field=fault.field,
                message=rule.sentence.filled(fault.facts),
                quote=fault.quote,
                mark=pages.mark(fault),
                text=pages.text(fault),
                facts=fault.facts,
            )
    except Exception as error:  # noqa: BLE001  one broken rule must not silence the others
        yield crashed(rule, pages.document, error)


def _ordered(findings: Iterable[Finding], pages: _Pages) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=pages.order))
