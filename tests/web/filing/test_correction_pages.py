"""Correcting a figure that the public knows: begun with a reason, dropped, and both readable."""

from __future__ import annotations

import pytest

from guankao.web.reporting.actions import accept_report, publish_report
from guankao.web.reporting.models import Report
from web.filing.pages_of_tests import browser, page_of, state, text
from web.reports_of_tests import (
    IN_JULY,
    actor,
    clock,
    events,
    passes,
    people,
    plan,
    save,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "browser", "clock", "people", "plan"]


@pytest.fixture
def shown(plan, people, clock) -> Report:
    """A report that the public knows, long after its window closed."""
    report = submit(people["reporter"], passes(9, 10))
    for verb in (accept_report, publish_report):
        verb(by=people["reviewer"], report=report.pk, version=1)
    clock(IN_JULY)
    return report


def begin(report: Report, client, reason: str = "名冊重複。", version: int = 1):
    return client.post(page_of(report, "correct"), {"reason": reason, "version": version})


def test_a_correction_is_begun_with_its_reason_and_goes_the_whole_way(shown, people, browser):
    reporter = browser("reporter")
    assert "更正已公布的數值" in text(reporter.get(page_of(shown, "correct")))
    assert begin(shown, reporter).status_code == 302
    assert state(shown) == "draft"
    save(people["reporter"], passes(8, 10, reason="名冊重複。"))
    page = text(reporter.get(page_of(shown, "correct")))
    assert "名冊重複。" in page
    assert "<del>9</del>" in page, "the public one beside the new one"
    submit(people["reporter"], passes(8, 10, reason="名冊重複。"))
    judged = text(browser("reviewer").get(page_of(shown)))
    assert "更正已公布的數值" in judged
    assert "<del>9</del>" in judged
    queue = text(browser("reviewer").get("/desk/reports/review/?only=corrections"))
    assert "及格率" in queue
    for step in ("accept", "publish"):
        shown.refresh_from_db()
        sent = {"step": step, "version": shown.version}
        assert browser("reviewer").post(page_of(shown), sent).status_code == 302
    shown.refresh_from_db()
    assert (shown.state, shown.published_version) == ("published", 2)
    assert [one.number for one in shown.versions.order_by("number")] == [1, 2]


@pytest.mark.parametrize("reason", ["", " \n", "長" * 4001])
def test_a_reason_is_needed_and_what_was_typed_is_kept(shown, browser, reason):
    answer = begin(shown, browser("reporter"), reason)
    assert answer.status_code == 422
    assert 'id="id_reason_error"' in text(answer)
    assert reason.strip() in text(answer)
    assert state(shown) == "published"


def test_begun_twice_it_is_begun_once(shown, browser):
    before = len(events())
    for _ in range(2):
        assert begin(shown, browser("reporter")).status_code == 302
    assert len(events()) == before + 1


def test_two_at_once_and_the_second_is_told(shown, people, browser, actor):
    people["other"] = actor("other", "reporter")
    begin(shown, browser("reporter"))
    answer = begin(shown, browser("other"), "分母有誤。")
    assert answer.status_code == 409
    assert people["reporter"].name in text(answer)


def test_it_is_dropped_and_the_public_figure_stands(shown, people, browser):
    reporter = browser("reporter")
    begin(shown, reporter)
    save(people["reporter"], passes(8, 10, reason="名冊重複。"))
    shown.refresh_from_db()
    sent = {"drop": "1", "version": shown.version}
    assert reporter.post(page_of(shown, "correct"), sent).status_code == 302
    shown.refresh_from_db()
    assert shown.state == "published"
    assert not shown.corrects
    assert reporter.post(page_of(shown, "correct"), sent).status_code in {302, 409}


def test_what_was_never_published_is_not_corrected(plan, people, browser):
    report = submit(people["reporter"], passes(9, 10))
    page = text(browser("reporter").get(page_of(report, "correct")))
    assert "尚未公布" in page
    assert begin(report, browser("reporter")).status_code == 409
    assert state(report) == "submitted"


def test_a_reporter_of_the_agency_alone_corrects(shown, browser, people, actor):
    people["elsewhere"] = actor("elsewhere", "reporter", at="法務部")
    for who, status in (("reviewer", 403), ("controller", 403), ("elsewhere", 404)):
        assert browser(who).get(page_of(shown, "correct")).status_code == status
        assert begin(shown, browser(who)).status_code == status
    assert state(shown) == "published"


def test_the_page_asks_a_bounded_number_of_questions(shown, browser, django_assert_max_num_queries):
    client = browser("reporter")
    with django_assert_max_num_queries(24):
        assert client.get(page_of(shown, "correct")).status_code == 200
