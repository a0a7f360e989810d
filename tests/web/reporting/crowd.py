"""A program: several people at once press whatever there is on the same reports.

    python crowd.py <processes> <operations> [<seed>]     fill a database, press, look at it
    python crowd.py fill                                  fill it only
    python crowd.py press <seed> [<name> …]               press until it is killed, only these
    python crowd.py look                                  look at it only

On the database of its environment. It ends with 0 where every report is in a state that its steps
lead to, and with an assertion where one is not.
"""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import random
import sys
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from unittest.mock import patch

import django

YEAR = 112
IDENTIFIER = f"{YEAR}/示範署"
ACCOUNTS = ("reporter", "approver", "reviewer", "controller")
MOMENT = dt.datetime(2023, 7, 5, 1, tzinfo=dt.UTC)
"""When the second quarter is open, and the first is corrected."""


def press(seed: int, operations: int, results: multiprocessing.Queue) -> None:
    """One of the crowd; what is refused is counted, what breaks ends the program."""
    django.setup()
    results.put(dict(pressed(seed, operations)))


def pressed(seed: int, operations: int = 0, only: Sequence[str] = ()) -> Counter[str]:
    """Press so often, 0 until somebody kills this, whatever fits or only what is named."""
    from django.db import OperationalError

    from guankao.web.organizations.actors import as_actor
    from guankao.web.organizations.models import Person
    from guankao.web.organizations.permissions import NotPermitted, OwnSubmission
    from guankao.web.reporting.actions.correcting import NothingPublished
    from guankao.web.reporting.actions.stating import OutsideWindow, Overtaken
    from guankao.web.reporting.actions.steps import Hindered, WithoutAnswer
    from guankao.web.reporting.actions.taking import ChangedSince
    from guankao.web.reporting.models import ExpectedReport, Report
    from guankao.web.reporting.states import NotNow

    refusals = (NotNow, NotPermitted, OwnSubmission, ChangedSince, WithoutAnswer, Overtaken)
    in_vain = (NothingPublished, OutsideWindow, Hindered, Report.DoesNotExist)
    chance = random.Random(seed)
    people = {one.account: as_actor(one) for one in Person.objects.filter(account__in=ACCOUNTS)}
    rows = ExpectedReport.objects.filter(
        plan__identifier=IDENTIFIER, period__in=["quarter-1", "quarter-2"]
    )
    keys = list(rows.values_list("pk", flat=True))[:4]
    counts: Counter[str] = Counter()
    with patch("django.utils.timezone.now", lambda: MOMENT):
        for _ in range(operations) if operations else count():
            row = rows.select_related("report").get(pk=chance.choice(keys))
            found = verbs(row, chance, keys)
            fits = [one for one in fitting(row) if not only or one in only]
            name = chance.choice(fits if fits and chance.random() < 0.8 else list(found))
            account, verb = found[name]
            try:
                verb(people[account])
                counts[name] += 1
            except (*refusals, *in_vain):
                counts["refused"] += 1
            except OperationalError as error:
                # SQLite lets whoever waits longest for its one lock go with nothing done.
                if "locked" not in str(error):
                    raise
                counts["waited in vain"] += 1
            if not operations and sum(counts.values()) == 1:
                print("at work", flush=True)  # noqa: T201 - for whoever kills it
    return counts


def verbs(row, chance, keys):
    """What can be pressed on a report as it was a moment ago, and by whom."""
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.reporting import actions
    from guankao.web.reporting.models import EvidenceFile, ExpectedReport, SourceKind
    from guankao.web.reporting.statements import Statement

    report = getattr(row, "report", None)
    at = {"report": report.pk if report else 0, "version": report.version if report else 0}

    def save(by):
        actions.save_report(
            by=by, expected=row.pk, version=at["version"], document=stated(row, chance)
        )

    def state_many(by):
        known = ExpectedReport.objects.filter(pk__in=keys).select_related("report")
        statements = [
            Statement(
                one.pk,
                one.report.version if hasattr(one, "report") else 0,
                {"inputs.及格人數": str(chance.randint(0, 50)), "inputs.到考人數": "50"},
            )
            for one in known
        ]
        actions.state_many(by=by, statements=statements, only_right=chance.random() < 0.7)

    def prove(by):
        actions.add_evidence(
            by=by,
            expected=row.pk,
            version=at["version"],
            name="名冊.csv",
            content=f"到考人數,{chance.randint(0, 5)}\n".encode(),
            proves="到考人數",
        )

    def prove_no_more(by):
        digest = chance.choice(
            [*EvidenceFile.objects.filter(expected=row).values_list("file", flat=True), "0" * 64]
        )
        actions.remove_evidence(
            by=by, expected=row.pk, version=at["version"], digest=digest, proves="到考人數"
        )

    def source(by):
        of = {"by": by, "plan": IDENTIFIER, "element": "kpi/1-2", "name": "到考人數"}
        origin = actions.Origin(SourceKind.REPORT, element="kpi/1-1", name="到考人數")
        if chance.random() < 0.5:
            actions.set_source(**of, origin=origin)
        else:
            actions.end_source(**of)

    def expect(_by):
        actions.expect_reports(by=COMMAND_LINE, identifier=IDENTIFIER)

    found = {"save": ("reporter", save), "save again": ("reporter", save)}
    found["expect"] = ("controller", expect)
    found["state many"] = ("reporter", state_many)
    found["prove"] = ("reporter", prove)
    found["prove no more"] = ("reporter", prove_no_more)
    found["source"] = ("reporter", source)
    if report is None:
        return found

    def twice(verb, **words):
        def pressed(by):
            for _ in range(2):
                verb(by=by, **at, **words)

        return pressed

    final = {"review": actions.Review.FINAL}
    return found | {
        "submit": ("reporter", twice(actions.submit_report, answer="已說明。")),
        "submit again": ("approver", twice(actions.submit_report, answer="已說明。")),
        "withdraw": ("approver", twice(actions.withdraw_report)),
        "return": ("reviewer", twice(actions.return_report, opinion="請說明。")),
        "accept": ("reviewer", twice(actions.accept_report)),
        "accept too": ("controller", twice(actions.accept_report)),
        "accept finally": ("controller", twice(actions.accept_report, **final)),
        "take back": ("reviewer", twice(actions.unaccept_report, reason="誤按。")),
        "publish": ("reviewer", twice(actions.publish_report)),
        "publish too": ("controller", twice(actions.publish_report)),
        "correct": ("reporter", twice(actions.correct_report, reason="更正。")),
        "drop": ("reporter", lambda by: actions.drop_correction(by=by, **at)),
    }


def fitting(row) -> list[str]:
    """What leads on from where the report stands."""
    report = getattr(row, "report", None)
    filling = ["save", "submit", "submit again", "state many", "prove", "prove no more"]
    return (
        {
            "draft": filling,
            "returned": [*filling, "drop"],
            "submitted": ["withdraw", "return", "accept", "accept too"],
            "accepted": ["take back", "publish", "publish too"],
            "published": ["correct"],
        }[report.state]
        if report
        else ["save", "state many", "prove"]
    )


def stated(row, chance):
    """A report with some figure in it."""
    from guankao.documents import Report, ReportedIndicator, ReportedInput

    whole = chance.randint(1, 99)
    inputs = tuple(
        ReportedInput(name=name, value=Decimal(value))
        for name, value in (("及格人數", chance.randint(0, whole)), ("到考人數", whole))
    )
    return Report(
        fiscal_year=YEAR,
        agency="示範署",
        fictional=True,
        period=row.period,
        indicator=ReportedIndicator(key=row.element.removeprefix("kpi/"), inputs=inputs),
        reason="已說明。",
    )


def fill() -> None:
    """The sample, the people of the demonstration, and a plan with its reports."""
    from django.core.management import call_command

    from guankao.documents import Goal, Indicator, Plan
    from guankao.web.commands.loading import load_sample
    from guankao.web.desk.demonstration import make_people
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.planning.actions import load_plan
    from guankao.web.reporting.actions import expect_reports

    call_command("migrate", verbosity=0)
    load_sample()
    make_people()
    indicators = tuple(
        Indicator(
            key=f"1-{number}",
            goal="1",
            no=number,
            name="及格率",
            evaluation_arrangement=1,
            evaluation_method="統計數據",
            standard="及格人數÷到考人數×100%",
            target="90%",
            accumulation="sum",
        )
        for number in (1, 2)
    )
    plan = Plan(
        fiscal_year=YEAR,
        agency="示範署",
        parent_agency="示範部",
        fictional=True,
        goals=(Goal(key="1", no=1, title="示範目標"),),
        indicators=indicators,
    )
    load_plan(plan, by=COMMAND_LINE)
    expect_reports(by=COMMAND_LINE, identifier=plan.identifier)


def check() -> None:
    """Every report is where its steps lead, with all its versions, one event for each step, and
    results that can be computed again."""
    from guankao.web.ledger.models import Entry
    from guankao.web.ledger.queries import verify
    from guankao.web.reporting.checking import differences
    from guankao.web.reporting.models import Report
    from guankao.web.reporting.states import TABLE, ReportState, ReportTurn
    from guankao.web.reporting.tallies import tally_differences

    assert verify().breaks == ()
    assert list(differences()) == []
    assert list(tally_differences()) == []
    for report in Report.objects.select_related("expected"):
        state = ReportState.DRAFT
        for taken in report.steps.order_by("number"):
            line = TABLE[ReportTurn(taken.step)]
            assert state in line.before, (report, taken.number)
            state = line.after
        assert state == report.state
        numbers = list(report.versions.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, report.version + 1))
        assert report.versions.get(number=report.version).digest == report.digest
        events = Counter(
            Entry.objects.filter(
                stream=f"{IDENTIFIER}/reports", subject=report.expected.identifier
            ).values_list("event", flat=True)
        )
        steps = Counter(TABLE[ReportTurn(one.step)].event.value for one in report.steps.all())
        dropped = steps["report.correction-dropped"]
        saved = sum(
            events.pop(name, 0) for name in ("report.saved", "evidence.added", "evidence.removed")
        )
        assert saved <= report.version <= saved + dropped
        assert events == steps


def made() -> None:
    """Fill the database as it was the day before."""
    from django.db import connections

    with patch("django.utils.timezone.now", lambda: MOMENT - dt.timedelta(days=1)):
        fill()
    connections.close_all()


def main(processes: int, operations: int, seed: int = 0) -> None:
    made()
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    crowd = [
        context.Process(target=press, args=(seed * 1000 + number, operations, results))
        for number in range(processes)
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
    print(json.dumps(counts))  # noqa: T201 - for whoever runs it by hand


if __name__ == "__main__":
    django.setup()
    match sys.argv[1:]:
        case ["fill"]:
            made()
        case ["look"]:
            check()
        case ["press", seed, *names]:
            pressed(int(seed), only=names)
        case numbers:
            main(*map(int, numbers))
