"""The pages on which a report is filled in and handed in, as a browser asks for them."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from guankao.calendars import TAIPEI
from guankao.documents import ReportedIndicator, ReportedMilestone
from guankao.web.filing.forms import input_field
from guankao.web.organizations.models import Person
from guankao.web.reporting.actions import return_report
from guankao.web.reporting.actions.sourcing import Origin, set_source
from guankao.web.reporting.models import Report as StoredReport
from guankao.web.reporting.models import SourceKind
from guankao.web.reporting.queries import report_at
from web.reports_of_tests import (
    IN_JANUARY,
    IN_JULY,
    PLAN,
    actor,
    clock,
    events,
    expected,
    of,
    passes,
    people,
    plan,
    progress,
    save,
    sessions,
    submit,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]
PASSED, CAME = input_field("及格人數"), input_field("到考人數")
TAG = re.compile(r"<[^>]+>")


def browser_of(actor) -> Client:
    client = Client()
    client.force_login(
        Person.objects.get(code=actor.code),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def at(one, rest: str = "") -> str:
    return f"/desk/reports/{one.pk}/{rest}"


def words(answer) -> str:
    return html.unescape(" ".join(TAG.sub(" ", answer.content.decode()).split()))


@pytest.fixture
def reporter(plan, people) -> Client:
    return browser_of(people["reporter"])


@pytest.fixture
def head(plan, people) -> Client:
    return browser_of(people["head"])


def typed(**more: str) -> dict[str, str]:
    return {"version": "0", PASSED: "90", CAME: "100"} | more


def test_what_is_due_stands_on_the_list(reporter):
    answer = reporter.get("/desk/reports/")
    assert answer.status_code == 200
    assert "及格率" in words(answer)
    assert "還有" in words(answer)


def test_a_report_asks_for_the_inputs_of_its_formula_and_nothing_else(reporter):
    text = reporter.get(at(expected())).content.decode()
    fields = set(re.findall(r'name="([^"]+)" [^>]*class="figure"', text))
    assert fields == {PASSED, CAME}
    assert "及格人數" in text
    assert "<math" in text


def test_what_the_period_before_stated_stands_beside_what_is_asked(plan, people, clock):
    submit(people["reporter"], passes(1400, 1500))
    clock(IN_JULY)
    answer = browser_of(people["reporter"]).get(at(expected(period="quarter-2")))
    assert "上一期： 1,400" in words(answer)


def test_the_result_and_its_light_are_shown_at_once_and_nothing_is_written(reporter):
    answer = reporter.post(at(expected(), "preview/"), typed(), headers={"HX-Request": "true"})
    text = words(answer)
    assert answer.status_code == 200
    assert "★ 綠燈" in text
    assert "90%" in text
    assert "＝ 90÷100 ＝ 0.9" in text
    assert not StoredReport.objects.exists()


def test_without_a_script_the_button_computes_and_keeps_what_was_typed(reporter):
    answer = reporter.post(at(expected(), "preview/"), typed(**{PASSED: "1,0"}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1,0"' in text
    assert f'id="id_{PASSED}_error"' in text
    assert not StoredReport.objects.exists()


@pytest.mark.parametrize("value", ["1,234", "１２３４", "1234", " 1,234 "])
def test_figures_are_read_as_people_type_them(reporter, value):
    reporter.post(at(expected()), typed(**{PASSED: value, CAME: "5千"}))
    stated = report_at(StoredReport.objects.get().digest).indicator
    assert stated.inputs[0].value == 1234
    assert stated.inputs[1].value == 5000


def test_what_is_no_figure_is_told_beside_its_field_in_both_languages(reporter):
    for language, said in (("zh-hant", "不是數值"), ("en", "is no figure")):
        reporter.cookies["guankao_language"] = language
        answer = reporter.post(at(expected()), typed(**{PASSED: "很多"}))
        assert answer.status_code == 422
        assert said in words(answer)
        assert 'value="很多"' in answer.content.decode()
    assert not StoredReport.objects.exists()


def test_what_cannot_be_seen_is_refused_beside_its_field(reporter):
    answer = reporter.post(at(expected()), typed(reason="因為\u202e颱風"))
    assert answer.status_code == 422
    assert "id_reason_error" in answer.content.decode()


def test_a_report_is_saved_handed_in_and_then_only_read(reporter):
    one = expected()
    answer = reporter.post(at(one, "submit/"), typed(**{"with-text": "1"}), follow=True)
    assert "填報已送出" in words(answer)
    assert StoredReport.objects.get().state == "submitted"
    assert "element-form" not in answer.content.decode()
    assert "示範部" in words(answer)
    assert "report.submitted" in events()


def test_pressing_twice_hands_in_once(reporter):
    sent = typed(**{"with-text": "1"})
    first, second = (reporter.post(at(expected(), "submit/"), sent) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert events().count("report.submitted") == 1
    assert StoredReport.objects.get().version == 1


def test_what_hinders_is_named_and_what_was_typed_is_saved(reporter):
    answer = reporter.post(at(expected(), "submit/"), typed(**{CAME: "", "with-text": "1"}))
    assert answer.status_code == 422
    assert 'id="hindered"' in answer.content.decode()
    assert f'href="#id_{CAME}"' in answer.content.decode()
    report = StoredReport.objects.get()
    assert (report.state, report.version) == ("draft", 1)


def test_a_red_light_asks_for_a_reason(reporter):
    sent = typed(**{PASSED: "10", "with-text": "1"})
    answer = reporter.post(at(expected(), "submit/"), sent)
    assert answer.status_code == 422
    assert 'href="#id_reason"' in answer.content.decode()
    answer = reporter.post(at(expected(), "submit/"), sent | {"version": "1", "reason": "颱風停考"})
    assert answer.status_code == 302


def test_what_came_back_is_answered_before_it_is_handed_in_again(reporter, people):
    report = submit(people["reporter"], passes(90, 100))
    return_report(
        by=people["reviewer"], report=report.pk, version=report.version, opinion="到考人數請再核對"
    )
    assert "到考人數請再核對" in words(reporter.get("/desk/reports/"))
    one = expected()
    page = reporter.get(at(one))
    assert "到考人數請再核對" in words(page)
    sent = typed(version="1", **{CAME: "101", "with-text": "1"})
    answer = reporter.post(at(one, "submit/"), sent)
    assert answer.status_code == 422
    assert "id_answer_error" in answer.content.decode()
    sent |= {"version": "2", "answer": "已更正"}
    assert reporter.post(at(one, "submit/"), sent).status_code == 302
    history = words(reporter.get(at(one, "history/")))
    for said in ("到考人數請再核對", "已更正", "100", "101"):
        assert said in history


def test_who_comes_second_sees_both_values_and_loses_nothing(reporter, people):
    save(people["reporter"], passes(90, 100))
    save(people["reporter"], passes(95, 100))
    answer = reporter.post(at(expected()), typed(version="1", **{PASSED: "96"}, reason="重算"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert f'name="choose-{PASSED}"' in text
    assert 'value="96"' in text
    assert "重算" in text
    assert 'name="version" value="2"' in text
    chosen = typed(version="2", **{PASSED: "96", f"choose-{PASSED}": "theirs"}, reason="重算")
    assert reporter.post(at(expected()), chosen).status_code == 302
    stated = report_at(StoredReport.objects.get().digest)
    assert (stated.indicator.inputs[0].value, stated.reason) == (95, "重算")


def test_a_script_is_told_what_to_choose_from(reporter, people):
    save(people["reporter"], passes(90, 100))
    save(people["reporter"], passes(95, 100, reason="重算"))
    sent = typed(version="1", **{PASSED: "96"}, automatic="1")
    answer = reporter.post(at(expected()), sent, headers={"HX-Request": "true"})
    told = answer.json()
    assert (answer.status_code, told["state"], told["version"]) == (409, "conflict", "2")
    assert told["fields"] == {"reason": ["重算"]}


def test_a_save_while_somebody_types_shows_the_light_and_the_version(reporter):
    answer = reporter.post(at(expected()), typed(automatic="1"), headers={"HX-Request": "true"})
    told = answer.json()
    assert (told["state"], told["version"]) == ("saved", 1)
    assert 'id="light-now"' in told["html"]
    again = reporter.post(
        at(expected()), typed(version="1", automatic="1"), headers={"HX-Request": "true"}
    )
    assert again.json()["version"] == 1
    assert events().count("report.saved") == 1


def test_what_was_handed_in_meanwhile_is_not_changed(reporter, people):
    submit(people["reporter"], passes(90, 100))
    answer = reporter.post(at(expected()), typed(version="1", **{PASSED: "95"}))
    assert answer.status_code == 409
    assert report_at(StoredReport.objects.get().digest).indicator.inputs[0].value == 90


def test_a_report_is_withdrawn_once(reporter, people):
    report = submit(people["reporter"], passes(90, 100))
    one = expected()
    for _time in range(2):
        answer = reporter.post(at(one, "withdraw/"), {"version": str(report.version)})
        assert answer.status_code == 302
    assert events().count("report.withdrawn") == 1
    assert "element-form" in reporter.get(at(one)).content.decode()


def test_who_signs_hands_in_what_somebody_else_filled_in(head, people):
    save(people["reporter"], passes(90, 100))
    one = expected()
    page = head.get(at(one))
    assert "element-form" not in page.content.decode()
    assert head.post(at(one), typed(version="1")).status_code == 403
    assert head.post(at(one, "submit/"), {"version": "1"}).status_code == 302
    assert StoredReport.objects.get().state == "submitted"


def test_who_signs_what_was_changed_since_is_told(head, people):
    save(people["reporter"], passes(90, 100))
    save(people["reporter"], passes(91, 100))
    answer = head.post(at(expected(), "submit/"), {"version": "1"})
    assert answer.status_code == 409
    assert StoredReport.objects.get().state == "draft"


def test_a_project_asks_for_progress_money_and_milestones(reporter, people):
    one = expected("project/1-1")
    page = reporter.get(at(one)).content.decode()
    for name in ("actual", "allotted", "spent"):
        assert f'name="{name}"' in page
    assert 'name="planned"' not in page
    box = re.search(r'name="(done-[0-9a-f]+)"', page)[1]
    day = box.replace("done-", "day-")
    sent = {"version": "0", "actual": "10%", "allotted": "500萬元", "spent": "4,900"}
    answer = reporter.post(at(one), sent | {box: "on"})
    assert answer.status_code == 422
    assert f'id="id_{day}_error"' in answer.content.decode()
    answer = reporter.post(at(one), sent | {box: "on", day: "2023-02-28"})
    assert answer.status_code == 302
    stated = report_at(StoredReport.objects.get().digest).project
    assert (stated.actual, stated.allotted, stated.spent) == (10, 5000, 4900)
    assert stated.milestones[0].title == "決標"
    page = reporter.get(at(one))
    text = words(page)
    assert "高風險" in text
    assert "s-curve" in page.content.decode()
    assert 'href="#id_countermeasure"' in page.content.decode()


def test_what_a_file_stated_keeps_saying_so_until_it_is_changed(reporter, people):
    figures = {"key": "1-2", "figure": 40, "source": "file", "origin": "統計月報.xlsx"}
    save(people["reporter"], of(ReportedIndicator(**figures), "quarter-1"))
    one = expected("kpi/1-2")
    reporter.post(at(one), {"version": "1", "figure": "40", "reason": "颱風"})
    stated = report_at(StoredReport.objects.get().digest).indicator
    assert (stated.source, stated.origin) == ("file", "統計月報.xlsx")
    reporter.post(at(one), {"version": "2", "figure": "41", "reason": "颱風"})
    stated = report_at(StoredReport.objects.get().digest).indicator
    assert (stated.figure, stated.source) == (41, "typed")


def test_the_pages_ask_a_bounded_number_of_questions(
    reporter, people, django_assert_max_num_queries
):
    with django_assert_max_num_queries(16):
        reporter.get("/desk/reports/?state=all")
    submit(people["reporter"], passes(90, 100))
    for address, most in (("", 32), ("history/", 24)):
        with django_assert_max_num_queries(most):
            reporter.get(at(expected(), address))
    with django_assert_max_num_queries(32):
        reporter.get(at(expected("project/1-1")))


def test_before_it_opens_and_after_it_closed_a_report_is_only_read(plan, people, clock):
    one = expected()
    for moment in (IN_JANUARY, dt.datetime(2023, 9, 1, tzinfo=TAIPEI)):
        clock(moment)
        reporter = browser_of(people["reporter"])
        assert "element-form" not in reporter.get(at(one)).content.decode()
        assert reporter.post(at(one), typed()).status_code == 409
    assert not StoredReport.objects.exists()


def test_a_version_that_never_was_is_not_there(reporter):
    for version in ("7", "-1", "x", "", "9" * 20):
        answer = reporter.post(at(expected()), typed(version=version))
        assert answer.status_code == 404, version


def test_a_project_that_its_agency_controls_is_handed_in(plan, people, clock):
    clock(IN_JULY)
    reporter = browser_of(people["reporter"])
    save(people["reporter"], progress("half-1", "1-2"))
    one = expected("project/1-2", "half-1")
    answer = reporter.post(at(one, "submit/"), {"version": "1"})
    assert answer.status_code == 302


def with_file(name: str = "名冊.pdf", content: bytes = b"%PDF-1.7\nproof", **more: str):
    """A form with a chosen file, as a browser sends it."""
    file = SimpleUploadedFile(name, content)
    return typed(**{"with-text": "1", "proves": "及格人數", **more}) | {"file": file, "add": "1"}


def test_a_file_is_added_with_what_was_typed_and_given_back_as_it_was(reporter, settings, tmp_path):
    settings.KEPT_FILES = tmp_path / "files"
    one = expected()
    answer = reporter.post(at(one, "evidence/"), with_file(), follow=True)
    stated = report_at(StoredReport.objects.get().digest)
    proof = stated.evidence[0]
    assert stated.indicator.inputs[0].value == 90
    assert (proof.name, proof.proves) == ("名冊.pdf", "及格人數")
    assert proof.digest in words(answer)
    file = reporter.get(at(one, f"evidence/{proof.digest}/"))
    assert b"".join(file.streaming_content) == b"%PDF-1.7\nproof"
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert file.headers["Content-Type"] == "application/octet-stream"
    again = reporter.post(at(one, "evidence/"), with_file(version="2"), follow=True)
    assert "已有此檔案" in words(again)
    sent = typed(version="2", remove=f"{proof.digest}:及格人數")
    assert reporter.post(at(one, "evidence/"), sent).status_code == 302
    assert report_at(StoredReport.objects.get().digest).evidence == ()


def test_a_file_that_is_not_taken_is_told_beside_its_field(reporter, settings, tmp_path):
    settings.KEPT_FILES = tmp_path / "files"
    one = expected()
    answer = reporter.post(at(one, "evidence/"), with_file("名冊.exe", b"MZ\x90"))
    assert answer.status_code == 422
    assert "id_file_error" in answer.content.decode()
    assert 'value="90"' in answer.content.decode()
    answer = reporter.post(at(one, "evidence/"), typed(version="1", add="1"))
    assert answer.status_code == 422
    assert report_at(StoredReport.objects.get().digest).evidence == ()


def test_a_file_is_not_given_to_whoever_may_not_read_the_report(
    reporter, client, make_person, settings, tmp_path
):
    settings.KEPT_FILES = tmp_path / "files"
    one = expected()
    reporter.post(at(one, "evidence/"), with_file())
    digest = report_at(StoredReport.objects.get().digest).evidence[0].digest
    stranger = make_person("reporter", at="法務部", account="elsewhere")
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(at(one, f"evidence/{digest}/")).status_code == 404
    assert client.post(at(one, "evidence/"), with_file(version="2")).status_code == 404


def test_an_input_that_comes_from_elsewhere_is_shown_and_not_typed(reporter, people):
    save(people["reporter"], sessions(100))
    there = expected("kpi/1-2")
    origin = Origin(SourceKind.REPORT, element="kpi/1-2")
    set_source(by=people["reporter"], plan=PLAN, element="kpi/1-1", name="到考人數", origin=origin)
    page = reporter.get(at(expected()))
    text = page.content.decode()
    assert f'name="{CAME}"' not in text
    assert f'href="{at(there)}"' in text
    assert "引用其他填報" in words(page)
    reporter.post(at(expected()), {"version": "0", PASSED: "95"})
    inputs = report_at(StoredReport.objects.get(expected=expected()).digest).indicator.inputs
    assert {one.name: (one.value, one.source) for one in inputs} == {
        "及格人數": (95, "typed"),
        "到考人數": (100, "report"),
    }


def test_a_milestone_that_was_done_stays_done_in_the_next_period(plan, people, clock):
    done = ReportedMilestone(due=dt.date(2023, 3, 1), title="決標", done_on=dt.date(2023, 2, 28))
    submit(people["reporter"], progress(milestones=(done,)))
    clock(IN_JULY)
    page = browser_of(people["reporter"]).get(at(expected("project/1-1", "quarter-2")))
    text = page.content.decode()
    assert re.search(r'name="done-[0-9a-f]+"[^>]*checked', text)
    assert 'value="2023-02-28"' in text
    assert "已逾" not in words(page)


def test_what_was_typed_is_shown_as_text(reporter, people):
    planted = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    answer = reporter.post(at(expected()), typed(**{PASSED: planted[:60]}, reason=planted))
    assert "<script>alert" not in answer.content.decode()
    save(people["reporter"], passes(90, 100, reason=planted))
    save(people["reporter"], passes(91, 100, reason=planted, countermeasure=planted))
    sent = typed(version="1", reason=f"{planted}!", countermeasure=f"{planted}?")
    for headers in ({}, {"HX-Request": "true"}):
        answer = reporter.post(at(expected()), sent, headers=headers)
        assert answer.status_code == 409
        assert "<img src=x" not in answer.content.decode()
    assert "<img src=x" not in reporter.get(at(expected(), "history/")).content.decode()


def test_the_linter_reads_what_is_typed_beside_the_figures(reporter):
    sent = typed(reason="受理 200 件，其中核准 140 件，核准率 75%")
    answer = reporter.post(at(expected(), "preview/"), sent, headers={"HX-Request": "true"})
    assert 'href="/rules/GK603/"' in answer.content.decode()
    sent["reason"] = "受理 200 件，其中核准 140 件，核准率 70%"
    answer = reporter.post(at(expected(), "preview/"), sent, headers={"HX-Request": "true"})
    assert "GK603" not in answer.content.decode()
    assert not StoredReport.objects.exists()
