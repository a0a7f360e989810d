"""The queue of reviews, the page of one report, and deciding on many, as a browser asks."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.test import Client

from guankao.calendars import TAIPEI
from guankao.web.archive import memory
from guankao.web.reporting.actions import (
    accept_report,
    add_evidence,
    give_exception,
    return_report,
    submit_report,
)
from guankao.web.reporting.models import Report
from web.filing.pages_of_tests import browser, page_of, state, text
from web.reports_of_tests import (
    IN_JULY,
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    progress,
    save,
    sessions,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "browser", "clock", "people", "plan"]
QUEUE = "/desk/reports/review/"
BULK = "/desk/reports/review/accept/"
MILESTONES = ({"due": dt.date(2023, 3, 1), "title": "決標", "done_on": dt.date(2023, 2, 1)},)


def step(report: Report, turn: str, words: str = "", version: int | None = None) -> dict:
    report.refresh_from_db()
    return {"step": turn, "words": words, "version": version or report.version}


def test_the_queue_shows_what_waits_with_what_helps_to_judge(plan, people, browser):
    submit(people["reporter"], passes(1, 10, reason="名冊更正。"))
    page = text(browser("reviewer").get(QUEUE))
    for words in ("及格率", "第 1 季", "10<span", "●</span> 紅燈", "個疑點", "沒有佐證"):
        assert words in page, words
    assert "示範系統" not in page, "nobody handed it in"


def test_the_difference_to_last_time_stands_in_the_queue(plan, people, browser, clock):
    accept_report(
        by=people["reviewer"], report=submit(people["reporter"], sessions(25)).pk, version=1
    )
    clock(IN_JULY)
    submit(people["reporter"], sessions(61, "quarter-2"))
    page = text(browser("reviewer").get(QUEUE))
    assert "+36" in page
    english = text(browser("reviewer", "en").get(QUEUE))
    assert "quarter 2" in english
    assert "no evidence" in english


def test_the_longest_waiting_stands_first(plan, people, browser, clock):
    submit(people["reporter"], sessions(25))
    clock(dt.datetime(2023, 4, 6, tzinfo=TAIPEI))
    submit(people["reporter"], passes(9, 10))
    page = text(browser("reviewer").get(QUEUE))
    assert page.index("宣導場次") < page.index("及格率")


@pytest.mark.parametrize(
    ("query", "there", "gone"),
    [
        ("light=red", "及格率", "宣導場次"),
        ("light=green", "宣導場次", "及格率"),
        ("only=problems", "及格率", "宣導場次"),
        ("only=late", "宣導場次", "及格率"),
        ("period=quarter-1", "宣導場次", "nothing at all"),
        ("agency=示範署&year=112", "宣導場次", "nothing at all"),
    ],
)
def test_the_queue_is_narrowed(plan, people, browser, clock, query, there, gone):
    submit(people["reporter"], passes(1, 10, reason="名冊更正。"))
    clock(dt.datetime(2023, 4, 12, tzinfo=TAIPEI))
    submit(people["reporter"], sessions(25))
    page = text(browser("reviewer").get(f"{QUEUE}?{query}"))
    table = page[page.index('id="results"') :]
    assert there in table
    assert gone not in table


def test_a_filter_that_is_none_is_refused_by_name(plan, people, browser):
    answer = browser("reviewer").get(f"{QUEUE}?light=blue")
    assert answer.status_code == 400
    assert "light" in text(answer)


def test_each_sees_the_queues_that_wait_for_them(plan, people, browser):
    report = submit(people["reporter"], progress(milestones=MILESTONES))
    reviewer, controller = browser("reviewer"), browser("controller")
    assert "複審" not in text(reviewer.get(QUEUE))
    assert reviewer.get(f"{QUEUE}?queue=final").status_code == 403
    reviewer.post(page_of(report), step(report, "pass"))
    assert state(report) == "passed"
    assert "示範系統" in text(controller.get(f"{QUEUE}?queue=final"))
    assert "示範系統" not in text(reviewer.get(QUEUE))
    assert browser("reporter").get(QUEUE).status_code == 403
    assert Client().get(QUEUE).status_code == 302


def test_the_page_shows_working_doubts_and_the_window(plan, people, browser, clock):
    clock(dt.datetime(2023, 4, 25, tzinfo=TAIPEI))
    until = dt.datetime(2023, 5, 1, tzinfo=TAIPEI)
    give_exception(by=people["controller"], expected=expected().pk, until=until, reason="天災。")
    report = submit(people["reporter"], passes(1, 10, reason="名冊更正。", data_quality="含補考。"))
    page = text(browser("reviewer").get(page_of(report)))
    for words in (
        "及格人數",
        "working-figures",
        "燈號為紅燈",
        "名冊更正。",
        "含補考。",
        "天災。",
        "准予延後",
    ):
        assert words in page, words


def test_evidence_leads_to_its_file(plan, people, browser, settings, tmp_path):
    settings.KEPT_FILES = tmp_path
    row = save(people["reporter"], passes(9, 10)).expected_id
    proof = {"name": "名冊.csv", "content": "姓名,成績\n某甲,90\n".encode()}
    report = add_evidence(by=people["reporter"], expected=row, version=1, **proof).report
    submit_report(by=people["reporter"], report=report.pk, version=report.version)
    page = text(browser("reviewer").get(page_of(report)))
    digest = hashlib.sha256(proof["content"]).hexdigest()
    address = f"/desk/reports/{row}/evidence/{digest}/"
    assert f'<a href="{address}">名冊.csv</a>' in page
    assert browser("reviewer").get(address).status_code == 200
    assert "1 個佐證檔案" in text(browser("reviewer").get(QUEUE))


def test_returned_and_answered_the_page_shows_what_changed(plan, people, browser):
    report = submit(people["reporter"], passes(8, 10, reason="名冊未齊。"))
    reviewer = browser("reviewer")
    answer = reviewer.post(page_of(report), step(report, "return", "請附名冊。"))
    assert answer.status_code == 302
    assert state(report) == "returned"
    submit(people["reporter"], passes(9, 10, reason="名冊已齊。"), answer="已更正。")
    page = text(reviewer.get(page_of(report)))
    assert "<del>8</del>" in page
    assert "<del>未</del>" in page
    assert "<ins>已</ins>" in page
    assert page.index("請附名冊。") < page.index("已更正。")


def test_an_opinion_may_not_be_empty_and_what_was_typed_is_kept(plan, people, browser):
    report = submit(people["reporter"], passes(9, 10))
    reviewer = browser("reviewer")
    for words in ("", "   ", "長" * 4001):
        answer = reviewer.post(page_of(report), step(report, "return", words))
        assert answer.status_code == 422
        assert 'aria-describedby="words-return-fault"' in text(answer)
        assert words.strip() in text(answer)
    assert state(report) == "submitted"


@pytest.mark.parametrize("wrong", ["", "publish-all", "submit", "drop-correction"])
def test_a_step_that_is_not_offered_is_no_step(plan, people, browser, wrong):
    report = submit(people["reporter"], passes(9, 10))
    assert browser("reviewer").post(page_of(report), step(report, wrong)).status_code == 400
    assert state(report) == "submitted"


def test_pressed_twice_it_is_accepted_once(plan, people, browser):
    report = submit(people["reporter"], passes(9, 10))
    before = len(events())
    for _ in range(2):
        answer = browser("reviewer").post(page_of(report), step(report, "accept", version=1))
        assert answer.status_code == 302
    assert events()[before:] == ["report.accepted"]


def test_the_second_reviewer_is_told_who_was_quicker(plan, people, browser):
    report = submit(people["reporter"], passes(9, 10))
    browser("reviewer").post(page_of(report), step(report, "accept"))
    answer = browser("controller").post(page_of(report), step(report, "return", "請再查。"))
    assert answer.status_code == 409
    page = text(answer)
    assert people["reviewer"].name in page
    assert "審查通過" in page or "同意" in page
    assert state(report) == "accepted"


def test_what_changed_since_is_looked_at_again(plan, people, browser):
    report = submit(people["reporter"], passes(8, 10, reason="名冊。"))
    return_report(by=people["reviewer"], report=report.pk, version=1, opinion="請更正。")
    submit(people["reporter"], passes(9, 10), answer="已更正。")
    answer = browser("reviewer").post(page_of(report), step(report, "accept", version=1))
    assert answer.status_code == 409
    assert state(report) == "submitted"


def test_who_handed_it_in_is_not_offered_to_judge_it(plan, people, browser, actor):
    both = actor("both", "reporter")
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import give_role
    from guankao.web.organizations.queries import agency_called
    from guankao.web.organizations.roles import Role

    give_role(
        by=COMMAND_LINE,
        code=both.code,
        role=Role.REVIEWER,
        agency=agency_called("示範部"),
        from_day=dt.date(2023, 4, 5),
    )
    report = submit(both, passes(9, 10))
    people["both"] = both
    mine = browser("both")
    page = text(mine.get(page_of(report)))
    assert 'value="accept"' not in page
    assert "由您自己送出" in page
    assert mine.post(page_of(report), step(report, "accept")).status_code == 409
    assert "您自己送出" in text(mine.get(QUEUE))
    outcome = text(mine.post(BULK, {"queue": "first", "report": [f"{report.pk}:1"]}))
    assert state(report) == "submitted"
    assert "另一" in outcome or "他人" in outcome


def test_taken_back_with_a_reason_and_at_the_level_that_agreed(plan, people, browser):
    report = submit(people["reporter"], progress(milestones=MILESTONES))
    reviewer, controller = browser("reviewer"), browser("controller")
    reviewer.post(page_of(report), step(report, "pass"))
    controller.post(page_of(report), step(report, "accept-finally"))
    assert 'value="unaccept-finally"' not in text(reviewer.get(page_of(report)))
    assert reviewer.post(page_of(report), step(report, "unaccept-finally", "x")).status_code == 403
    assert controller.post(page_of(report), step(report, "unaccept-finally")).status_code == 422
    controller.post(page_of(report), step(report, "unaccept-finally", "抽查。"))
    assert state(report) == "passed"
    assert "抽查。" in text(reviewer.get(page_of(report)))
    reviewer.post(page_of(report), step(report, "unpass", "誤按。"))
    assert state(report) == "submitted"


def test_many_are_accepted_but_those_with_a_red_light(plan, people, browser):
    red = submit(people["reporter"], passes(1, 10, reason="名冊更正。"))
    good = submit(people["reporter"], sessions(25))
    twice = submit(people["reporter"], progress(milestones=MILESTONES))
    seen = [f"{one.pk}:{one.version}" for one in (red, good, twice)]
    sent = {"queue": "first", "shown": seen, "all": "1", "except-red": "1"}
    answer = browser("reviewer").post(BULK, sent)
    assert answer.status_code == 200
    assert [state(one) for one in (red, good, twice)] == ["submitted", "accepted", "passed"]
    assert "紅燈" in text(answer)
    assert "轉送複審" in text(answer)
    again = browser("reviewer").post(BULK, sent)
    assert [state(one) for one in (red, good, twice)] == ["submitted", "accepted", "passed"]
    assert events().count("report.accepted") == 1
    assert again.status_code == 200


def test_one_that_cannot_be_accepted_stops_no_other(plan, people, browser):
    moved = submit(people["reporter"], passes(9, 10))
    good = submit(people["reporter"], sessions(25))
    return_report(by=people["controller"], report=moved.pk, version=1, opinion="請更正。")
    chosen = [f"{moved.pk}:1", f"{good.pk}:1", "x:y", "999999:1", "1"]
    page = text(browser("reviewer").post(BULK, {"queue": "first", "report": chosen}))
    assert (state(moved), state(good)) == ("returned", "accepted")
    assert people["controller"].name in page


def test_many_are_published(plan, people, browser):
    reports = [submit(people["reporter"], one) for one in (passes(9, 10), sessions(25))]
    for one in reports:
        accept_report(by=people["reviewer"], report=one.pk, version=1)
    sent = {"queue": "publish", "shown": [f"{one.pk}:1" for one in reports], "all": "1"}
    browser("reviewer").post(BULK, sent)
    assert {state(one) for one in reports} == {"published"}


def test_nothing_chosen_is_told(plan, people, browser):
    assert browser("reviewer").post(BULK, {"queue": "first"}).status_code == 422
    assert browser("reviewer").post(BULK, {"queue": "final"}).status_code == 403
    assert browser("reviewer").post(BULK, {}).status_code == 302
    assert browser("reporter").post(BULK, {"queue": "first"}).status_code == 403


def test_who_has_no_business_there_is_not_told_that_it_is_there(plan, people, browser, actor):
    report = submit(people["reporter"], passes(9, 10))
    people["elsewhere"] = actor("elsewhere", "reviewer", at="法務部")
    assert browser("elsewhere").get(page_of(report)).status_code == 404
    assert browser("reporter").get(page_of(report)).status_code == 403
    assert browser("reviewer").get("/desk/reports/999999/review/").status_code == 404
    not_begun = expected("kpi/1-2")
    assert browser("reviewer").get(f"/desk/reports/{not_begun.pk}/review/").status_code == 404
    browser("elsewhere").post(BULK, {"queue": "first", "report": [f"{report.pk}:1"]})
    assert state(report) == "submitted"


def test_the_pages_ask_as_much_of_one_report_as_of_many(
    plan, people, browser, django_assert_max_num_queries, clock
):
    reports = [submit(people["reporter"], one) for one in (passes(9, 10), sessions(25))]
    clock(IN_JULY)
    reports += [
        submit(people["reporter"], passes(9, 10, "quarter-2")),
        submit(people["reporter"], sessions(60, "quarter-2")),
        submit(people["reporter"], progress("quarter-2", milestones=MILESTONES, actual=50)),
    ]
    client = browser("reviewer")
    for page, most in ((QUEUE, 22), (page_of(reports[2]), 30)):
        memory.documents.clear()
        with django_assert_max_num_queries(most):
            assert client.get(page).status_code == 200


def test_next_and_previous_lead_through_the_queue(plan, people, browser, clock):
    reports = []
    for day, document in ((5, passes(9, 10)), (6, sessions(25)), (7, progress())):
        clock(dt.datetime(2023, 4, day, tzinfo=TAIPEI))
        reports.append(submit(people["reporter"], document))
    client = browser("reviewer")
    page = text(client.get(f"{page_of(reports[1])}?queue=first"))
    assert f'rel="prev" href="{page_of(reports[0])}?queue=first"' in page
    assert f'rel="next" href="{page_of(reports[2])}?queue=first"' in page
    answer = client.post(f"{page_of(reports[0])}?queue=first", step(reports[0], "accept"))
    page = text(client.get(answer.url))
    assert f'rel="next" href="{page_of(reports[1])}?queue=first"' in page, "go on from there"
