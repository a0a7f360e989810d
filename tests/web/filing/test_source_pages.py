"""The page that says where the inputs of a KPI come from."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guankao.web.reporting.actions import set_source
from guankao.web.reporting.models import InputSource, ProvidedFigure
from guankao.web.reporting.queries import report_at
from web.filing.pages_of_tests import browser, text
from web.reporting.test_sources import REPORT, plan, third
from web.reports_of_tests import AGENCY, PLAN, actor, clock, expected, passes, people, save, submit

pytestmark = pytest.mark.django_db
__all__ = ["actor", "browser", "clock", "people", "plan"]


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.KEPT_FILES = tmp_path / "files"


def address(element: str = "kpi/1-3") -> str:
    return f"/desk/reports/{expected(element).pk}/sources/"


def csv(body: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("統計.csv", f"機關,期間,項目,數值\n{body}\n".encode())


def test_a_suggestion_is_taken_and_ended(plan, people, browser):
    reporter = browser("reporter")
    page = reporter.get(address())
    assert page.status_code == 200
    assert "從那裡帶入" in text(page)
    answer = reporter.post(address(), {"suggested": "到考人數"}, follow=True)
    assert "kpi/1-1" in text(answer)
    # A second press finds it done, and says so.
    again = reporter.post(address(), {"suggested": "到考人數"}, follow=True)
    assert InputSource.objects.filter(ended_at__isnull=True).count() == 1
    assert "請再看一次" in text(again)
    save(people["reporter"], passes(9, 10))
    report = save(people["reporter"], third(報名人數=20))
    assert report_at(report.digest).indicator.inputs[0].value == 10
    assert '<td class="number">10</td>' in text(reporter.get(address()))
    reporter.post(address(), {"end": "到考人數"})
    assert not InputSource.objects.filter(ended_at__isnull=True).exists()


def test_a_source_is_chosen_from_the_list(plan, people, browser):
    reporter = browser("reporter", "en")
    page = text(reporter.get(address()))
    assert "spent by all projects" in page
    place = page.split("spent by all projects")[0].rpartition('value="')[2].partition('"')[0]
    answer = reporter.post(address(), {"name": "報名人數", "origin": place}, follow=True)
    assert answer.status_code == 200
    assert InputSource.objects.get().from_name == "spent"
    wrong = reporter.post(address(), {"name": "無此項", "origin": "999"})
    assert wrong.status_code == 422
    assert 'id="id_origin_error"' in text(wrong)


def test_what_cannot_be_is_said_beside_the_field(plan, people, browser):
    set_source(by=people["reporter"], plan=PLAN, element="kpi/1-3", name="到考人數", origin=REPORT)
    page = text(browser("reporter").get(address("kpi/1-1")))
    assert "示範項目" not in page
    place = page.split(">場次")[0] if ">場次" in page else page
    assert place
    first = page.partition("到考率 · 報名人數")[0].rpartition('value="')[2].partition('"')[0]
    answer = browser("reporter").post(address("kpi/1-1"), {"name": "到考人數", "origin": first})
    assert answer.status_code == 422
    assert "因此須在此填列" in text(answer)


def test_figures_come_by_a_file_with_faults_by_row(plan, people, browser):
    reporter = browser("reporter")
    wrong = reporter.post(address(), {"figures": "1", "file": csv(f"{AGENCY},quarter-9,甲,x")})
    assert wrong.status_code == 422
    assert "第 2 列" in text(wrong)
    assert not ProvidedFigure.objects.exists()
    good = csv(f"{AGENCY},quarter-1,報名人數,20")
    answer = reporter.post(address(), {"figures": "1", "file": good}, follow=True)
    assert "新增 1 項" in text(answer)
    again = csv(f"{AGENCY},quarter-1,報名人數,20")
    answer = reporter.post(address(), {"figures": "1", "file": again}, follow=True)
    assert "未變 1 項" in text(answer)
    missing = reporter.post(address(), {"figures": "1"})
    assert missing.status_code == 422


def test_only_whoever_fills_in_the_report_comes_here(plan, people, browser):
    for name in ("head", "reviewer", "controller"):
        assert browser(name).get(address()).status_code in {403, 404}
    assert browser("reporter").get(address("project/1-1")).status_code == 404
    assert browser("reporter").get("/desk/reports/999999/sources/").status_code == 404


def test_it_asks_a_bounded_number_of_questions(
    plan, people, browser, django_assert_max_num_queries
):
    set_source(by=people["reporter"], plan=PLAN, element="kpi/1-3", name="到考人數", origin=REPORT)
    save(people["reporter"], passes(9, 10))
    reporter = browser("reporter")
    with django_assert_max_num_queries(24):
        assert reporter.get(address()).status_code == 200


def test_whoever_judges_is_told_what_changed_elsewhere(plan, people, browser):
    set_source(by=people["reporter"], plan=PLAN, element="kpi/1-3", name="到考人數", origin=REPORT)
    save(people["reporter"], passes(9, 10))
    submit(people["reporter"], third(報名人數=12))
    page = f"/desk/reports/{expected('kpi/1-3').pk}/review/"
    assert "引用來源已變更" not in text(browser("reviewer").get(page))
    save(people["reporter"], passes(9, 11))
    told = text(browser("reviewer").get(page))
    assert "引用來源已變更" in told
    assert "現為 11，本填報為 10" in told
