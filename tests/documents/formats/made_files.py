"""Files of each format, made from a few words: small, exact, and as hostile as a test wants."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

ODF = "urn:oasis:names:tc:opendocument:xmlns:"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF_PREFIXES = {
    "office": "office:1.0",
    "text": "text:1.0",
    "table": "table:1.0",
    "style": "style:1.0",
    "draw": "drawing:1.0",
    "fo": "xsl-fo-compatible:1.0",
    "svg": "svg-compatible:1.0",
    "meta": "meta:1.0",
    "manifest": "manifest:1.0",
}
_ODF_NAMES = " ".join(f'xmlns:{prefix}="{ODF}{name}"' for prefix, name in _ODF_PREFIXES.items())
_DOCX_NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of parts in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def odt(
    body: str,
    *,
    styles: str = "",
    pages: int | None = None,
    parts: Mapping[str, str | bytes] | None = None,
    content: str | None = None,
) -> bytes:
    """An ODT file with the given elements in its text; `content` replaces the whole part."""
    whole = (
        f"<office:document-content {_ODF_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    made: dict[str, str | bytes] = {"mimetype": ODT_TYPE, "content.xml": content or whole}
    if pages is not None:
        made["meta.xml"] = (
            f"<office:document-meta {_ODF_NAMES}><office:meta>"
            f'<meta:document-statistic meta:page-count="{pages}"/>'
            "</office:meta></office:document-meta>"
        )
    return zipped(made | dict(parts or {}))


def odt_manifest(entry: str) -> str:
    """A manifest with one more element."""
    return f"<manifest:manifest {_ODF_NAMES}>{entry}</manifest:manifest>"


def docx(
    body: str,
    *,
    styles: str | None = None,
    numbering: str | None = None,
    footnotes: str | None = None,
    pages: int | None = None,
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A DOCX file with the given elements in its body."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {_DOCX_NAMES}><w:body>{body}</w:body></w:document>",
    }
    for name, root, inner in (
        ("styles", "styles", styles),
        ("numbering", "numbering", numbering),
        ("footnotes", "footnotes", footnotes),
    ):
        if inner is not None:
            made[f"word/{name}.xml"] = f"<w:{root} {_DOCX_NAMES}>{inner}</w:{root}>"
    if pages is not None:
        made["docProps/app.xml"] = (
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'extended-properties"><Pages>{pages}</Pages></Properties>'
        )
    return zipped(made | dict(parts or {}))


def run(text: str) -> str:
    """A paragraph of DOCX with one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


class PdfPage:
    """One page of a PDF, drawn by hand: text at places, rules, boxes. Units are points."""

    def __init__(self, width: float = 595, height: float = 842, *, rotate: int = 0) -> None:
        self.width, self.height, self.rotate = width, height, rotate
        self._drawn: list[str] = []

    def text(self, x: float, y: float, text: str, size: float = 10) -> float:
        """Write text from x along the base line y; gives the x where it ends."""
        for character in text:
            code = ord(character)
            if code < 128:
                shown, font, width = f"({character})", "L", 0.6
                shown = (
                    shown.replace("(()", "(\\()").replace("())", "(\\))").replace("(\\)", "(\\\\)")
                )
            else:
                shown, font, width = f"<{code:04X}>", "C", 1.0
            self._drawn.append(f"BT /{font} {size} Tf {x:.3f} {y:.3f} Td {shown} Tj ET")
            x += width * size
        return x

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a straight stroke."""
        self._drawn.append(f"0.5 w {x0} {y0} m {x1} {y1} l S")

    def box(self, x: float, y: float, width: float, height: float, *, fill: bool = True) -> None:
        """Draw a rectangle, filled or stroked."""
        self._drawn.append(f"{x} {y} {width} {height} re {'f' if fill else 'S'}")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Rule a table with all its lines."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def raw(self, operators: str) -> None:
        """Draw anything."""
        self._drawn.append(operators)

    @property
    def stream(self) -> bytes:
        """The content of the page."""
        return "\n".join(self._drawn).encode("latin-1")


def pdf(*pages: PdfPage, catalog: str = "", objects: Sequence[bytes] = ()) -> bytes:
    """A PDF of pages. `objects` are appended from number 8 on; `catalog` names them."""
    first = 8 + len(objects)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    made = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Font << /L 4 0 R /C 5 0 R >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /MingLiU /Encoding /UniCNS-UTF16-H"
        b" /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /MingLiU /DW 1000 /FontDescriptor 7 0 R"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (CNS1) /Supplement 6 >> >>",
        b"<< /Type /FontDescriptor /FontName /MingLiU /Flags 4 /FontBBox [0 -200 1000 900]"
        b" /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
        *objects,
    ]
    for number, page in enumerate(pages):
        made.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] "
            f"/Rotate {page.rotate} /Resources 3 0 R "
            f"/Contents {first + 2 * number + 1} 0 R >>".encode()
        )
        made.append(
            f"<< /Length {len(page.stream)} >>\nstream\n".encode() + page.stream + b"\nendstream"
        )
    return assembled(made)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF file of numbered objects, the first being the catalog."""
    whole = io.BytesIO()
    whole.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(whole.tell())
        whole.write(f"{number} 0 obj\n".encode() + content + b"\nendobj\n")
    begins = whole.tell()
    whole.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    for place in places:
        whole.write(f"{place:010d} 00000 n \n".encode())
    whole.write(f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n".encode())
    whole.write(f"startxref\n{begins}\n%%EOF\n".encode())
    return whole.getvalue()
