"""`guankao write`: files by their formats, sentences and exit codes where that cannot be."""

from __future__ import annotations

import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner, Result

from documents.enforcement_plan import ENFORCEMENT, changed
from documents.official.fictional_report import fictional_report
from guankao.cli.main import app
from guankao.documents import Plan, Programme, read_document, write_document
from guankao.documents.formats.odt.reader import read_paper
from guankao.documents.formats.stratml import read_stratml
from guankao.documents.writing import FILE_FORMATS

TITLE = "法務部行政執行署 106 年度施政目標與重點"


@pytest.fixture
def plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan of the enforcement agency in a folder of its own, which is the current one."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(ENFORCEMENT, ensure_ascii=False), encoding="utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["write", *map(str, words)])


def test_every_format_is_written_under_the_title_of_the_plan(plan: Path) -> None:
    result = run(plan, "--to", ",".join(FILE_FORMATS))
    assert result.exit_code == 0, result.output
    written = {path.name for path in plan.parent.iterdir()} - {plan.name}
    assert written == {f"{TITLE}{kind.suffix}" for kind in FILE_FORMATS.values()}
    assert result.stderr.split("\n")[:-1] == [
        f"{TITLE}{kind.suffix}" for kind in FILE_FORMATS.values()
    ]


def test_each_file_is_what_its_name_says(plan: Path) -> None:
    assert (
        run(plan, "--to", "odt,docx,pdf", "--to", "html,xlsx,ods,csv,json,stratml").exit_code == 0
    )

    def content(suffix: str) -> bytes:
        return (plan.parent / f"{TITLE}{suffix}").read_bytes()

    assert read_paper(content(".odt")).blocks
    assert ZipFile(io.BytesIO(content(".docx"))).read("word/document.xml")
    assert content(".pdf").startswith(b"%PDF")
    assert content(".html").startswith(b"<!doctype html>")
    assert ZipFile(io.BytesIO(content(".xlsx"))).read("xl/workbook.xml")
    assert "關鍵績效指標.csv" in ZipFile(io.BytesIO(content(".csv.zip"))).namelist()
    assert read_document(content(".json")) == read_document(plan.read_bytes())
    assert isinstance(read_stratml(content(".stratml.xml")), Plan)


def test_one_file_can_be_named_and_several_go_to_a_folder(plan: Path, tmp_path: Path) -> None:
    assert run(plan, "--to", "odt", "--output", tmp_path / "deep" / "a.odt").exit_code == 0
    assert (tmp_path / "deep" / "a.odt").is_file()
    assert run(plan, "--to", "odt,ods", "--output", tmp_path / "new").exit_code == 0
    assert {path.suffix for path in (tmp_path / "new").iterdir()} == {".odt", ".ods"}
    refused = run(plan, "--to", "odt,ods", "--output", plan)
    assert refused.exit_code == 1
    assert "is a file; 2 files need a folder" in refused.stderr


def test_one_file_goes_to_standard_output(plan: Path) -> None:
    result = run(plan, "--to", "json", "--output", "-")
    assert read_document(result.stdout_bytes) == read_document(plan.read_bytes())
    assert run(plan, "--to", "json,ods", "--output", "-").exit_code == 1


def test_a_file_that_is_there_stays_unless_asked(plan: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.odt"
    there.write_bytes(b"by hand")
    refused = run(plan, "--to", "odt", "--output", there)
    assert refused.exit_code == 1
    assert "is there already; --force writes over it" in refused.stderr
    assert there.read_bytes() == b"by hand"
    assert run(plan, "--to", "odt", "--output", there, "--force").exit_code == 0
    assert there.read_bytes() != b"by hand"


@pytest.mark.parametrize(
    ("content", "to", "code", "sentence"),
    [
        (json.dumps(ENFORCEMENT), "doc", 1, "'doc' is not a format; choose odt, docx, "),
        (changed(["goals"], ...), "odt", 2, "plan.json: "),
        ("no plan at all", "odt", 2, "plan.json: "),
        (
            write_document(Programme(fiscal_year=107, code="service", title="服務計畫")),
            "odt",
            1,
            "a programme cannot be written as odt; choose xlsx, ods, csv, json",
        ),
        (
            write_document(Plan(fiscal_year=107, agency="港務局")),
            "stratml",
            1,
            "107/港務局 has no goal; StratML asks for at least one",
        ),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(
    plan: Path, content: str, to: str, code: int, sentence: str
) -> None:
    plan.write_text(content, encoding="utf-8")
    result = run(plan, "--to", "json," + to)
    assert result.exit_code == code
    assert sentence in result.stderr
    assert [path.name for path in plan.parent.iterdir()] == ["plan.json"]


def test_a_missing_file_and_a_folder_are_told_apart(plan: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "nothing.json", "--to", "odt").exit_code == 2
    folder = run(tmp_path, "--to", "odt")
    assert folder.exit_code == 1
    assert "is a folder; give its files, or --book" in folder.stderr


def test_plans_are_bound_into_a_book(plan: Path, tmp_path: Path) -> None:
    second = changed(["agency"], "法務部廉政署")
    folder = tmp_path / "year"
    folder.mkdir()
    (folder / "1.json").write_bytes(plan.read_bytes())
    (folder / "2.json").write_text(second, encoding="utf-8")
    result = run(folder, "--to", "pdf", "--book", "--output", tmp_path / "book.pdf")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "book.pdf").read_bytes().startswith(b"%PDF")
    assert "a book is written as one PDF" in run(folder, "--to", "odt", "--book").stderr
    last_year = json.loads(second) | {"fiscal_year": 105}
    (folder / "3.json").write_text(json.dumps(last_year), encoding="utf-8")
    assert "a book holds the plans of one fiscal year" in (
        run(folder, "--to", "pdf", "--book").stderr
    )


def test_a_report_is_written_with_its_charts(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    path = tmp_path / "report.json"
    path.write_text(write_document(fictional_report()), encoding="utf-8")
    assert run(path, "--to", "odt", "--output", tmp_path / "report.odt").exit_code == 0
    names = ZipFile(tmp_path / "report.odt").namelist()
    assert "Pictures/1.svg" in names
    assert "Pictures/6.png" in names


def test_two_documents_of_one_name_are_not_written_over_each_other(plan: Path) -> None:
    result = run(plan, plan, "--to", "odt")
    assert result.exit_code == 1
    assert "two documents would be written to" in result.stderr


@pytest.mark.parametrize("book", [[], ["--book"]], ids=["plan", "book"])
def test_what_a_pdf_cannot_print_is_named(tmp_path: Path, book: list[str]) -> None:
    path = tmp_path / "plan.json"
    content = changed(["goals", 0, "title"], "照護\ue014老人")
    path.write_text(content, encoding="utf-8")
    result = run(path, "--to", "pdf", *book, "--output", tmp_path / "plan.pdf")
    assert result.exit_code == 0, result.output
    assert "U+E014" in result.stderr
    assert "〓" in result.stderr
    silent = run(path, "--to", "odt", "--output", tmp_path / "plan.odt")
    assert "U+E014" not in silent.stderr
