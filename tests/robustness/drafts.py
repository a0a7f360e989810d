"""What must hold of every draft, whoever did whatever to it: faults, one a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator


def faults_of_draft(draft) -> Iterator[str]:
    """Everything about one draft that does not fit."""
    yield from _faults_of_steps(draft)
    yield from _faults_of_versions(draft)
    yield from _faults_of_publication(draft)


def _faults_of_steps(draft) -> Iterator[str]:
    """Steps that are impossible one after another, or that have not one event each."""
    from guankao.web.ledger.models import Entry
    from guankao.web.planning.models import Plan
    from guankao.web.planning.states import TABLE, DraftState, Step

    steps = list(draft.steps.order_by("number"))
    # A plan that was loaded and never drafted begins published, by its first amendment.
    taken_over = draft.versions.get(number=1).kind == "published"
    state = DraftState.PUBLISHED if taken_over else DraftState.DRAFT
    for number, taken in enumerate(steps, start=1):
        line = TABLE[Step(taken.step)]
        if taken.number != number or state not in line.before:
            yield f"{draft}: step {taken.number}, {taken.step}, is impossible after {state}"
        state = line.after
    if state != draft.state:
        yield f"{draft}: its steps lead to {state}"
    events = Counter(Entry.objects.filter(stream=draft.identifier).values_list("event", flat=True))
    told = Counter(taken.step for taken in steps)
    for step, line in TABLE.items():
        if events[line.event.value] != told[step.value]:
            yield f"{draft}: {told[step.value]} times {step}, {events[line.event.value]} entries"
    kinds = Counter(draft.versions.exclude(number=1).values_list("kind", flat=True))
    if events["plan.drafted"] != 1:
        yield f"{draft}: begun {events['plan.drafted']} times"
    if events["plan.saved"] != kinds["saved"] + kinds["imported"]:
        yield f"{draft}: {kinds} versions, and {events['plan.saved']} entries of saving"
    if events["plan.change-undone"] != kinds["undone"]:
        yield f"{draft}: {kinds} versions, and {events['plan.change-undone']} entries of undoing"
    if draft.published_version and not Plan.objects.filter(identifier=draft.identifier).exists():
        yield f"{draft}: it was published, and there is no plan"


def _faults_of_versions(draft) -> Iterator[str]:
    """Versions that are missing, or that change something else than they say."""
    from guankao.web.planning.actions.drafts import plan_of

    versions = list(draft.versions.order_by("number"))
    if [one.number for one in versions] != list(range(1, draft.version + 1)):
        yield f"{draft}: versions {[one.number for one in versions]}"
    if versions[-1].digest != draft.digest:
        yield f"{draft}: its newest version is another text"
    before = plan_of(versions[0].digest)
    for one in versions[1:]:
        now = plan_of(one.digest)
        if one.kind in {"saved", "undone"} and one.element.startswith("kpi/"):
            old = {each.key: each for each in before.indicators}
            other = [f"kpi/{each.key}" for each in now.indicators if each != old.get(each.key)]
            if other != [one.element]:
                yield f"{draft}: version {one.number} says {one.element} and changes {other}"
        before = now


def _faults_of_publication(draft) -> Iterator[str]:
    """A portal that shows another text than the draft says was published."""
    from guankao.web.planning.models import Plan
    from guankao.web.publishing.models import Linted

    shown = Plan.objects.filter(identifier=draft.identifier).first()
    if shown is None or draft.published_version is None:
        return
    if Linted.objects.get(document=draft.identifier).content_digest != shown.content_digest:
        yield f"{draft}: the findings in the portal are those of another text"
    if _loaded_since(draft):
        return
    if shown.content_digest != draft.versions.get(number=draft.published_version).digest:
        yield f"{draft}: the portal shows another text than version {draft.published_version}"


def _loaded_since(draft) -> bool:
    """Whether somebody at the server put another text beside the draft."""
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.ledger.models import Entry

    return Entry.objects.filter(
        stream=draft.identifier, event__in=["plan.loaded", "plan.replaced"], actor=COMMAND_LINE.code
    ).exists()
