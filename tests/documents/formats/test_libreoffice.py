"""LibreOffice opens what was written and shows every text of it, without repair."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from documents.formats.papers_of_tests import CHART
from documents.official.fictional_report import fictional_plan, fictional_report
from documents.plans_of_tests import as_printed
from guankao.documents import ActionPlan, AnyDocument, Plan
from guankao.documents.data_tables import data_tables
from guankao.documents.papers import Figure, Table
from guankao.documents.writing import paper_of, write
from guankao.sample import documents as sample_documents

Convert = Callable[[bytes, str, str], bytes]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Bytes of a suffix, converted by LibreOffice to a filter, such as pdf."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")

    def converted(content: bytes, suffix: str, wanted: str) -> bytes:
        source = folder / f"written.{suffix}"
        source.write_bytes(content)
        result = folder / f"written.{wanted.partition(':')[0]}"
        result.unlink(missing_ok=True)
        finished = subprocess.run(
            [
                program,
                f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                wanted,
                "--outdir",
                str(folder),
                str(source),
            ],
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert result.exists(), finished.stdout + finished.stderr
        return result.read_bytes()

    return converted


def bare(text: str) -> str:
    """A text without white space and the signs that a typeface may lack."""
    return re.sub(r"\s", "", text)


def shown(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return bare("".join(page.get_textpage().get_text_range() for page in document))


def words(document: AnyDocument) -> list[str]:
    """Every short text of the official layout; long ones are cut by lines and pages."""
    found: list[str] = []
    for block in paper_of(document).blocks:
        if isinstance(block, Table):
            found += [cell.text for row in block.rows for cell in row.cells]
        else:
            found.append(getattr(block, "text", ""))
    return [bare(text) for text in found if 1 < len(bare(text)) <= 6]


def largest_plan() -> Plan:
    plans = [one for one in sample_documents() if isinstance(one, Plan)]
    return max(plans, key=lambda plan: len(plan.projects))


@pytest.mark.parametrize("suffix", ["odt", "docx"])
def test_every_short_text_is_on_the_pages(convert: Convert, suffix: str) -> None:
    for document in (fictional_plan(), largest_plan()):
        pages = shown(convert(write(document, suffix), suffix, "pdf"))
        missing = [text for text in words(document) if text not in pages]
        assert not missing


@pytest.mark.parametrize("suffix", ["odt", "docx"])
def test_an_action_plan_and_a_report_are_on_the_pages(convert: Convert, suffix: str) -> None:
    [action_plan] = (one for one in sample_documents() if isinstance(one, ActionPlan))
    for document in (action_plan, fictional_report()):
        pages = shown(convert(write(document, suffix), suffix, "pdf"))
        # A Symbol font may stand for ★ ▲ ● □ and draw them without saying what they are.
        texts = [re.sub("[★▲●□]", "", text) for text in words(document)]
        assert not [text for text in texts if text not in re.sub("[★▲●□]", "", pages)]


@pytest.mark.parametrize("suffix", ["odt", "docx"])
def test_the_notice_and_the_number_stand_on_every_page(convert: Convert, suffix: str) -> None:
    report = fictional_report()
    figures = {one.indicator: Figure(CHART, one.name) for one in report.indicators}
    document = pypdfium2.PdfDocument(convert(write(report, suffix, figures), suffix, "pdf"))
    pages = [bare(page.get_textpage().get_text_range()) for page in document]
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "示範資料：本文件為示範用之虛構資料" in page
        assert f"第{number}頁，共{len(pages)}頁" in page
    assert all(page.get_width() > page.get_height() for page in document)


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_gives_the_same_table_as_csv(convert: Convert, suffix: str) -> None:
    plan = fictional_plan()
    first = data_tables(plan)[0]
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1"
    written = convert(write(plan, suffix), suffix, options)
    rows = list(csv.reader(io.StringIO(written.decode("utf-8"))))
    assert rows[0] == [column.name for column in first.columns]
    expected = [["" if value is None else str(value) for value in row] for row in first.rows]
    assert rows[1:] == expected


@pytest.mark.parametrize("suffix", ["odt", "docx"])
def test_what_libreoffice_saves_again_is_still_the_plan(
    convert: Convert, suffix: str, tmp_path: Path
) -> None:
    from guankao.documents.reading.in_process import read_here

    plan = fictional_plan()
    saved = convert(write(plan, suffix), suffix, "odt" if suffix == "docx" else "docx")
    [read] = read_here(saved, f"saved.{suffix}").documents
    assert read.model_copy(update={"mark": None}) == as_printed(plan)
