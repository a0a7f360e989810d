"""Reading a file in this process: every kind of input by one door."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from documents.formats.made_files import docx, odt, run
from guankao.documents import Plan, write_document
from guankao.documents.formats.records import write_records
from guankao.documents.formats.stratml import write_stratml
from guankao.documents.reading import FileFormat, Obstacle, UnreadableFile, paper_of, read_here

PLAN = """示範部 107 年度施政計畫

壹、年度施政目標及策略

一、保育山林

（一）加強造林。

貳、年度關鍵績效指標

施政目標\t關鍵績效指標\t\t\t\t\t
\t關鍵績效指標\t評估體制\t評估方式\t衡量標準\t年度目標值\t與中長程個案計畫關聯
一 保育山林\t1 提升造林面積\t1\t統計數據\t本年度造林公頃數\t500 公頃\t無

參、年度重要施政計畫

工作計畫名稱\t重要計畫項目\t計畫類別\t實施內容\t與 KPI 關聯
林業管理\t山坡地造林計畫\t其它\t一、造林。\t提升造林面積
"""


def plan() -> Plan:
    (document,) = read_here(PLAN.encode(), "計畫.txt").documents
    assert isinstance(document, Plan)
    return document


def test_a_reading_tells_what_the_file_is_and_what_was_found() -> None:
    told: list[str] = []
    data = PLAN.encode()
    reading = read_here(data, "/a/folder/計畫.odt", progress=lambda stage, *_: told.append(stage))
    assert reading.file == "計畫.odt"
    assert reading.format is FileFormat.TEXT
    assert reading.sha256 == hashlib.sha256(data).hexdigest()
    assert [document.identifier for document in reading.documents] == ["107/示範部"]
    assert reading.found["indicators"] == 1
    assert str(reading.places["107/示範部/kpi/1-1#target"]).endswith("line 13")
    assert [note.code.value for note in reading.notes] == ["wrong-suffix"]
    assert {"opening", "interpreting"} <= set(told)


def test_a_plan_document_and_records_are_documents_too() -> None:
    made = plan()
    for text in (write_document(made), write_records(made)):
        reading = read_here(text.encode(), "計畫.json")
        assert reading.format is FileFormat.JSON
        (document,) = reading.documents
        assert isinstance(document, Plan)
        assert document.indicators[0].name == "提升造林面積"


def test_stratml_is_a_document_too() -> None:
    reading = read_here(write_stratml(plan()), "計畫.xml")
    assert reading.format is FileFormat.STRATML
    assert [document.identifier for document in reading.documents] == ["107/示範部"]
    assert reading.notes == ()


@pytest.mark.parametrize(
    "text",
    ["<PerformancePlanOrReport/>", "<PerformancePlanOrReport", "<a>PerformancePlanOrReport</a>"],
)
def test_what_is_no_stratml_of_ours_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_here(text.encode())
    assert raised.value.obstacle in {Obstacle.INVALID_DOCUMENT, Obstacle.DAMAGED}


@pytest.mark.parametrize("joined", ["[{0},\n{1}]", "{0}\n{1}\n", "[{0},{1}] "])
def test_an_array_and_lines_of_documents_are_several(joined: str) -> None:
    text = write_document(plan())
    other = text.replace("107", "108").replace("示範部", "示範會")
    reading = read_here(joined.format(text, other).encode(), "書.json")
    names = [document.identifier for document in reading.documents]
    assert names == ["107/示範部", "108/示範會"]


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "[{}",
        '{"format": "guankao", "kind": "plan"}',
        '{"agency": "示範部", "fiscal_year": 107, "goals": 3}',
        '{"a": ' * 2_000,
        "[1, 2]",
    ],
)
def test_json_that_is_no_document_is_refused_with_what_is_wrong(text: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_here(text.encode())
    assert raised.value.obstacle is Obstacle.INVALID_DOCUMENT
    assert len(raised.value.facts["detail"]) < 2_000


def test_a_file_that_is_no_plan_is_refused_as_such() -> None:
    for data in ("午餐的菜單\n".encode(), odt("<text:p>菜單</text:p>"), docx(run("菜單"))):
        with pytest.raises(UnreadableFile) as raised:
            read_here(data)
        assert raised.value.obstacle is Obstacle.UNKNOWN_DOCUMENT
        assert not re.search("[a-z]{3}", raised.value.reason.zh), "no English within Chinese"


@pytest.mark.parametrize("data", [b"{}", b"<PerformancePlanOrReport/>"])
def test_data_are_no_paper(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as raised:
        paper_of(data)
    assert raised.value.obstacle is Obstacle.OTHER_FILE


@pytest.mark.parametrize("suffix", ["odt", "docx", "pdf"])
def test_the_real_plans_are_read_whole(shared: Path, suffix: str) -> None:
    for file in sorted((shared / "documents" / "set").glob(f"*.{suffix}")):
        reading = read_here(file.read_bytes(), file.name)
        records = json.loads((shared / "gold" / f"{file.stem}.json").read_text("utf-8"))
        assert reading.format.value == suffix
        assert reading.notes == ()
        assert len(reading.documents) == 1
        assert reading.found["indicators"] == len(records["indicators"])
        assert reading.found["projects"] == len(records["projects"])
        assert {mark.file for mark in reading.places.values()} == {file.name}
