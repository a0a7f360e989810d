"""Programmes: an outline with a calendar, read from lines that are broken in mid-sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from guankao.documents import Programme
from guankao.documents.formats.plain_text.reader import read_paper
from guankao.documents.interpretation import Interpretation, UnknownPaper, interpret
from guankao.documents.interpretation.outline import outline_of
from guankao.documents.interpretation.programme import interpret as interpret_programme
from guankao.documents.interpretation.programme.duties import (
    read_inspection,
    read_reports,
    read_step,
)
from guankao.documents.interpretation.programme.names import agencies_listed, short_names
from guankao.documents.interpretation.programme.sources import read_source
from guankao.documents.papers import Paragraph

TEXT = """
 環境部 110 年度綠色採購實施計畫

110 年 1 月 20 日環境部環綜字第 1100000001 號函頒

壹、依據

一、行政院 109 年 12 月 1 日院環字第 1090000009 號函頒「永續

採購方案」。

貳、計畫目標

    為帶動綠色消費，由機關率先採購

環保產品。

參、實施對象

環境部（以下簡稱本部）所屬各環境檢驗所、研究院及

管理中心（以下簡稱各機關）。

肆、執行策略

一、訂定目標，逐年提高

（一）各機關盤點採購項目，訂出

優先順序。

（二）公開採購比率。

二、擴大宣導

（一）辦理說明會。

伍、實施步驟

一、各機關應訂定年度執行計畫，於 110 年 3 月 15 日前公開於

網站。

二、各機關擬訂執行計畫應注意事項：

（一）執行計畫內容應包括依據、目標、經費等項目。

（二）應檢討採購作業流程。

陸、管制考核

一、本部就各機關辦理情形，得實施不定期查核。

二、環境檢驗所及本部管理中心應分別於 110 年 7 月、111 年 1 月 10 日前就所屬

截至上月底（第 1 次 1~6 月、第 2 次 1~12 月）之執行情形完成初審，並將成果報告（格

式如附件 1）提報本部。

三、業務檢討另訂。

柒、獎勵

    依「綠色採購評獎要點」及「環境部獎勵規定」等相關規定辦理。

捌、其他

一、本計畫未盡事宜，另行補充。
"""


@pytest.fixture(name="read", scope="module")
def fixture_read() -> Interpretation:
    return interpret(read_paper(TEXT.encode(), "綠色採購.txt"))


@pytest.fixture(name="programme", scope="module")
def fixture_programme(read: Interpretation) -> Programme:
    [programme] = read.documents
    assert isinstance(programme, Programme)
    return programme


def test_head_and_basis(programme: Programme) -> None:
    assert (programme.title, programme.fiscal_year) == ("環境部110年度綠色採購實施計畫", 110)
    assert programme.issued is not None
    assert programme.issued.issuer == "環境部"
    assert programme.issued.document_no == "環綜字第1100000001號"
    [basis] = programme.basis
    assert (basis.title, basis.issuer, basis.date) == ("永續採購方案", "行政院", date(2020, 12, 1))


def test_broken_lines_are_joined(programme: Programme) -> None:
    assert programme.purpose == "為帶動綠色消費，由機關率先採購環保產品。"
    assert programme.applies_to == ("各環境檢驗所", "研究院", "管理中心")
    assert [(one.title, len(one.actions)) for one in programme.strategies] == [
        ("訂定目標，逐年提高", 2),
        ("擴大宣導", 1),
    ]
    assert programme.strategies[0].actions[0] == "各機關盤點採購項目，訂出優先順序。"


def test_steps_say_who_does_what_by_when(programme: Programme) -> None:
    told = [(one.actor, one.action, one.deadline) for one in programme.steps]
    assert told == [
        ("各機關", "訂定年度執行計畫，公開於網站", date(2021, 3, 15)),
        ("各機關", "檢討採購作業流程", None),
    ]
    assert programme.required_contents == ("依據", "目標", "經費")


def test_reports_fall_due_for_their_periods(programme: Programme) -> None:
    first, second = programme.report_calendar
    assert (first.due, first.period_end) == (date(2021, 7, 10), date(2021, 6, 30))
    assert (second.due, second.period_begin) == (date(2022, 1, 10), date(2021, 1, 1))
    assert second.period_end == date(2021, 12, 31)
    assert first.submitted_by == ("環境檢驗所", "環境部管理中心")
    assert first.reviewed_by == first.submitted_by
    assert first.submitted_to == "環境部"
    assert first.attachments == ("成果報告（格式如附件1）",)


def test_inspections_awards_and_the_rest(programme: Programme) -> None:
    [inspection] = programme.inspections
    assert (inspection.by, inspection.of) == (("環境部",), "各機關")
    assert (inspection.frequency, inspection.mandatory) == ("不定期", False)
    assert programme.award_rules == ("綠色採購評獎要點", "環境部獎勵規定")
    assert programme.supplement == "本計畫未盡事宜，另行補充。"


def test_a_sentence_that_is_neither_report_nor_inspection_is_listed(read: Interpretation) -> None:
    [uncertain] = read.uncertain
    assert uncertain.text == "業務檢討另訂。"
    assert uncertain.mark is not None
    assert TEXT.split("\n")[(uncertain.mark.line or 0) - 1].endswith("業務檢討另訂。")


def test_a_programme_without_a_title_is_refused() -> None:
    with pytest.raises(UnknownPaper, match="title"):
        interpret_programme(read_paper("壹、依據\n貳、執行策略\n參、實施步驟\n".encode()))


def test_a_number_that_does_not_go_on_opens_nothing() -> None:
    lines = ["一、依本法第", "三、四條辦理", "（二）款不適用。", "二、另訂。"]
    top = outline_of([Paragraph(line) for line in lines])
    assert [item.text for item in top.items] == ["依本法第三、四條辦理（二）款不適用。", "另訂。"]


def test_a_source_without_a_number_is_known_by_its_title() -> None:
    source = read_source("「資源循環條例」第三條。")
    assert source is not None
    assert (source.title, source.document_no) == ("資源循環條例", None)
    assert read_source("依慣例辦理。") is None


def test_names_that_stand_for_others() -> None:
    stands_for = short_names("甲部（以下簡稱本部）辦理。")
    assert agencies_listed("本部一署及二署、丙院", stands_for) == ("甲部一署", "甲部二署", "丙院")


def test_a_duty_without_an_actor_is_no_step() -> None:
    assert read_step("應儘速辦理。", 1, None) is None
    assert read_step("辦理情形如附件。", 1, "各機關") is None


@pytest.mark.parametrize(
    "text",
    [
        "甲署應於 110 年 7 月、111 年 1 月前就執行情形（第1次1~6月、第2次1~12月）提報本部。",
        "甲署應於 110 年 7 月 5 日前就執行情形（第1次1~6月、第2次1~12月）提報本部。",
        "甲署應於 110 年 13 月 5 日前就執行情形（第1次1~6月）提報本部。",
    ],
)
def test_a_calendar_that_is_not_complete_is_not_guessed(text: str) -> None:
    assert list(read_reports(text.replace(" ", ""), {})) == []


def test_an_inspection_needs_the_word() -> None:
    assert read_inspection("本部應定期召開聯誼活動。", {}) is None


def test_the_published_programme_is_complete(shared: Path) -> None:
    [path] = (shared / "documents" / "plain").glob("*實施計畫.txt")
    read = interpret(read_paper(path.read_bytes(), path.name))
    [programme] = read.documents
    assert isinstance(programme, Programme)
    assert [len(one.actions) for one in programme.strategies] == [4, 4, 4, 3, 3, 4]
    assert len(programme.report_calendar) == 4
    assert (read.missing, read.uncertain) == ((), ())
