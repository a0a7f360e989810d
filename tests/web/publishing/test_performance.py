"""The performance report: what was published, in the official layout, and nothing typed again."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from urllib.parse import unquote

import pytest
from django.core.management import CommandError, call_command

from guankao.documents import PerformanceReport, read_document
from guankao.web.planning.models import Plan
from guankao.web.publishing.performance import NothingReported, performance_report
from guankao.web.reporting.actions import accept_report
from web.reports_of_tests import (
    IN_JULY,
    PLAN,
    actor,
    clock,
    passes,
    people,
    progress,
    sessions,
    submit,
)
from web.results_of_tests import correct, make_public, public_plan

__all__ = ["actor", "clock", "people", "public_plan"]

pytestmark = pytest.mark.usefixtures("public_plan")

FILE = f"/{PLAN}/report/document"


def report(**options: bool) -> PerformanceReport:
    return performance_report(Plan.objects.get(identifier=PLAN), **options)


def test_it_holds_the_newest_of_what_was_published(people, clock):
    make_public(people, passes(93, 100))
    correct(people, passes(94, 100, reason="漏計。"), "漏計一場。")
    clock(IN_JULY)
    said = {"reason": "招標延宕。", "countermeasure": "重新公告。"}
    make_public(people, passes(81, 100, "quarter-2", **said))
    money = {"allotted": Decimal(300), "spent": Decimal(290)}
    make_public(people, progress("quarter-2", actual=Decimal(50), **money))
    first, second = report().indicators
    assert (first.actual, first.value, first.unit) == ("87.5%", Decimal("87.50"), "%")
    assert (first.target, first.light, first.achievement) == ("90%", "yellow", Decimal("97.22"))
    assert {one.name: one.value for one in first.inputs} == {"及格人數": 175, "到考人數": 200}
    assert first.explanation == "填報期間：112年第2季\n差異原因：招標延宕。\n因應對策：重新公告。"
    assert (second.actual, second.light, second.explanation) == (None, "white", None)
    cabinet, own = report().projects
    assert (cabinet.planned, cabinet.actual, cabinet.budget, cabinet.spent) == (50, 50, 1000, 290)
    assert own.actual is None
    assert report().fictional
    assert not report().preliminary


def test_what_waits_for_its_publication_is_only_in_the_preliminary_one(people):
    with pytest.raises(NothingReported):
        report()
    make_public(people, passes(93, 100))
    stored = submit(people["reporter"], sessions(30))
    assert report(preliminary=True).indicators[1].actual is None
    accept_report(by=people["reviewer"], report=stored.pk, version=stored.version)
    assert report().indicators[1].actual is None
    found = report(preliminary=True)
    assert found.preliminary
    assert found.indicators[1].actual == "30場"
    assert "初步數" in (found.indicators[1].explanation or "")
    assert "初步數" not in (found.indicators[0].explanation or "")


@pytest.mark.parametrize("form", ["odt", "docx", "pdf", "html", "xlsx", "ods", "csv", "json"])
def test_it_is_had_in_every_format(client, people, form):
    make_public(people, passes(93, 100))
    answer = client.get(f"{FILE}.{form}")
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    again = client.get(f"{FILE}.{form}", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    if form == "html":
        assert "施政績效報告" in answer.content.decode()
        assert "93%" in answer.content.decode()
    if form in {"odt", "ods", "docx", "xlsx"}:
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    if form == "json":
        assert read_document(answer.content) == report()
    correct(people, passes(94, 100), "漏計一場。")
    changed = client.get(f"{FILE}.{form}", headers={"If-None-Match": answer["ETag"]})
    assert changed.status_code == 200


def test_the_page_of_the_agency_leads_to_it_once_something_is_published(client, people):
    assert "report/document.odt" not in client.get(f"/{PLAN}/").content.decode()
    answer = client.get(f"{FILE}.odt")
    assert answer.status_code == 302
    assert unquote(answer["Location"]) == f"/{PLAN}/"
    make_public(people, passes(93, 100))
    assert "report/document.odt" in client.get(f"/{PLAN}/").content.decode()
    assert client.get(f"{FILE}.exe").status_code == 404


def test_the_command_line_writes_it(people, tmp_path):
    with pytest.raises(CommandError, match="Nothing of the reports"):
        call_command("performance_report", PLAN, to=["odt"], output=tmp_path)
    make_public(people, passes(93, 100))
    said = io.StringIO()
    call_command("performance_report", PLAN, to=["odt", "json"], output=tmp_path, stdout=said)
    assert sorted(one.suffix for one in tmp_path.iterdir()) == [".json", ".odt"]
    with pytest.raises(CommandError, match="--force"):
        call_command("performance_report", PLAN, to=["odt"], output=tmp_path)
    with pytest.raises(CommandError, match="no published plan"):
        call_command("performance_report", "112/無", to=["odt"], output=tmp_path)
