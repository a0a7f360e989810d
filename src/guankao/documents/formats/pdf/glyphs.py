"""What lies on a page of a PDF: glyphs with their places, and straight strokes."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from guankao.documents.formats.errors import UnreadableFile
from guankao.documents.formats.obstacles import Obstacle

MOST_OBJECTS: Final = 300_000
"""Of one page. A page of the densest plan has a few thousand."""

THICKEST_RULE: Final = 3.0
"""Points. A filled rectangle thinner than this is a rule, a thicker one a background."""

_DEEPEST_FORM: Final = 5
_STRAIGHT: Final = 0.02
_LONGEST_FONT_NAME: Final = 200
_REPLACEMENT: Final = "\ufffd"


class Glyph(NamedTuple):
    """A character at its place: left and right edge, base line from the page's bottom, size."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        """The horizontal middle."""
        return (self.left + self.right) / 2


class Stroke(NamedTuple):
    """A straight stroke along one axis: its place across, and from where to where along."""

    across: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as it was drawn, in points from its lower left corner, turned upright."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Stroke, ...]
    vertical: tuple[Stroke, ...]
    pictures: int
    unreadable: int


class _Turn:
    """From the page's own coordinates to those of the page as it is shown."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.quarters = int(page.get_rotation()) // 90 % 4
        left, bottom, right, top = page.get_mediabox()
        box = page.get_cropbox() or (left, bottom, right, top)
        self._left, self._bottom = box[0], box[1]
        self._width, self._height = box[2] - box[0], box[3] - box[1]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        if self.quarters % 2:
            return self._height, self._width
        return self._width, self._height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point as shown."""
        x, y = x - self._left, y - self._bottom
        if self.quarters == 1:
            return y, self._width - x
        if self.quarters == 2:
            return self._width - x, self._height - y
        if self.quarters == 3:
            return self._height - y, x
        return x, y

    def is_upright(self, angle: float) -> bool:
        """Whether a character at this angle, counted clockwise, is upright on the page as shown."""
        off = (angle + self.quarters * math.pi / 2) % (2 * math.pi)
        return min(off, 2 * math.pi - off) < 0.1


def page_content(document: pypdfium2.PdfDocument, number: int) -> PageContent:
    """What lies on a page, counted from 0; an empty page where the file has none there."""
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return PageContent(0, 0, (), (), (), 0, 0)
    try:
        turn = _Turn(page)
        glyphs, unreadable = _glyphs(text, turn)
        horizontal, vertical, pictures = _strokes(page, turn, number)
        width, height = turn.size
        return PageContent(width, height, tuple(glyphs), horizontal, vertical, pictures, unreadable)
    finally:
        text.close()
        page.close()


def _glyphs(text: pypdfium2.PdfTextPage, turn: _Turn) -> tuple[list[Glyph], int]:
    found: list[Glyph] = []
    unreadable = 0
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    name, matrix = ctypes.create_string_buffer(_LONGEST_FONT_NAME), pdfium.FS_MATRIX()
    half = ""
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        angle = pdfium.FPDFText_GetCharAngle(text, index)
        if angle >= 0 and not turn.is_upright(angle):
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            half = chr(code)
            continue
        hyphen = pdfium.FPDFText_IsHyphen(text, index) == 1
        character = "-" if hyphen else _character(half, code)
        half = ""
        unreadable += character == _REPLACEMENT
        if not character:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        left, base = turn.point(x.value, y.value)
        corners = [turn.point(box.left, box.bottom), turn.point(box.right, box.top)]
        right = max(left, corners[0][0], corners[1][0])
        size = _size(text, index, matrix) or abs(corners[0][1] - corners[1][1]) or 1.0
        if unicodedata.east_asian_width(character) in {"W", "F"}:
            # Some fonts give only the ink of a letter; an ideograph takes its whole square.
            right = max(right, left + size)
        found.append(Glyph(character, left, right, base, size, _is_bold(text, index, name)))
    return found, unreadable


def _size(text: pypdfium2.PdfTextPage, index: int, matrix: Any) -> float:
    """The size of a letter as it is drawn; 0 where it is not known."""
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        return 0.0
    stated = float(pdfium.FPDFText_GetFontSize(text, index))
    return stated * math.hypot(matrix.c, matrix.d)


def _is_bold(text: pypdfium2.PdfTextPage, index: int, name: Any) -> bool:
    """Whether the font's name says so; the weight that PDFium guesses is often unknown."""
    if not pdfium.FPDFText_GetFontInfo(text, index, name, _LONGEST_FONT_NAME, None):
        return False
    return b"bold" in name.value.lower()


def _character(half: str, code: int) -> str:
    """The character of a code; empty for what cannot be seen.

    Some programs name a radical where the text has the ideograph that looks the same.
    """
    if 0xDC00 <= code < 0xE000:
        pair = (half + chr(code)).encode("utf-16", "surrogatepass") if half else b""
        return pair.decode("utf-16", "replace") if pair else _REPLACEMENT
    if code in {0, 0xFFFD, 0xFFFE, 0xFFFF}:
        return _REPLACEMENT
    if code in {0x0A, 0x0D}:
        return ""
    character = chr(code)
    if 0x2E80 <= code <= 0x2FD5:
        return unicodedata.normalize("NFKC", character)
    if code in {0xA0, 0x09}:
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf"} else character


Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Final[Matrix] = (1, 0, 0, 1, 0, 0)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    m, n, o, p, q, r = outer
    return (
        a * m + b * o, a * n + b * p, c * m + d * o, c * n + d * p,
        e * m + f * o + q, e * n + f * p + r,
    )  # fmt: skip


def _matrix_of(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _strokes(
    page: pypdfium2.PdfPage, turn: _Turn, number: int
) -> tuple[tuple[Stroke, ...], tuple[Stroke, ...], int]:
    horizontal: list[Stroke] = []
    vertical: list[Stroke] = []
    pictures = 0
    for seen, (item, kind, matrix) in enumerate(_objects(page)):
        if seen >= MOST_OBJECTS:
            raise UnreadableFile(Obstacle.TOO_MANY_CELLS, most=f"{MOST_OBJECTS:,}")
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for begin, end in _straight_pieces(item, _times(_matrix_of(item), matrix)):
                (x0, y0), (x1, y1) = turn.point(*begin), turn.point(*end)
                if abs(y1 - y0) <= _slack(x1 - x0):
                    horizontal.append(Stroke((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x1 - x0) <= _slack(y1 - y0):
                    vertical.append(Stroke((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return tuple(horizontal), tuple(vertical), pictures


def _slack(length: float) -> float:
    return max(_STRAIGHT * abs(length), 0.05)


def _objects(page: pypdfium2.PdfPage) -> Iterator[tuple[Any, int, Matrix]]:
    """The objects of a page and of the forms on it, with the matrix of their form."""
    waiting: list[tuple[Any, Matrix, int]] = [
        (pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)
        for index in range(min(pdfium.FPDFPage_CountObjects(page), MOST_OBJECTS + 1))
    ]
    while waiting:
        item, matrix, depth = waiting.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        yield item, kind, matrix
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _times(_matrix_of(item), matrix)
            waiting.extend(
                (pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)
                for index in range(min(pdfium.FPDFFormObj_CountObjects(item), MOST_OBJECTS))
            )


Point = tuple[float, float]


def _straight_pieces(item: Any, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight pieces that a path draws: strokes, and the length of thin filled boxes."""
    fill, stroke = ctypes.c_int(), pdfium.FPDF_BOOL()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke):
        return
    for points in _figures(item, matrix):
        if stroke.value:
            yield from pairwise(points)
        elif fill.value:
            yield from _thin_box(points)


def _figures(item: Any, matrix: Matrix) -> Iterator[list[Point]]:
    """The corners of each figure of a path; one with a curve is left out."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    curved = False
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MOST_OBJECTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        elif kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            curved = True
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def _thin_box(points: list[Point]) -> Iterator[tuple[Point, Point]]:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    if top - bottom <= THICKEST_RULE and right - left > top - bottom:
        yield (left, (bottom + top) / 2), (right, (bottom + top) / 2)
    elif right - left <= THICKEST_RULE and top - bottom > right - left:
        yield ((left + right) / 2, bottom), ((left + right) / 2, top)
