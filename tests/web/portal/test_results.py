"""What the public reads of reports: figures with their working, corrections, and who is silent."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal

import pytest

from guankao.calendars import TAIPEI
from guankao.web.reporting.actions import (
    add_evidence,
    end_exception,
    give_exception,
    submit_report,
)
from guankao.web.reporting.models import LateException
from web.portal.test_pages_of_plans import main_of, text_of
from web.reports_of_tests import (
    AGENCY,
    IN_JULY,
    YEAR,
    actor,
    clock,
    expected,
    passes,
    people,
    progress,
    save,
    sessions,
    submit,
)
from web.results_of_tests import accept_and_publish, correct, make_public, public_plan

__all__ = ["actor", "clock", "people", "public_plan"]

pytestmark = pytest.mark.usefixtures("public_plan")

KPI = f"/{YEAR}/{AGENCY}/kpi/1-1"
IN_MAY = dt.datetime(2023, 5, 15, 9, tzinfo=TAIPEI)


def period(client, address: str, code: str = "quarter-1") -> dict:
    return next(
        one for one in client.get(f"{address}.json").json()["results"] if one["period"] == code
    )


def test_a_kpi_shows_its_figure_with_light_achievement_and_working(client, people):
    make_public(people, passes(93, 100, data_quality="含補考。"))
    said = text_of(client.get(f"{KPI}/"))
    assert "93 %" in said
    assert "103.3%" in said
    assert "★ 綠燈" in said
    for words in ("及格人數", "到考人數", "含補考。"):
        assert words in said
    told = period(client, KPI)
    assert told["state"] == "published"
    assert told["figure"]["computed"]["value"] == "93"
    assert told["figure"]["computed"]["light"] == "green"
    assert told["figure"]["computed"]["steps"]
    assert told["figure"]["reported"]["inputs"][0] == {
        "name": "及格人數",
        "value": "93",
        "source": "typed",
        "origin": None,
    }
    sheet = b"".join(client.get(f"{KPI}.csv").streaming_content).decode("utf-8-sig")
    assert sheet.splitlines()[0].endswith("result,result_unit,achievement,met,light,published_at")
    assert "quarter-1,93,%,1.0333333333,true,green," in sheet


def test_nothing_of_a_report_is_public_before_it_is_published(client, people):
    submit(people["reporter"], passes(61, 100, reason="試題洩漏。"))
    page = client.get(f"{KPI}/").content.decode()
    assert "61<" not in page
    assert "試題洩漏" not in page
    assert "已送出，審查中" in page
    told = period(client, KPI)
    assert (told["state"], told["figure"]) == ("handed-in", None)


def test_a_correction_shows_both_figures_with_the_reason(client, people):
    make_public(people, passes(93, 100))
    correct(people, passes(80, 100, reason="試題較難。"), "漏計一場考試。")
    main = main_of(client.get(f"{KPI}/"))
    assert "<del>93<span>%</span></del>" in main
    assert "<strong>80<span>%</span></strong>" in main
    assert "<del>93</del>" in main
    assert "漏計一場考試。" in main
    told = period(client, KPI)
    assert told["figure"]["version"] == 2
    assert told["figure"]["reason_of_correction"] == "漏計一場考試。"
    assert [one["computed"]["value"] for one in told["earlier_figures"]] == ["93"]
    client.cookies["guankao_language"] = "en"
    assert "Corrected, because:" in text_of(client.get(f"{KPI}/"))


def test_what_was_not_reported_is_white_and_never_nought(client, clock):
    assert period(client, KPI)["state"] == "to-come"
    clock(IN_MAY)
    told = period(client, KPI)
    assert (told["state"], told["figure"]) == ("missing", None)
    row = main_of(client.get(f"{KPI}/")).split('id="quarter-1"')[1].split("</tr>")[0]
    assert "未填報" in row
    assert "□" in row
    assert ">0" not in row


def test_leave_to_come_later_is_told_with_who_why_and_until_when(client, people, clock):
    clock(IN_MAY)
    until = IN_MAY + dt.timedelta(days=5)
    row = expected()
    give_exception(by=people["controller"], expected=row.pk, until=until, reason="颱風停班。")
    told = period(client, KPI)
    assert told["state"] == "excused"
    assert told["exception"]["reason"] == "颱風停班。"
    said = text_of(client.get(f"{KPI}/"))
    assert "颱風停班。" in said
    assert LateException.objects.get().person_name in said
    clock(until)
    assert period(client, KPI)["state"] == "missing"
    clock(IN_MAY)
    end_exception(by=people["controller"], expected=row.pk)
    assert period(client, KPI)["state"] == "missing"


def test_a_report_that_came_late_says_so(client, people, clock):
    row = expected()
    clock(row.due_at + dt.timedelta(hours=1))
    make_public(people, passes(93, 100))
    assert period(client, KPI)["handed_in_late"]
    assert "逾期送出" in text_of(client.get(f"{KPI}/"))


def test_evidence_is_told_by_its_digest_and_not_by_its_name(client, people, settings, tmp_path):
    settings.KEPT_FILES = tmp_path / "files"
    document = passes(93, 100)
    report = save(people["reporter"], document)
    add_evidence(
        by=people["reporter"],
        expected=report.expected_id,
        version=report.version,
        name="王小明名冊.pdf",
        content=b"%PDF-1.7\nproof",
        proves="到考人數",
    )
    report.refresh_from_db()
    submit_report(by=people["reporter"], report=report.pk, version=report.version)
    accept_and_publish(people, document)
    digest = hashlib.sha256(b"%PDF-1.7\nproof").hexdigest()
    page = client.get(f"{KPI}/").content.decode()
    assert digest in page
    assert "王小明" not in page
    told = client.get(f"{KPI}.json").content.decode()
    assert digest in told
    assert "王小明" not in told


def test_what_an_agency_writes_is_never_markup(client, people):
    words = "<script>alert(1)</script>"
    make_public(people, passes(80, 100, reason=words, data_quality=words))
    page = client.get(f"{KPI}/").content.decode()
    assert words not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_publication_changes_the_version_of_the_page_and_so_does_the_clock(client, people, clock):
    first = client.get(f"{KPI}/")["ETag"]
    assert client.get(f"{KPI}/", headers={"If-None-Match": first}).status_code == 304
    make_public(people, passes(93, 100))
    second = client.get(f"{KPI}/", headers={"If-None-Match": first})
    assert second.status_code == 200
    # Within one day: what is due at a moment is late right after it.
    due = expected("kpi/1-2").due_at
    clock(due - dt.timedelta(minutes=1))
    before = client.get(f"{KPI}/")["ETag"]
    clock(due)
    assert client.get(f"{KPI}/", headers={"If-None-Match": before}).status_code == 200


def test_the_chart_draws_the_figures_of_the_table(client, people, clock):
    make_public(people, sessions(30))
    address = f"/{YEAR}/{AGENCY}/kpi/1-2/"
    assert "results-chart" not in client.get(address).content.decode()
    clock(IN_JULY)
    make_public(people, sessions(60, "quarter-2"))
    drawn = client.get(f"{address}results-chart.json").json()
    rows = [row for data in drawn["datasets"].values() for row in data]
    assert [row["text"] for row in rows if "month" in row] == ["30場", "60場"]
    assert [row["value"] for row in rows if "month" not in row] == [100.0]
    assert "results-chart" in client.get(address).content.decode()


def test_the_page_asks_few_queries_whatever_was_published(
    client, people, clock, django_assert_max_num_queries
):
    make_public(people, passes(93, 100))
    for number in range(3):
        correct(people, passes(94 + number, 100), "再查。")
    clock(IN_JULY)
    make_public(people, passes(93, 100, "quarter-2"))
    from guankao.web.archive import memory

    memory.documents.clear()
    with django_assert_max_num_queries(22):
        assert client.get(f"{KPI}/").status_code == 200
    assert Decimal(period(client, KPI)["figure"]["computed"]["value"]) == 96


PROJECT = f"/{YEAR}/{AGENCY}/project/1-1"


def behind(**figures: object):
    said = {"reason": "發包延宕。", "countermeasure": "增派人力趕工。"}
    return progress(actual=Decimal(5), **figures).model_copy(update=said)


def test_a_project_shows_progress_money_and_risk_with_its_triggers(client, people):
    make_public(people, behind())
    said = text_of(client.get(f"{PROJECT}/"))
    for words in ("5%", "20%", "−15 個百分點", "95%", "● 高風險", "發包延宕。", "增派人力趕工。"):
        assert words in said
    assert "進度落後：15 個百分點" in said.replace("： ", "：")
    assert "決標" in said  # a milestone that is overdue
    told = period(client, PROJECT)
    assert told["figure"]["computed"]["risk"] == "high"
    assert ["progress-gap", "high", "15"] in [
        one[:3] for one in told["figure"]["computed"]["triggered"]
    ]
    assert told["figure"]["reported"]["progress"]["spent"] == "95"
    sheet = b"".join(client.get(f"{PROJECT}.csv").streaming_content).decode("utf-8-sig")
    assert "quarter-1,20,5,100,95,95,high," in sheet


def test_the_curve_holds_what_was_planned_and_what_was_reached(client, people):
    make_public(people, behind())
    drawn = client.get(f"{PROJECT}/chart.json").json()
    rows = [row for data in drawn["datasets"].values() for row in data]
    assert {(row["month"], row["value"], row["name"]) for row in rows} >= {
        (3, 20.0, "預定"),
        (12, 100.0, "預定"),
        (3, 5.0, "實際進度"),
    }


def test_a_project_that_nobody_reports_on_is_white(client, clock):
    clock(IN_MAY)
    row = main_of(client.get(f"{PROJECT}/")).split('id="quarter-1"')[1].split("</tr>")[0]
    assert "□" in row
    assert "未填報" in row


def test_the_page_of_a_project_asks_few_queries(client, people, django_assert_max_num_queries):
    make_public(people, behind())
    correct(people, behind(spent=Decimal(90)), "再查。")
    with django_assert_max_num_queries(15):
        assert client.get(f"{PROJECT}/").status_code == 200
    assert text_of(client.get(f"{PROJECT}/")).count("再查。") == 1
