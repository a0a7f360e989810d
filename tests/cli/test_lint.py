"""`guankao lint`: files in, findings out, and exit codes that a script can use."""

from __future__ import annotations

import json
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from guankao.cli.main import app
from guankao.documents import write_document
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official.annual_plan import plan_paper
from rules.case_documents import plan_of

RECORDS = {
    "chapter": 1,
    "agency": "示例部",
    "fiscal_year": 107,
    "goals": [{"no": 1, "title": "便民服務", "strategies": ["簡化流程。"]}],
    "indicators": [
        {
            "goal": 1,
            "no": 1,
            "name": "縮短公文處理時效",
            "evaluation_system": 1,
            "evaluation_method": "統計數據",
            "standard": "平均處理日數",
            "target": "5日以下",
            "linkage": [],
            "history": [],
        }
    ],
    "projects": [
        {
            "work_plan": "一般行政",
            "title": "公文簡化",
            "category": "其它",
            "content_items": 2,
            "indicators": ["縮短公文處理時效"],
        }
    ],
}
ERROR = {"kpis": [{"standard": "<p>核准件數</p>"}], "projects": [{"kpis": ["1-1"]}]}
WARNING = {"goals": ["甲", "乙"], "kpis": [{}], "projects": [{"kpis": ["1-1"]}]}


def run(*words: object):
    return CliRunner().invoke(app, ["lint", *map(str, words)])


@pytest.fixture
def plan_file(tmp_path):
    def write(facts, name="plan.json", fiscal_year=107):
        path = tmp_path / name
        path.write_text(write_document(plan_of(facts, fiscal_year=fiscal_year)), encoding="utf-8")
        return path

    return write


@pytest.fixture
def records_file(tmp_path):
    def write(change):
        records = json.loads(json.dumps(RECORDS))
        change(records)
        path = tmp_path / "records.json"
        path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        return path

    return write


def test_an_error_ends_with_exit_code_1(plan_file):
    result = run(plan_file(ERROR), "--select", "GK1")
    assert result.exit_code == 1
    assert "GK114 錯誤" in result.output
    assert "^^^" in result.output


def test_warnings_alone_end_with_exit_code_0(plan_file):
    result = run(plan_file(WARNING), "--select", "GK103", "--language", "en")
    assert result.exit_code == 0
    assert "GK103 warning: goal 2" in result.output


def test_json_is_a_list_for_all_files(plan_file):
    files = plan_file(ERROR), plan_file(WARNING, "b.json")
    result = run(*files, "--format", "json", "--select", "GK103,GK114")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)] == ["GK114", "GK103"]


def test_sarif_names_each_file(plan_file):
    result = run(plan_file(WARNING), "--format", "sarif", "--select", "GK103")
    (found,) = json.loads(result.stdout)["runs"][0]["results"]
    location = found["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": "plan.json"}


def test_the_reviewers_paper_goes_into_a_file(plan_file, tmp_path):
    output = tmp_path / "review.odt"
    result = run(plan_file(WARNING), "--format", "odt", "--output", output)
    assert result.exit_code == 0
    with ZipFile(output) as package:
        assert "便民服務" in package.read("content.xml").decode() or "乙" in (
            package.read("content.xml").decode()
        )
    refused = run(plan_file(WARNING), "--format", "odt")
    assert refused.exit_code == 2
    assert "--output" in refused.output


def test_text_can_go_into_a_file_too(plan_file, tmp_path):
    output = tmp_path / "findings.txt"
    run(plan_file(WARNING), "--select", "GK103", "--output", output)
    assert "GK103" in output.read_text(encoding="utf-8")


def test_ignored_rules_do_not_run(plan_file):
    path = plan_file(WARNING)
    result = run(path, "--select", "GK1", "--ignore", "GK103", "--format", "json")
    assert json.loads(result.stdout) == []


def test_an_unknown_rule_is_refused(plan_file):
    result = run(plan_file(WARNING), "--select", "GK9")
    assert result.exit_code == 2
    assert "no rule is called 'GK9'" in result.output


def test_statistics_count_by_rule(plan_file):
    result = run(plan_file(WARNING), "--select", "GK103", "--statistics")
    assert result.output.split()[:2] == ["1", "GK103"]


def test_last_years_plan_of_the_same_agency_is_compared(plan_file):
    now = plan_file({"kpis": [{"name": "造林面積", "target": "80公頃"}]})
    before = plan_file({"kpis": [{"name": "造林面積", "target": "90公頃"}]}, "106.json", 106)
    result = run(now, "--previous", before, "--select", "GK5", "--format", "json")
    assert [one["code"] for one in json.loads(result.stdout)] == ["GK502"]


def test_what_cannot_be_read_ends_with_exit_code_2_and_the_others_are_linted(plan_file, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text('{"format": "guankao"', encoding="utf-8")
    result = run(broken, plan_file(WARNING), tmp_path / "none.json", "--select", "GK103")
    assert result.exit_code == 2
    assert "GK103" in result.output
    assert "broken.json" in result.output
    assert "none.json" in result.output


def test_of_what_was_not_read_nothing_is_said(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("敬啟者", encoding="utf-8")
    result = run(path)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "letter.txt" in result.stderr


def test_ctrl_c_stops_with_the_code_of_a_shell(plan_file, monkeypatch):
    from guankao.cli import documents_read

    def stopped(path, language):
        raise KeyboardInterrupt

    monkeypatch.setattr(documents_read, "read_documents", stopped)
    assert run(plan_file(WARNING)).exit_code == 130


def test_several_documents_in_one_json_file_are_linted(tmp_path):
    plans = [plan_of(WARNING), plan_of(WARNING, fiscal_year=106)]
    path = tmp_path / "book.json"
    path.write_text(f"[{','.join(map(write_document, plans))}]", encoding="utf-8")
    result = run(path, "--select", "GK103", "--format", "json")
    found = [one["element"] for one in json.loads(result.stdout)]
    assert found == ["107/示例部/goal/2", "106/示例部/goal/2"]


def test_records_are_linted(records_file):
    result = run(records_file(lambda records: None), "--select", "GK1", "--format", "json")
    assert result.exit_code == 0
    assert {one["code"] for one in json.loads(result.stdout)} <= {"GK119"}


def test_a_link_of_records_that_leads_nowhere_is_a_finding(records_file):
    def rename(records):
        records["projects"][0]["indicators"] = ["縮短公文處理時效", "縮短公文時效"]

    result = run(records_file(rename), "--select", "GK108", "--format", "json")
    (found,) = json.loads(result.stdout)
    assert found["element"] == "107/示例部/project/1-1"
    assert "縮短公文時效" in found["message"]


def test_an_empty_cell_of_records_is_a_finding(records_file):
    def empty(records):
        records["indicators"][0]["standard"] = ""

    result = run(records_file(empty), "--select", "GK110", "--format", "json")
    (found,) = json.loads(result.stdout)
    assert (found["element"], found["field"]) == ("107/示例部/kpi/1-1", "standard")


def test_records_with_other_faults_are_not_read(records_file):
    def break_category(records):
        records["projects"][0]["category"] = "未知"

    result = run(records_file(break_category))
    assert result.exit_code == 2
    assert "category" in result.output


def test_an_odt_is_linted_with_the_place_of_each_value(tmp_path):
    plan = plan_of(
        {
            "goals": [{"title": "便民服務", "strategies": ["簡化流程。"]}],
            "kpis": [{"name": "核准案件數", "target": "120件"}],
            "projects": [{"title": "園區擴建（審議中）", "contents": ["整地"], "kpis": ["1-1"]}],
        }
    )
    path = tmp_path / "plan.odt"
    path.write_bytes(write_odt(plan_paper(plan)))
    result = run(path, "--select", "GK109", "--format", "json")
    assert result.exit_code == 0, result.output
    (found,) = json.loads(result.stdout)
    assert found["element"] == "107/示例部/project/1-1"
    assert found["mark"]["table"] >= 1
