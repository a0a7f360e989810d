"""A program: several people at once press whatever there is on the same plans.

    python crowd.py <processes> <operations of each> [<seed>]

On the database of its environment, which it fills first. Each of the crowd looks at a plan and
mostly presses what fits what it saw, which may be over by then; now and then anything by anybody.
It ends with 0 where every draft is in a state that its steps lead to and holds every change that
was said to be saved, and with an assertion where one does not.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import django

YEARS = tuple(range(200, 206))
ACCOUNTS = ("planner", "planner2", "approver", "reviewer")
PLANNERS, JUDGES = ACCOUNTS[:2], ACCOUNTS[2:]
FITTING = {
    "draft": ("save", "save", "undo", "submit", "drop"),
    "submitted": ("return", "approve", "approve", "withdraw"),
    "returned": ("save", "submit", "submit"),
    "approved": ("publish", "publish", "return"),
    "published": ("amend",),
}
"""What leads on from each state; what stands twice is pressed more often."""
OF_JUDGES = {"return", "approve", "publish"}
VERBS = {"save", "undo", "submit", "withdraw", "return", "approve", "publish", "amend", "drop"}
AT_RANDOM = 0.1
"""The share of what is pressed without looking."""
MOST_AFTERWARDS = 500
"""Presses of one person alone, until each verb succeeded once: a crowd may leave one out."""


def press(seed: int, operations: int) -> tuple[dict[str, int], list[list[object]]]:
    """One of the crowd: what it did and why it was refused, and what it was told is saved."""
    django.setup()
    counts: Counter[str] = Counter()
    told: list[list[object]] = []
    chance = random.Random(seed)
    for _ in range(operations):
        counts[press_one(chance, told)] += 1
    return dict(counts), told


def press_one(chance: random.Random, told: list[list[object]]) -> str:
    """Press one button; the name of the verb, or of the refusal. What breaks ends the program."""
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person
    from guankao.web.planning.models import Draft

    draft = chance.choice(list(Draft.objects.filter(fiscal_year__in=YEARS).order_by("pk")))
    fitting = [name for name in FITTING[draft.state] if name != "drop" or draft.amends]
    name = chance.choice(fitting)
    account = chance.choice(JUDGES if name in OF_JUDGES else PLANNERS)
    if chance.random() < AT_RANDOM:
        name, account = chance.choice(sorted(VERBS)), chance.choice(ACCOUNTS)
    person = as_actor(Person.objects.select_related("agency").get(account=account))
    try:
        # The second press of a double click must find what the first has done.
        for _ in range(1 + (name in {"submit", "approve", "publish"} and chance.random() < 0.2)):
            verbs(draft, chance, told)[name](person)
    except refusals() as refusal:
        return f"refused: {type(refusal).__name__}"
    return name


def refusals() -> tuple[type[Exception], ...]:
    """What the desk may say to whoever comes too late or has not the right."""
    from guankao.web.organizations.permissions import NotPermitted, OwnSubmission
    from guankao.web.planning.actions.drafts import Overtaken
    from guankao.web.planning.models import Plan, PlanVersion
    from guankao.web.planning.states import NotNow
    from guankao.web.review.actions.amending import NothingPublished
    from guankao.web.review.actions.taking import ChangedSince, WithoutAnswer

    refused = (NotNow, NotPermitted, OwnSubmission, ChangedSince, WithoutAnswer, Overtaken)
    return (*refused, NothingPublished, Plan.DoesNotExist, PlanVersion.DoesNotExist)


def verbs(draft, chance: random.Random, told: list[list[object]]):
    """What can be pressed on a draft as it was a moment ago."""
    from guankao.web.planning.actions import undo_version
    from guankao.web.review import actions

    at = {"draft": draft.pk, "version": draft.version}
    return {
        "save": partial(save, draft=draft, chance=chance, told=told),
        "undo": lambda by: undo_version(by=by, draft=draft.pk, number=draft.version),
        "submit": lambda by: actions.submit_plan(by=by, answer="已說明。", **at),
        "withdraw": lambda by: actions.withdraw_plan(by=by, **at),
        "return": lambda by: actions.return_plan(by=by, reason="請說明。", **at),
        "approve": lambda by: actions.approve_plan(by=by, **at),
        "publish": lambda by: actions.publish_plan(by=by, **at),
        "amend": lambda by: actions.start_amendment(
            by=by, identifier=draft.identifier, reason="修正。"
        ),
        "drop": lambda by: actions.drop_amendment(by=by, **at),
    }


def save(by, *, draft, chance: random.Random, told: list[list[object]]) -> None:
    """Change one KPI of the version that was seen, and note what was answered."""
    from guankao.documents import editing
    from guankao.web.planning.actions import save_draft
    from guankao.web.planning.actions.drafts import plan_of

    plan = plan_of(draft.digest)
    key = chance.choice(plan.indicators).key
    target = f"{chance.randint(1, 999_999)}件"
    changed = editing.with_indicator(plan, key, {"target": target}, key_follows=False)
    saved = save_draft(
        by=by, draft=draft.pk, version=draft.version, element=f"kpi/{key}", document=changed
    )
    if saved.changed:
        told.append([draft.pk, saved.draft.version, f"kpi/{key}", target])


def fill() -> None:
    """The fictional ministry, the people of the demonstration, and a draft for each year."""
    from django.core.management import call_command

    from guankao import sample
    from guankao.web.desk.demonstration import make_people
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person
    from guankao.web.planning.actions import start_draft

    call_command("migrate", verbosity=0)
    for agency in sample.agencies(fictional=True):
        register_agency(by=COMMAND_LINE, name=agency.name, parent=agency.parent, fictional=True)
    make_people()
    planner = as_actor(Person.objects.select_related("agency").get(account="planner"))
    plan = next(one for one in sample.documents(fictional=True) if one.agency == "示範署")
    for year in YEARS:
        start_draft(by=planner, document=plan.model_copy(update={"fiscal_year": year}))


def check(told: list[list[object]]) -> None:
    """The record holds, and each draft with it."""
    from guankao.web.ledger.queries import verify
    from guankao.web.planning.models import Draft

    assert verify().breaks == ()
    for draft in Draft.objects.filter(fiscal_year__in=YEARS):
        check_steps(draft)
        check_versions(draft, [one[1:] for one in told if one[0] == draft.pk])
        check_publication(draft)


def check_steps(draft) -> None:
    """The steps are possible one after another, end in the state, and have one event each."""
    from guankao.web.ledger.models import Entry
    from guankao.web.planning.states import TABLE, DraftState, Step

    state = DraftState.DRAFT
    for number, taken in enumerate(draft.steps.order_by("number"), start=1):
        line = TABLE[Step(taken.step)]
        assert (taken.number, state in line.before) == (number, True), (draft, taken.number)
        state = line.after
    assert state == draft.state
    events = Counter(Entry.objects.filter(stream=draft.identifier).values_list("event", flat=True))
    for step, line in TABLE.items():
        assert events[line.event.value] == draft.steps.filter(step=step.value).count(), step
    for kind, event in (("saved", "plan.saved"), ("undone", "plan.change-undone")):
        assert events[event] == draft.versions.filter(kind=kind).count(), kind


def check_versions(draft, told: list[list[object]]) -> None:
    """Each save is one version that changes what it says it changes, and nothing else."""
    from guankao.documents.editing import element_of
    from guankao.web.planning.actions.drafts import plan_of

    versions = list(draft.versions.order_by("number"))
    assert [one.number for one in versions] == list(range(1, draft.version + 1))
    assert versions[-1].digest == draft.digest
    saved = [one.number for one in versions if one.kind == "saved"]
    assert sorted(one[0] for one in told) == saved, "a save was lost, or told twice"
    said = {number: (element, target) for number, element, target in told}
    before = plan_of(versions[0].digest)
    for one in versions[1:]:
        now = plan_of(one.digest)
        if one.kind in {"saved", "undone"}:
            old = {each.key: each for each in before.indicators}
            other = [each.key for each in now.indicators if each != old[each.key]]
            # An amendment that was dropped is undone as a whole.
            if one.element != "plan":
                assert [f"kpi/{key}" for key in other] == [one.element], (draft, one.number)
        if one.number in said:
            element, target = said[one.number]
            assert (one.element, element_of(now, element).target) == (element, target)
        before = now


def check_publication(draft) -> None:
    """The portal shows the version that was published last, with its own findings."""
    from guankao.web.planning.models import Plan
    from guankao.web.publishing.models import Linted

    shown = Plan.objects.filter(identifier=draft.identifier).first()
    assert (shown is None) == (draft.published_version is None)
    if shown is not None:
        assert shown.content_digest == draft.versions.get(number=draft.published_version).digest
        assert Linted.objects.get(document=draft.identifier).content_digest == shown.content_digest


def main(processes: int, operations: int, seed: int) -> None:
    """Let the crowd loose, press what it left out, and look."""
    from django.db import connections

    fill()
    connections.close_all()
    began = time.monotonic()
    counts: Counter[str] = Counter()
    told: list[list[object]] = []
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        for pressed, saved in pool.map(
            press, range(seed, seed + processes), [operations] * processes
        ):
            counts.update(pressed)
            told += saved
    seconds = time.monotonic() - began
    assert sum(counts.values()) == processes * operations
    alone = random.Random(seed)
    done = set(counts)
    for _ in range(MOST_AFTERWARDS):
        if done >= VERBS:
            break
        done.add(press_one(alone, told))
    assert done >= VERBS, f"never succeeded, though nobody was in the way: {VERBS - done}"
    check(told)
    succeeded = sum(counts[name] for name in VERBS)
    json.dump({**counts, "succeeded": succeeded, "seconds": round(seconds, 1)}, sys.stdout)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]), int([*sys.argv, "1"][3]))
