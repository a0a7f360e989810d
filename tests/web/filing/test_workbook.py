"""Reports as a workbook: taken away, filled in, looked at, stored; every refusal in words."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao.web.organizations.models import Person
from guankao.web.reporting.models import ExpectedReport, Report
from web.reports_of_tests import (
    IN_JULY,
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    save,
    sessions,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PAGE = "/desk/reports/workbook/"


@pytest.fixture
def reporter(client, plan, people):
    client.force_login(Person.objects.get(code=people["reporter"].code), backend=BACKEND)
    return client


def chosen(period: str = "quarter-1") -> str:
    return f"?plan={expected().plan_id}&period={period}"


def taken(client, period: str = "quarter-1") -> openpyxl.Workbook:
    answer = client.get(f"{PAGE}file.xlsx{chosen(period)}")
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def handed_in(client, workbook, query: str = "", name: str = "填報.xlsx"):
    data = workbook
    if not isinstance(workbook, bytes):
        target = io.BytesIO()
        workbook.save(target)
        data = target.getvalue()
    return client.post(f"{PAGE}{query}", {"file": SimpleUploadedFile(name, data)})


def stored(client, look):
    return client.post(f"{PAGE}store/", {"payload": look.context["payload"]}, follow=True)


def fill(workbook: openpyxl.Workbook) -> openpyxl.Workbook:
    """Two inputs, a figure, and the progress of the cabinet's project."""
    figures, _remarks, progress, milestones = workbook.worksheets[1:5]
    figures["J3"], figures["J4"], figures["J5"] = 9, 10, "３０場"
    progress["I3"], progress["J3"], progress["K3"] = 20, 100, 95
    milestones["H3"] = "112/2/15"
    return workbook


def texts(answer) -> str:
    return answer.content.decode()


def test_from_the_list_to_what_is_stored(reporter):
    page = texts(reporter.get(PAGE))
    assert "112年第1季" in page
    assert "3 份" in page, "how many can be filled in"
    look = handed_in(reporter, fill(taken(reporter)))
    assert look.status_code == 200
    assert not Report.objects.exists(), "a look stores nothing"
    assert (look.context["look"].created, look.context["look"].fault_count) == (3, 0)
    done = stored(reporter, look)
    assert done.redirect_chain[-1][0] == PAGE
    assert {one.expected.element for one in Report.objects.select_related("expected")} == {
        "kpi/1-1",
        "kpi/1-2",
        "project/1-1",
    }
    assert events()[1:] == ["report.saved"] * 3


def test_the_same_workbook_twice_changes_nothing_and_says_so(reporter):
    workbook = fill(taken(reporter))
    look = handed_in(reporter, workbook)
    stored(reporter, look)
    before = events()
    pressed_again = stored(reporter, look)
    assert "3" in texts(pressed_again)
    again = handed_in(reporter, workbook)
    shown = again.context["look"]
    assert (again.status_code, shown.to_store, shown.unchanged) == (200, 0, 3)
    assert "沒有" in texts(again)
    assert events() == before


def test_each_cell_at_fault_is_named_and_nothing_is_stored(reporter):
    workbook = fill(taken(reporter))
    workbook.worksheets[1]["J3"] = "約九百"
    workbook.worksheets[3]["I3"] = 120
    look = handed_in(reporter, workbook)
    assert look.status_code == 422
    cells = [(one.cell, one.typed) for one in look.context["look"].faults]
    assert cells == [("指標數值 J3", "約九百"), ("計畫進度 I3", "120")]
    assert "「約九百」不是數值" in texts(look)
    only_right = stored(reporter, look)
    assert only_right.status_code == 200
    assert [one.expected.element for one in Report.objects.all()] == ["kpi/1-2"]


def test_in_english(reporter):
    reporter.cookies["guankao_language"] = "en"
    workbook = taken(reporter)
    assert workbook.sheetnames[1] == "Figures of KPIs"
    workbook.worksheets[1]["J3"] = "many"
    look = handed_in(reporter, workbook)
    assert "“many” is no number" in texts(look)
    assert look.context["look"].faults[0].cell == "Figures of KPIs J3"


def test_what_others_did_meanwhile_is_not_overwritten(reporter, people):
    workbook = fill(taken(reporter))
    save(people["reporter"], passes(7, 10))
    look = handed_in(reporter, workbook)
    assert look.status_code == 422
    assert [one.cell for one in look.context["look"].faults] == ["指標數值 J3"]
    assert "第 1 版" in texts(look)


def test_what_changed_after_the_look_is_told(reporter, people):
    look = handed_in(reporter, fill(taken(reporter)))
    save(people["reporter"], sessions(7))
    answer = stored(reporter, look)
    assert answer.status_code == 422
    assert Report.objects.count() == 1, "all or nothing"
    assert "第 1 版" in texts(answer)


def test_what_was_handed_in_is_left_out(reporter, people):
    submit(people["reporter"], passes(9, 10))
    workbook = taken(reporter)
    keys = [workbook.worksheets[1].cell(row, 4).value for row in (3, 4)]
    assert keys == ["1-2", None]


def test_a_closed_period_has_no_workbook(reporter, clock, people):
    clock(IN_JULY)
    # The session of April has ended.
    reporter.force_login(Person.objects.get(code=people["reporter"].code), backend=BACKEND)
    assert reporter.get(f"{PAGE}file.xlsx{chosen()}").status_code == 404
    assert reporter.get(f"{PAGE}file.xlsx{chosen('quarter-2')}").status_code == 200


def test_one_of_another_period_is_refused_where_a_period_was_chosen(reporter):
    answer = handed_in(reporter, taken(reporter), query=chosen("quarter-2"))
    assert answer.status_code == 422
    assert "112年第1季" in texts(answer)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a,b\n1,2\n", "不是試算表"),
        (b"PK\x03\x04broken", "已損壞"),
        (b"", "空"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(reporter, data, words):
    answer = handed_in(reporter, data)
    assert answer.status_code == 422
    assert words in texts(answer)


def test_a_workbook_of_nobody_knows_what(reporter):
    answer = handed_in(reporter, openpyxl.Workbook())
    assert answer.status_code == 422
    assert "重新下載" in texts(answer)


def test_no_file_and_too_large_a_file(reporter):
    assert reporter.post(PAGE).status_code == 422
    assert handed_in(reporter, b"x" * (5 * 1024 * 1024 + 1)).status_code == 413


def test_a_workbook_that_was_made_for_another_agency_states_nothing(reporter, client, make_person):
    workbook = fill(taken(reporter))
    client.force_login(make_person("reporter", at="示範部", account="other"), backend=BACKEND)
    look = handed_in(client, workbook)
    assert look.status_code == 422
    assert [one.title for one in look.context["look"].faults] == ["", "", ""]
    assert client.get(f"{PAGE}file.xlsx{chosen()}").status_code == 404


def test_what_another_person_looked_at_is_not_stored(reporter, client, make_person):
    look = handed_in(reporter, fill(taken(reporter)))
    client.force_login(make_person("reporter", account="other"), backend=BACKEND)
    for payload in (look.context["payload"], "x" + look.context["payload"], ""):
        answer = client.post(f"{PAGE}store/", {"payload": payload})
        assert answer.status_code == 422
    assert not Report.objects.exists()


def test_markup_in_a_cell_is_shown_as_it_is(reporter):
    workbook = taken(reporter)
    workbook.worksheets[1]["J3"] = "<script>alert(1)</script>"
    answer = texts(handed_in(reporter, workbook))
    assert "<script>alert" not in answer
    assert "&lt;script&gt;" in answer


def test_the_page_asks_a_bounded_number_of_questions(reporter, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        reporter.get(PAGE)
    with django_assert_max_num_queries(24):
        reporter.get(f"{PAGE}file.xlsx{chosen()}")
    workbook = fill(taken(reporter))
    with django_assert_max_num_queries(24):
        handed_in(reporter, workbook)
    assert ExpectedReport.objects.count() > 10
