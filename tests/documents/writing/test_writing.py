"""The one door: every format a document can be written in, and the refusals."""

from __future__ import annotations

import json

import pytest

from documents.official.fictional_report import fictional_plan, fictional_report
from documents.plans_of_tests import as_printed
from guankao.documents import ActionPlan, AnyDocument, Guidelines, Plan, Programme, read_document
from guankao.documents.reading.in_process import read_here
from guankao.documents.writing import (
    FILE_FORMATS,
    UnknownFileFormat,
    UnwritableDocument,
    file_format,
    paper_of,
    title_of_document,
    write,
)
from guankao.sample import documents as sample_documents

SAMPLE = list(sample_documents())
ACTION_PLAN = next(one for one in SAMPLE if isinstance(one, ActionPlan))
GUIDELINES = next(one for one in SAMPLE if isinstance(one, Guidelines))
PROGRAMME = Programme(fiscal_year=110, code="service", title="服務躍升實施計畫")
DOCUMENTS: list[AnyDocument] = [
    fictional_plan(),
    fictional_report(),
    ACTION_PLAN,
    GUIDELINES,
    PROGRAMME,
]

# The first bytes of each kind of file.
BEGINNINGS = {
    "odt": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "pdf": b"%PDF-",
    "html": b"<!doctype html>",
    "xlsx": b"PK\x03\x04",
    "ods": b"PK\x03\x04",
    "csv": b"PK",
    "json": b"{",
    "stratml": b"<?xml",
}


@pytest.mark.parametrize("name", FILE_FORMATS)
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda one: one.kind)
def test_a_document_is_written_or_refused_with_what_is_possible(
    document: AnyDocument, name: str
) -> None:
    if document.kind in FILE_FORMATS[name].kinds:
        written = write(document, name)
        assert written.startswith(BEGINNINGS[name])
        assert written == write(document.model_copy(), name)
    else:
        with pytest.raises(UnwritableDocument, match=r"cannot be written as \w+; choose .*json"):
            write(document, name)


def test_every_format_has_a_name_for_people_and_for_servers() -> None:
    assert set(BEGINNINGS) == set(FILE_FORMATS)
    kinds = list(FILE_FORMATS.values())
    assert len({kind.suffix for kind in kinds}) == len(kinds)
    assert all("/" in kind.media_type and kind.suffix.startswith(".") for kind in kinds)
    assert all(kind.title.zh and kind.title.en for kind in kinds)


def test_an_unknown_format_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownFileFormat, match="'doc' is not a format; choose odt, docx, pdf"):
        file_format("doc")


@pytest.mark.parametrize(
    ("document", "title"),
    [
        (fictional_plan(), "示範部 107 年度施政計畫"),
        (fictional_report(), "示範部 107 年度施政績效報告"),
        (ACTION_PLAN, ACTION_PLAN.title),
        (GUIDELINES, "行政院 107 年度施政方針"),
        (PROGRAMME, "服務躍升實施計畫"),
    ],
    ids=lambda one: getattr(one, "kind", ""),
)
def test_documents_are_named_by_their_titles(document: AnyDocument, title: str) -> None:
    assert title_of_document(document) == title


def test_what_has_no_layout_is_refused() -> None:
    with pytest.raises(UnwritableDocument, match="a programme cannot be written as paper"):
        paper_of(PROGRAMME)


def test_json_is_the_interchange_format() -> None:
    written = write(ACTION_PLAN, "json")
    assert read_document(written) == ACTION_PLAN
    assert json.loads(written)["kind"] == "action-plan"


@pytest.mark.parametrize("name", ["odt", "docx"])
def test_every_plan_of_the_sample_is_the_same_after_writing_and_reading(name: str) -> None:
    plans = [*SAMPLE, *sample_documents(fictional=True)]
    for plan in plans:
        if isinstance(plan, Plan):
            [read] = read_here(write(plan, name), f"plan.{name}").documents
            assert read.model_copy(update={"mark": None}) == as_printed(plan)


def test_a_plan_is_the_same_after_a_pdf() -> None:
    for plan in [one for one in SAMPLE if isinstance(one, Plan)][::4]:
        [read] = read_here(write(plan, "pdf"), "plan.pdf").documents
        assert read.model_copy(update={"mark": None}) == as_printed(plan)
