"""From a document to the bytes of a file. The writer of a format is loaded only when it writes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from guankao.documents.action_plan import ActionPlan
from guankao.documents.formats.json_format import write_document
from guankao.documents.guidelines import Guidelines
from guankao.documents.kinds import AnyDocument
from guankao.documents.official import (
    action_plan_paper,
    guidelines_paper,
    performance_report_paper,
    plan_paper,
)
from guankao.documents.papers import Figure, Paper
from guankao.documents.performance_report import PerformanceReport
from guankao.documents.plan import Plan
from guankao.documents.programme import Programme
from guankao.documents.report import Report
from guankao.documents.writing.file_formats import UnwritableDocument, file_format

_NO_FIGURES: Final[Mapping[str, Figure]] = MappingProxyType({})
_DATA: Final = frozenset({"xlsx", "ods", "csv"})


def write(document: AnyDocument, name: str, figures: Mapping[str, Figure] = _NO_FIGURES) -> bytes:
    """The document as a file of the format; the same document always gives the same bytes.

    `figures` are charts by the keys of KPIs, for the documents that show them.

    Raises:
        UnknownFileFormat: there is no format of this name.
        UnwritableDocument: the format has no place for this kind of document, or StratML for a
            plan without goals.
        UnwritablePaper: a figure that cannot be drawn.
    """
    if document.kind not in file_format(name).kinds:
        raise UnwritableDocument(document.kind, name)
    if name == "json":
        return write_document(document).encode("utf-8")
    if name in _DATA:
        return _as_tables(document, name)
    if name == "stratml" and isinstance(document, Plan | PerformanceReport):
        from guankao.documents.formats.stratml import write_stratml
        from guankao.documents.formats.stratml.writer import NoGoals

        try:
            return write_stratml(document)
        except NoGoals as error:
            raise UnwritableDocument(document.kind, name, str(error)) from None
    return _as_paper(document, name, figures)


def paper_of(document: AnyDocument, figures: Mapping[str, Figure] = _NO_FIGURES) -> Paper:
    """The document in its official layout.

    Raises:
        UnwritableDocument: there is no layout for its kind.
    """
    match document:
        case Plan():
            return plan_paper(document)
        case ActionPlan():
            return action_plan_paper(document)
        case PerformanceReport():
            return performance_report_paper(document, figures)
        case Guidelines():
            return guidelines_paper(document)
        case _:
            raise UnwritableDocument(document.kind, "paper")


def title_of_document(document: AnyDocument) -> str:
    """The title that a document has on paper, and that its files are named by.

    >>> title_of_document(Plan(fiscal_year=107, agency="內政部"))
    '內政部 107 年度施政計畫'
    """
    if isinstance(document, Programme):
        return document.title
    if isinstance(document, Report):
        return document.identifier
    return paper_of(document).title or document.identifier


def _as_tables(document: AnyDocument, name: str) -> bytes:
    from guankao.documents.data_tables import data_tables

    tables, title = data_tables(document), title_of_document(document)
    if name == "xlsx":
        from guankao.documents.formats.xlsx import write_xlsx

        return write_xlsx(tables, title)
    if name == "ods":
        from guankao.documents.formats.ods import write_ods

        return write_ods(tables, title)
    from guankao.documents.formats.csv_tables import write_csv_package

    return write_csv_package(tables)


def _as_paper(document: AnyDocument, name: str, figures: Mapping[str, Figure]) -> bytes:
    paper = paper_of(document, figures)
    if name == "odt":
        from guankao.documents.formats.odt.writer import write_odt

        return write_odt(paper)
    if name == "docx":
        from guankao.documents.formats.docx.writer import write_docx

        return write_docx(paper)
    if name == "html":
        from guankao.documents.formats.html.writer import write_html

        return write_html(paper).encode("utf-8")
    from guankao.documents.formats.pdf.writer import write_pdf

    return write_pdf(paper, agency=getattr(document, "agency", None))
