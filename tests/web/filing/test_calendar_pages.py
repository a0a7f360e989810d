"""The calendars: what holds, what would change, adopting another, working the lists out again."""

from __future__ import annotations

import datetime as dt
import json
from importlib.resources import files

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao.calendars import TAIPEI, calendars
from guankao.web.filing.calendar_facts import FaultyCalendar, calendar_in, differences
from guankao.web.reporting.models import Calendar, ExpectedReport
from web.filing.pages_of_tests import browser, text
from web.reports_of_tests import PLAN, YEAR, actor, clock, expected, passes, people, plan, save

pytestmark = pytest.mark.django_db
__all__ = ["actor", "browser", "clock", "people", "plan"]
PAGE = "/desk/reports/calendars/"
ADOPT, LISTS = f"{PAGE}adopt/", f"{PAGE}lists/"
SHIPPED = json.loads(
    (files("guankao.calendars") / "sets" / "annual_plan_106_example.json").read_text("utf-8")
)


def written(**changed: object) -> str:
    """A calendar that begins in the year of the tests' plan, as a text."""
    first = {"code": "our-calendar", "version": 1, "first_year": YEAR, "example": False}
    return json.dumps(SHIPPED | first | changed, ensure_ascii=False, indent=1)


def later_by_five_days() -> list[dict]:
    turns = json.loads(json.dumps(SHIPPED["turns"]))
    for turn in turns:
        turn["due"]["day"] += 5
        turn["closes"]["day"] = 28
    return turns


def test_what_holds_is_shown_with_its_source_windows_and_fields(plan, browser):
    page = text(browser("reporter").get(PAGE))
    for words in (
        "112 年度適用。",
        "範例",
        SHIPPED["source"]["title"],
        "第 1 季",
        "2023-04-01 00:00",
        "2023-04-11 00:00",
        "初審及複審",
        "行政院管制計畫",
        "系統內附",
    ):
        assert words in page, words
    assert 'name="content"' not in page, "a reporter adopts nothing"
    assert 'name="expect"' not in page
    assert "2009-" in text(browser("reporter").get(f"{PAGE}?year=98"))
    other = next(one for one in calendars() if one.last_year is not None)
    page = text(browser("reporter").get(f"{PAGE}?calendar={other.code}:{other.version}"))
    assert "不適用" in page


@pytest.mark.parametrize("query", ["year=0", "year=abc", "nonsense=1"])
def test_what_is_no_year_is_refused_by_name(plan, browser, query):
    assert browser("reporter").get(f"{PAGE}?{query}").status_code == 400
    assert browser("reporter").get(f"{PAGE}?year=40").status_code == 200


def test_a_look_shows_what_would_change_and_writes_nothing(plan, browser, people):
    save(people["reporter"], passes(9, 10))
    sent = {"year": YEAR, "content": written(turns=later_by_five_days()), "look": "1"}
    page = text(browser("controller").post(ADOPT, sent))
    assert "次月 10 日 24:00" in page
    assert "次月 15 日 24:00" in page
    changing = ExpectedReport.objects.filter(plan__identifier=PLAN).count() - 1
    assert f"變更 {changing} 項" in page, "all but the one that somebody began"
    assert not Calendar.objects.exists()


def test_it_is_adopted_once_and_the_lists_are_worked_out_again(plan, browser, people):
    controller = browser("controller")
    sent = {"year": YEAR, "content": written(turns=later_by_five_days()), "adopt": "1"}
    for _ in range(2):
        assert controller.post(ADOPT, sent).url == f"{PAGE}?year={YEAR}"
    assert Calendar.objects.count() == 1
    assert expected().due_at == dt.datetime(2023, 4, 11, tzinfo=TAIPEI), "nothing by itself"
    page = text(controller.post(LISTS, {"year": YEAR, "expect": "1", "plan": PLAN}))
    assert "已處理 1 份" in page
    assert expected().due_at == dt.datetime(2023, 4, 16, tzinfo=TAIPEI)
    again = text(controller.post(LISTS, {"year": YEAR, "expect": "1"}))
    assert "沒有需要變更的項目" in again
    assert "our-calendar 1" in text(browser("reporter").get(PAGE))


def test_a_file_is_taken_and_the_text_is_kept(plan, browser):
    file = SimpleUploadedFile("calendar.json", written().encode())
    page = text(browser("controller").post(ADOPT, {"year": YEAR, "look": "1", "file": file}))
    assert "our-calendar" in page
    assert 'name="adopt"' in page


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "請選擇檔案"),
        ("{", "第 1 行第 2 字"),
        ("[]", "大括號"),
        (written(version=0), "<code>version</code>"),
        (written(turns=[]), "沒有對應的期程"),
        (written(last_year=100), "最後年度早於起始年度"),
        (written(nonsense=1), "<code>nonsense</code> 填報期程沒有這個欄位"),
        (
            written(turns=[SHIPPED["turns"][0] | {"due": {"month": 1, "day": 32, "time": "9"}}]),
            "<code>turns[1].due.day</code>",
        ),
        ("[" * 100_000, "巢狀層次過深"),
        (f"{written()} {'x' * 200_000}", "200000"),
    ],
)
def test_what_is_wrong_is_told_with_its_place_and_kept(plan, browser, content, told):
    answer = browser("controller").post(ADOPT, {"year": YEAR, "look": "1", "content": content})
    assert answer.status_code == 422
    assert told in text(answer)
    if content and len(content) < 5_000:
        assert content.split("\n")[0].replace('"', "&quot;") in text(answer)
    assert not Calendar.objects.exists()


@pytest.mark.parametrize(
    ("data", "told"), [(b"\xff\xfe\x00", "UTF-8"), (b" " * 900_000, "檔案過大")]
)
def test_a_file_that_is_none_is_refused(plan, browser, data, told):
    file = SimpleUploadedFile("calendar.json", data)
    answer = browser("controller").post(ADOPT, {"year": YEAR, "look": "1", "file": file})
    assert answer.status_code == 422
    assert told in text(answer)


def test_a_version_is_never_changed(plan, browser):
    controller = browser("controller")
    controller.post(ADOPT, {"year": YEAR, "adopt": "1", "content": written()})
    changed = written(turns=later_by_five_days())
    answer = controller.post(ADOPT, {"year": YEAR, "adopt": "1", "content": changed})
    assert answer.status_code == 409
    assert Calendar.objects.count() == 1


def test_only_a_controller_at_the_top_adopts_and_only_a_controller_works_lists_out(
    plan, browser, people, actor
):
    for who in ("reporter", "reviewer", "head"):
        for sent in ({"adopt": "1", "content": written()}, {"expect": "1"}):
            assert (
                browser(who)
                .post(LISTS if "expect" in sent else ADOPT, {"year": YEAR} | sent)
                .status_code
                == 403
            )
    people["elsewhere"] = actor("elsewhere", "controller", at="示範署")
    page = text(browser("elsewhere").get(PAGE))
    assert 'name="expect"' in page
    assert 'name="content"' not in page, "not at the top"
    assert not Calendar.objects.exists()


def test_the_lists_of_another_agency_stay(plan, browser, people, actor):
    people["elsewhere"] = actor("elsewhere", "controller", at="法務部")
    answer = browser("elsewhere").post(LISTS, {"year": YEAR, "expect": "1", "plan": PLAN})
    assert answer.status_code == 422


def test_two_calendars_are_compared_line_by_line():
    before, now = calendar_in(json.dumps(SHIPPED)), calendar_in(written(version=7))
    assert [one.what for one in differences(before, now)] == ["版次", "適用年度", "範例"]
    assert differences(now, now) == []


def test_every_fault_is_told_at_once():
    with pytest.raises(FaultyCalendar) as faulty:
        calendar_in(written(version="x", example="maybe"))
    assert [one.place for one in faulty.value.faults] == ["version", "example"]


def test_the_page_asks_a_bounded_number_of_questions(plan, browser, django_assert_max_num_queries):
    client = browser("controller")
    with django_assert_max_num_queries(20):
        assert client.get(PAGE).status_code == 200
    sent = {"year": YEAR, "content": written(turns=later_by_five_days()), "look": "1"}
    with django_assert_max_num_queries(26):
        assert client.post(ADOPT, sent).status_code == 200
