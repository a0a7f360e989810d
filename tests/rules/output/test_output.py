"""The forms of output say the same findings: text, JSON, SARIF and the reviewer's paper."""

from __future__ import annotations

import json

import pytest

from guankao.documents import Mark
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.interpretation.results import place_key
from guankao.rules import RULES, check_plan
from guankao.rules.output import Linted, review_paper, statistics, to_json, to_sarif, to_text
from guankao.rules.output.linted import FIELDS, place_words
from guankao.rules.output.text import excerpt, padded, width
from rules.case_documents import plan_of

PLAN = plan_of(
    {
        "goals": ["健全財政", "便民服務"],
        "kpis": [{"standard": "甲" * 60 + "（核准件數÷收件數】×100%", "target": "90%"}],
        "projects": [{"title": "園區擴建（審議中）", "kpis": ["1-1"]}],
    }
)
PLACES = {
    place_key("107/示例部/kpi/1-1", "standard"): Mark(file="示例.odt", table=1, row=2, cell=4),
    place_key("107/示例部/project/1-1", "title"): Mark(file="示例.odt", line=12),
}
FINDINGS = check_plan(PLAN, select=["GK103", "GK109", "GK111"], places=PLACES)
LINTED = [Linted("示例 計畫.odt", "107/示例部", FINDINGS)]


def test_the_text_says_where_and_points_to_the_quote():
    lines = to_text(LINTED).splitlines()
    assert lines[0] == "GK103 警告: 施政目標 2「便民服務」沒有關鍵績效指標"
    assert "  --> 示例 計畫.odt: 表1 第2列 第4格 [107/示例部/kpi/1-1 衡量標準]" in lines
    source = next(line for line in lines if line.startswith("   | ") and "收件數" in line)
    carets = lines[lines.index(source) + 1]
    quote = FINDINGS[1].quote
    assert width(source[: source.index(quote)]) == carets.index("^")
    assert carets.count("^") == width(quote)
    assert lines[-1] == "共 3 項：錯誤 0、警告 3、提示 0"


def test_english_is_complete():
    text = to_text(LINTED, "en")
    assert "GK103 warning: goal 2" in text
    assert "table 1, row 2, cell 4" in text
    assert text.endswith("3 findings: 0 errors, 3 warnings, 0 notes")
    assert to_text([], "en") == "no findings"


@pytest.mark.parametrize("columns", [30, 50, 92])
@pytest.mark.parametrize("before", ["", "甲", "甲乙丙丁戊己" * 10, "abc" * 40])
def test_carets_stand_under_the_quote_whatever_is_cut(before, columns):
    quote = "收件數】"
    line, carets = excerpt(f"{before}{quote}×100%" + "後" * 40, quote, columns)
    start = width(carets) - width(carets.lstrip())
    assert width(line[: line.index(quote)]) == start
    assert carets.strip() == "^" * width(quote)
    assert width(line) <= columns


def test_the_line_of_the_quote_is_shown():
    assert excerpt("第一行\n第二（行", "（行") == ("第二（行", "    ^^^^")
    assert excerpt("只有一行", None) == ("只有一行", "")
    assert excerpt("只有一行", "別處") == ("只有一行", "")


def test_json_has_six_keys_and_nothing_more():
    found = json.loads(to_json(LINTED))
    assert [set(each) for each in found] == [
        {"code", "level", "element", "field", "message", "mark"}
    ] * 3
    assert found[0]["mark"] is None
    assert found[1] == {
        "code": "GK111",
        "level": "warning",
        "element": "107/示例部/kpi/1-1",
        "field": "standard",
        "message": FINDINGS[1].message.zh,
        "mark": {"file": "示例.odt", "table": 1, "row": 2, "cell": 4},
    }
    assert json.loads(to_json([])) == []


def test_sarif_has_the_structure_of_2_1_0():
    log = json.loads(to_sarif(LINTED, "1.2.3", "en"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "guankao"
    assert driver["version"] == "1.2.3"
    rules = driver["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    assert {rule["defaultConfiguration"]["level"] for rule in rules} <= {"error", "warning", "note"}
    for result, finding in zip(run["results"], FINDINGS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == finding.level.value
        assert result["message"]["text"] == finding.message.en
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("%E7%A4%BA")
        assert " " not in location["physicalLocation"]["artifactLocation"]["uri"]
        assert location["logicalLocations"][0]["fullyQualifiedName"] == finding.element
    region = run["results"][2]["locations"][0]["physicalLocation"]["region"]
    assert region["startLine"] == 12


def test_the_reviewers_paper_has_a_row_for_each_finding():
    paper = review_paper(LINTED)
    (table,) = paper.tables
    assert len(table.rows) == 1 + len(FINDINGS)
    assert table.rows[0].heading
    assert {len(row.cells) for row in table.rows} == {len(table.widths)}
    assert table.rows[2].texts[:4] == ("2", "GK111", "警告", "指標 1-1\n衡量標準")
    assert table.rows[2].texts[5] == "表1 第2列 第4格"
    explained = [one.text for one in paper.paragraphs]
    assert any("GK111" in text for text in explained)
    assert write_odt(paper) == write_odt(review_paper(LINTED))


def test_a_document_without_findings_says_so():
    paper = review_paper([Linted("a.odt", "107/示例部", ())], "en")
    assert not list(paper.tables)
    assert "No findings." in [one.text for one in paper.paragraphs]


def test_statistics_count_by_rule():
    lines = statistics(LINTED * 2).splitlines()
    assert lines[0].split()[:3] == ["2", "GK103", "警告"]
    assert len(lines) == 3


def test_wide_characters_take_two_columns():
    assert width("KPI率") == 5
    assert padded("率", 4) == "率  "


def test_every_field_that_a_rule_names_has_words():
    from guankao.rules import check_document
    from guankao.sample import documents

    named = {one.field for each in documents() for one in check_document(each)} - {None}
    assert named <= FIELDS.keys()


def test_a_place_is_said_in_both_languages():
    mark = Mark(file="a.pdf", page=3, line=4)
    assert place_words(mark, "zh-Hant") == "第3頁 第4行"
    assert place_words(mark, "en") == "page 3, line 4"
