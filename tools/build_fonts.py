"""Cut the fonts of the documents from Noto CJK, and write down which characters they cover.

Run by hand where the set of characters changes: `python tools/build_fonts.py`. The collections
(Debian's fonts-noto-cjk) are recognised by their SHA-256, so that the same fonts come out of every
run; `--check` only compares. What a font leaves behind: other languages, vertical writing,
hinting, and every rule of layout, so that each character of a text is one glyph of a PDF.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "guankao" / "documents" / "fonts"
SOURCES = Path("/usr/share/fonts/opentype/noto")
COVERAGE = "coverage.json"
LARGEST = 12_000_000
"""Bytes of all fonts together: a package must stay small enough to be carried by hand."""

SYMBOLS = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x02FF), (0x0370, 0x03FF), (0x0400, 0x045F),
    (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF),
    (0x2100, 0x218B), (0x2190, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x27BF), (0x2900, 0x297F),
    (0x2B00, 0x2BFF), (0x2E80, 0x2FDF), (0x2FF0, 0x2FFB), (0x3000, 0x303F), (0x3041, 0x30FF),
    (0x3105, 0x312F), (0x31A0, 0x31BA), (0x31C0, 0x31E3), (0x3200, 0x33FF), (0xFE10, 0xFE19),
    (0xFE30, 0xFE6B), (0xFF01, 0xFFEE),
)  # fmt: skip
"""Letters, punctuation and signs, wherever Noto has them. Left out: what cannot be seen."""

SHAPED_LIKE = {ord("‾"): ord("¯"), ord("ˍ"): ord("_"), ord("∼"): ord("～")}

UNIFIED_IDEOGRAPHS = (0x4E00, 0x9FFF)
"""Every ideograph of the first block: names of persons and places go beyond Big5."""


@dataclass(frozen=True)
class Cut:
    """One font of the package: whence it comes and what it holds."""

    file: str
    family: str
    style: str
    source: str
    sha256: str
    face: str
    all_ideographs: bool


CUTS = (
    Cut(
        "GuankaoSerifTC-Regular.otf",
        "Guankao Serif TC",
        "Regular",
        "NotoSerifCJK-Regular.ttc",
        "a04178ec485dffdff7cc0c0c20e1fce9202d7e2160d805e8e44a4c8841c58481",
        "Noto Serif CJK TC",
        all_ideographs=True,
    ),
    Cut(
        "GuankaoSansTC-Bold.otf",
        "Guankao Sans TC",
        "Bold",
        "NotoSansCJK-Bold.ttc",
        "faa5f3656a78b2e2d450d27fe8382c778bc2b6bb5ea29c986664a6a435056ceb",
        "Noto Sans CJK TC",
        all_ideographs=False,
    ),
)


def big5() -> set[int]:
    """Every character of Big5 and of its Windows form, without the areas for private use."""
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    pairs = [bytes([lead, trail]) for lead in range(0x81, 0xFF) for trail in trails]
    characters = set()
    for codec in ("big5", "cp950"):
        for pair in pairs:
            try:
                character = pair.decode(codec)
            except UnicodeDecodeError:
                continue
            if len(character) == 1 and not 0xE000 <= ord(character) <= 0xF8FF:
                characters.add(ord(character))
    return characters


def sample_characters() -> set[int]:
    """Every character of the facts that the package carries."""
    texts = (
        path.read_text(encoding="utf-8") for path in (ROOT / "src/guankao/sample").rglob("*.json")
    )
    return {ord(character) for text in texts for character in text if character.isprintable()}


def wanted(cut: Cut) -> set[int]:
    """The characters that a font is asked for."""
    characters = big5() | sample_characters()
    for first, last in (*SYMBOLS, *([UNIFIED_IDEOGRAPHS] if cut.all_ideographs else [])):
        characters.update(range(first, last + 1))
    return characters


def make(cut: Cut, sources: Path) -> tuple[bytes, list[int]]:
    """The font as bytes, and the characters that it covers."""
    path = sources / cut.source
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != cut.sha256:
        sys.exit(f"{path} is another version than the fonts are cut from ({found})")
    names = [font["name"].getDebugName(1) for font in TTCollection(path, lazy=True).fonts]
    font = TTFont(path, fontNumber=names.index(cut.face), lazy=True, recalcTimestamp=False)
    options = subset.Options(
        hinting=False,
        layout_features=[],
        layout_closure=False,
        notdef_outline=True,
        name_IDs=["*"],
        name_languages=[0x0409],
    )
    options.drop_tables += ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted(cut))
    cutter.subset(font)
    supplement(font)
    separate(font)
    rename(font, cut)
    stream = BytesIO()
    font.save(stream)
    return stream.getvalue(), sorted(font.getBestCmap())


def supplement(font: TTFont) -> None:
    """Draw the four characters of Big5 that Noto CJK leaves out.

    Three have the shape of another (‾ ˍ ∼); ≒ is an equals sign with a dot above and one below.
    """
    shapes = font.getBestCmap()
    glyphs = font.getGlyphSet()
    named = {character: shapes[like] for character, like in SHAPED_LIKE.items()}
    equals, dot = shapes[ord("＝")], shapes[ord(".")]
    drawn, extent, dotted = T2CharStringPen(None, glyphs), BoundsPen(glyphs), BoundsPen(glyphs)
    for glyph, pen in ((equals, drawn), (equals, extent), (dot, dotted)):
        glyphs[glyph].draw(pen)
    left, bottom, right, top = extent.bounds
    first, low, last, high = dotted.bounds
    gap = (high - low) * 0.7
    for x, y in ((left, top + gap), (right - (last - first), bottom - gap - (high - low))):
        glyphs[dot].draw(TransformPen(drawn, (1, 0, 0, 1, round(x - first), round(y - low))))
    compact = font["CFF "].cff[0]
    group = compact.FDSelect[font.getGlyphID(equals)]
    drawing = drawn.getCharString(compact.FDArray[group].Private, font["CFF "].cff.GlobalSubrs)
    named[ord("≒")] = add(font, drawing, like=equals)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap.update(named)


def add(font: TTFont, drawing: T2CharString, like: str) -> str:
    """Put a glyph behind the others, as wide as another and of its group; its name."""
    order = list(font.getGlyphOrder())
    taken = set(order)
    name = next(one for one in (f"cid{n:05d}" for n in range(1, 0xFFFF)) if one not in taken)
    top = font["CFF "].cff[0]
    strings = top.CharStrings
    strings.charStrings[name] = len(strings.charStringsIndex)
    strings.charStringsIndex.append(drawing)
    top.FDSelect.gidArray.append(top.FDSelect[order.index(like)])
    font["hmtx"][name] = font["hmtx"][like]
    # In a CID-keyed font the charset is the glyph order; both must name the new glyph.
    order.append(name)
    top.charset = order
    font.setGlyphOrder(order)
    return name


def separate(font: TTFont) -> None:
    """Give each character a glyph of its own, where Noto has one for several (· and ‧, - and ‑).

    A PDF tells its text by glyph: of characters that share one, all but the first would come out
    of the file as another character than went in.
    """
    strings = font["CFF "].cff[0].CharStrings
    taken: set[str] = set()
    for character, glyph in sorted(font.getBestCmap().items()):
        if glyph not in taken:
            taken.add(glyph)
            continue
        copy = add(font, strings[glyph], like=glyph)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format != 14 and character in table.cmap:
                table.cmap[character] = copy


def rename(font: TTFont, cut: Cut) -> None:
    """A changed font has a name of its own; whose work it is stays in it."""
    postscript = cut.file.removesuffix(".otf")
    names = {
        1: cut.family,
        2: cut.style,
        3: postscript,
        4: f"{cut.family} {cut.style}",
        6: postscript,
    }
    for number, name in names.items():
        font["name"].setName(name, number, 3, 1, 0x0409)
    for number in (16, 17):
        font["name"].removeNames(nameID=number)
    origin = f"Cut from {cut.face} {cut.style}: {font['name'].getDebugName(5)}."
    font["name"].setName(origin, 10, 3, 1, 0x0409)
    compact = font["CFF "].cff
    compact.fontNames = [postscript]
    compact[0].FullName = names[4]
    compact[0].FamilyName = cut.family


def ranges(characters: list[int]) -> list[list[int]]:
    """Sorted numbers as the first and last of each run."""
    runs: list[list[int]] = []
    for character in characters:
        if runs and runs[-1][1] == character - 1:
            runs[-1][1] = character
        else:
            runs.append([character, character])
    return runs


def main(arguments: list[str]) -> int:
    """Write the fonts and their coverage, or compare them with what stands there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only")
    parser.add_argument("--sources", type=Path, default=SOURCES, help="folder of the collections")
    options = parser.parse_args(arguments)
    made: dict[str, bytes] = {}
    covered = {}
    for cut in CUTS:
        made[cut.file], characters = make(cut, options.sources)
        covered[cut.file] = ranges(characters)
        print(f"{cut.file}: {len(made[cut.file]):,} bytes, {len(characters):,} characters")
    if (size := sum(map(len, made.values()))) > LARGEST:
        sys.exit(f"the fonts have {size:,} bytes; {LARGEST:,} are allowed")
    lines = [
        f' "{name}": {json.dumps(runs, separators=(",", ":"))}' for name, runs in covered.items()
    ]
    made[COVERAGE] = ("{\n" + ",\n".join(lines) + "\n}\n").encode()
    for name, content in made.items():
        path = FOLDER / name
        if options.check and (not path.exists() or path.read_bytes() != content):
            print(f"{path.relative_to(ROOT)} differs")
            return 1
        if not options.check:
            path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
