"""A program: several people at once press whatever there is on the same plans.

    python crowd.py <processes> <operations>

On the database of its environment, which it fills first. It ends with 0 where every draft is in a
state that its steps lead to, and with an assertion where one is not.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
from collections import Counter

import django

YEARS = (200, 201)
ACCOUNTS = ("planner", "planner2", "approver", "reviewer")


def press(seed: int, operations: int, results: multiprocessing.Queue) -> None:
    """One of the crowd; what is refused is counted, what breaks ends the program."""
    django.setup()
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person
    from guankao.web.organizations.permissions import NotPermitted, OwnSubmission
    from guankao.web.planning.actions.drafts import Overtaken
    from guankao.web.planning.models import Draft, Plan, PlanVersion
    from guankao.web.planning.states import NotNow
    from guankao.web.review.actions.amending import NothingPublished
    from guankao.web.review.actions.taking import ChangedSince, WithoutAnswer

    refusals = (NotNow, NotPermitted, OwnSubmission, ChangedSince, WithoutAnswer, Overtaken)
    in_vain = (NothingPublished, Plan.DoesNotExist, PlanVersion.DoesNotExist)
    chance = random.Random(seed)
    people = [as_actor(one) for one in Person.objects.filter(account__in=ACCOUNTS)]
    counts: Counter[str] = Counter()
    for _ in range(operations):
        draft = chance.choice(list(Draft.objects.filter(fiscal_year__in=YEARS)))
        name, verb = chance.choice(list(verbs(draft, chance).items()))
        try:
            verb(chance.choice(people))
            counts[name] += 1
        except (*refusals, *in_vain):
            counts["refused"] += 1
    results.put(dict(counts))


def verbs(draft, chance):
    """What can be pressed on a draft as it was a moment ago."""
    from guankao.documents import editing
    from guankao.web.planning.actions import save_draft, undo_version
    from guankao.web.planning.actions.drafts import plan_of
    from guankao.web.review import actions

    at = {"draft": draft.pk, "version": draft.version}

    def save(by):
        plan = plan_of(draft.digest)
        key = chance.choice(plan.indicators).key
        values = {"target": f"{chance.randint(1, 999)}件"}
        changed = editing.with_indicator(plan, key, values, key_follows=False)
        save_draft(by=by, element=f"kpi/{key}", document=changed, **at)

    def submit_twice(by):
        for _ in range(2):
            actions.submit_plan(by=by, answer="已說明。", **at)

    return {
        "save": save,
        "save again": save,
        "undo": lambda by: undo_version(by=by, draft=draft.pk, number=draft.version),
        "submit": submit_twice,
        "withdraw": lambda by: actions.withdraw_plan(by=by, **at),
        "return": lambda by: actions.return_plan(by=by, reason="請說明。", **at),
        "approve": lambda by: actions.approve_plan(by=by, **at),
        "publish": lambda by: actions.publish_plan(by=by, **at),
        "amend": lambda by: actions.start_amendment(
            by=by, identifier=draft.identifier, reason="修正。"
        ),
        "drop": lambda by: actions.drop_amendment(by=by, **at),
    }


def fill() -> None:
    """The sample, the people of the demonstration, and a draft for each year."""
    from django.core.management import call_command

    from guankao.web.archive.queries import document_of
    from guankao.web.commands.loading import load_sample
    from guankao.web.desk.demonstration import make_people
    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person
    from guankao.web.planning.actions import start_draft
    from guankao.web.planning.models import Plan

    call_command("migrate", verbosity=0)
    load_sample()
    make_people()
    planner = as_actor(Person.objects.get(account="planner"))
    plan = document_of(Plan.objects.get(identifier="107/示範署").content_digest)
    for year in YEARS:
        start_draft(by=planner, document=plan.model_copy(update={"fiscal_year": year}))


def check() -> None:
    """Every draft is where its steps lead, with all its versions and one event for each step."""
    from guankao.web.ledger.models import Entry
    from guankao.web.ledger.queries import verify
    from guankao.web.planning.models import Draft, Plan
    from guankao.web.planning.states import TABLE, DraftState, Step

    assert verify().breaks == ()
    for draft in Draft.objects.filter(fiscal_year__in=YEARS):
        state = DraftState.DRAFT
        for taken in draft.steps.order_by("number"):
            line = TABLE[Step(taken.step)]
            assert state in line.before, (draft, taken.number)
            state = line.after
        assert state == draft.state
        numbers = list(draft.versions.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, draft.version + 1))
        assert draft.versions.get(number=draft.version).digest == draft.digest
        events = Counter(
            Entry.objects.filter(stream=draft.identifier).values_list("event", flat=True)
        )
        for step, line in TABLE.items():
            assert events[line.event.value] == draft.steps.filter(step=step.value).count(), step
        if draft.published_version:
            shown = draft.versions.get(number=draft.published_version)
            assert Plan.objects.get(identifier=draft.identifier).content_digest == shown.digest


def main(processes: int, operations: int) -> None:
    from django.db import connections

    fill()
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    crowd = [
        context.Process(target=press, args=(seed, operations, results)) for seed in range(processes)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    assert [one.exitcode for one in crowd] == [0] * processes
    counts: Counter[str] = Counter()
    for _ in crowd:
        counts.update(results.get())
    assert sum(counts.values()) == processes * operations
    check()
    print(dict(counts))  # noqa: T201 - for whoever runs it by hand


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
