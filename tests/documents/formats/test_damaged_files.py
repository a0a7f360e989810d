"""Cut, mutated and random bytes: a reader gives a paper or says why not, and nothing else."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.formats.made_files import PdfPage, docx, odt, pdf, run
from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.limits import Limits
from guankao.documents.reading import paper_of, read_here

SMALL = Limits(
    file_bytes=1_000_000,
    part_bytes=1_000_000,
    package_bytes=2_000_000,
    characters=200_000,
    cells=5_000,
    pages=20,
)


def _odt() -> bytes:
    rows = "".join(
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        f'table:number-columns-spanned="2" table:number-rows-spanned="2"><text:p>{word}</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        for word in "甲乙丙"
    )
    items = "<text:list text:style-name='L'><text:list-item><text:p>項</text:p></text:list-item>"
    styles = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
        'style:num-format="1" text:start-value="3"/></text:list-style>'
    )
    body = f"<text:h>計畫</text:h><text:p>段<text:s text:c='4'/>落</text:p>{items}</text:list>"
    return odt(f"{body}<table:table>{rows}</table:table>", styles=styles, pages=1)


def _docx() -> bytes:
    merged = "<w:vMerge w:val='restart'/><w:gridSpan w:val='2'/>"
    row = f"<w:tr><w:tc><w:tcPr>{merged}</w:tcPr>{run('甲')}</w:tc><w:tc>{run('乙')}</w:tc></w:tr>"
    numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>"
        "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    return docx(
        f"{run('計畫')}{numbered}<w:r><w:t>項</w:t></w:r></w:p><w:tbl>{row}{row}</w:tbl>",
        numbering=numbering,
        styles="",
        pages=1,
    )


def _pdf() -> bytes:
    page = PdfPage()
    page.text(50, 700, "示範部 107 年度施政計畫")
    page.grid([50, 150, 250], [600, 580, 560])
    page.text(55, 585, "目標")
    page.box(50, 500, 100, 0.5)
    return pdf(page, page)


WHOLE = {
    "odt": _odt(),
    "docx": _docx(),
    "pdf": _pdf(),
    "txt": "計畫\n目標\t名稱\n一\t甲\n".encode(),
    "json": b'{"format": "guankao", "format_version": "1.0", "kind": "plan", "goals": [{"no": 1}]}',
}


@pytest.mark.parametrize("kind", WHOLE)
def test_the_whole_files_are_read(kind: str) -> None:
    if kind != "json":
        assert paper_of(WHOLE[kind], limits=SMALL).blocks


def read_anything(data: bytes) -> None:
    with contextlib.suppress(UnreadableFile):
        read_here(data, "file", limits=SMALL)


QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("kind", WHOLE)
@QUICK
@given(data=st.data())
def test_a_file_that_was_cut_anywhere_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = WHOLE[kind]
    read_anything(whole[: data.draw(st.integers(0, len(whole)))])


@pytest.mark.parametrize("kind", WHOLE)
@QUICK
@given(data=st.data())
def test_a_file_with_changed_bytes_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[kind])
    places = st.integers(0, len(whole) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=12)):
        whole[place] = data.draw(st.integers(0, 255))
    read_anything(bytes(whole))


@pytest.mark.parametrize("kind", ["odt", "docx"])
@QUICK
@given(data=st.data())
def test_a_part_with_changed_text_is_read_or_refused(kind: str, data: st.DataObject) -> None:
    """Changes beneath the packing: the checksums agree, the XML need not."""
    made = _PARTS[kind]
    content = made.body
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    piece = data.draw(
        st.text(max_size=5)
        | st.sampled_from(
            [
                "<text:p>",
                "</table:table>",
                "<w:tc>",
                "</w:tr>",
                "99999999999",
                "-1",
                "&amp;",
                "\x00",
            ]
        )
    )
    read_anything(made.wrap(content[:start] + piece + content[end:]))


class _Part:
    def __init__(self, kind: str) -> None:
        self._kind = kind
        self.body = (
            "<text:p>段</text:p><table:table><table:table-row><table:table-cell "
            'table:number-columns-repeated="2"><text:p>甲</text:p></table:table-cell>'
            '</table:table-row></table:table><text:list><text:list-item text:start-value="2">'
            "<text:p>項</text:p></text:list-item></text:list>"
            if kind == "odt"
            else f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{run('甲')}</w:tc>"
            f"</w:tr></w:tbl>{run('段')}"
        )

    def wrap(self, body: str) -> bytes:
        body = body.encode("utf-8", "replace").decode("utf-8")
        return odt(body) if self._kind == "odt" else docx(body)


_PARTS = {kind: _Part(kind) for kind in ("odt", "docx")}


@QUICK
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    read_anything(data)


@QUICK
@given(st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"{", b"[", b"\xff\xfe"]), st.binary())
def test_any_bytes_behind_a_known_beginning_are_read_or_refused(start: bytes, rest: bytes) -> None:
    read_anything(start + rest)


@QUICK
@given(st.text(max_size=300))
def test_any_text_is_a_paper(text: str) -> None:
    with contextlib.suppress(UnreadableFile):
        paper = paper_of(text.encode("utf-8", "replace"), limits=SMALL)
        assert all(one.text.strip() for one in paper.paragraphs)
