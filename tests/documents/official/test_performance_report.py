"""The performance report in its layout: lights by shape and word, working, charts, progress."""

from __future__ import annotations

from documents.official.fictional_report import fictional_report
from guankao.documents import PerformanceReport
from guankao.documents.official import performance_report_paper
from guankao.documents.official.words import FICTIONAL_NOTICE, LIGHTS
from guankao.documents.papers import COVERED, Figure, Style, Table
from guankao.scoring import Light

REPORT = fictional_report()
CHART = Figure('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "上升")


def sections(report: PerformanceReport, **figures: Figure) -> list[str]:
    paper = performance_report_paper(
        report, {key.replace("_", "-"): figures[key] for key in figures}
    )
    return [one.text for one in paper.paragraphs if one.style is Style.SECTION]


def tables() -> list[Table]:
    return list(performance_report_paper(REPORT).tables)


def test_the_lights_have_the_shapes_of_scoring() -> None:
    assert list(LIGHTS) == [light.value for light in Light]
    assert all(LIGHTS[light.value].startswith(light.shape) for light in Light)


def test_results_stand_beside_their_targets() -> None:
    results = tables()[0]
    assert {len(row.cells) for row in results.rows} == {len(results.widths)}
    by_name = {row.texts[2]: row.texts for row in results.rows[1:]}
    assert by_name["民眾來函準時答復率"][3:7] == ("92%", "93.40%", "101.52%", "★ 綠燈")
    assert by_name["臨櫃平均等候時間"][3:7] == ("10分鐘以下", "10.6分鐘", "94.34%", "▲ 黃燈")
    assert by_name["單一申辦平臺建置進度"][3:7] == ("75%", "未填報", "", "□ 白燈")
    assert by_name["紙張用量成長率"][3:7] == ("-3%", "-3.50%", "", "★ 綠燈")
    assert by_name["單一申辦平臺建置進度"][7] == "106年：30%"
    assert results.rows[1].cells[0].rows == 2
    assert results.rows[2].cells[0] == COVERED


def test_a_line_counts_the_lights() -> None:
    lines = [one.text for one in performance_report_paper(REPORT).paragraphs]
    assert "本年度關鍵績效指標共 6 項：★ 綠燈 3 項、▲ 黃燈 2 項、□ 白燈 1 項。" in lines


def test_the_raw_figures_are_there_to_check_the_result() -> None:
    working = tables()[1]
    assert [row.texts for row in working.rows[1:3]] == [
        ("1-1 民眾來函準時答復率", "期限內答復件數", "11,208", ""),
        ("", "應答復件數", "12,000", ""),
    ]


def test_projects_show_progress_and_the_share_of_the_budget_that_was_spent() -> None:
    progress = tables()[2]
    rows = {row.texts[1]: row.texts for row in progress.rows[1:]}
    assert rows["來函案件管理與稽催"][2:7] == ("100%", "100%", "3,200", "3,104", "97.00%")
    assert rows["檔案庫房整理"][2:7] == ("", "", "", "", "")


def test_parts_are_numbered_without_gaps() -> None:
    assert sections(REPORT) == ["壹、關鍵績效指標達成情形", "貳、指標計算", "參、重要計畫執行情形"]
    assert sections(REPORT, **{"1_1": CHART})[2:] == ["參、指標歷年情形", "肆、重要計畫執行情形"]
    empty = PerformanceReport(fiscal_year=110, agency="港務局", plan="110/港務局")
    assert sections(empty) == []


def test_a_chart_stands_under_the_name_of_its_kpi() -> None:
    blocks = performance_report_paper(REPORT, {"2-1": CHART, "9-9": CHART}).blocks
    [place] = [place for place, block in enumerate(blocks) if isinstance(block, Figure)]
    assert getattr(blocks[place - 1], "text", "") == "2-1 線上申辦項目數"


def test_what_was_made_up_says_so_and_pages_lie_sideways() -> None:
    paper = performance_report_paper(REPORT)
    assert paper.notice == FICTIONAL_NOTICE
    assert paper.landscape
    assert paper.title == "示範部 107 年度施政績效報告"
