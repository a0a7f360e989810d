"""The packaged fonts hold what the documents need, under their licence, and not too much."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from guankao.documents.fonts import STAND_IN, covered, fonts_folder, uncovered_in
from guankao.documents.formats.characters import legible

FORMULAS_AND_LIGHTS = (
    "★▲●□■◆○△▽＋－×÷＝＜＞≦≧≤≥±√Σ∑π∞∫²³½¼‰％%℃°№①②㈠㎡㎥→←↑↓「」『』【】〔〕｛｝（）…—～"
)
STYLES = ["GuankaoSerifTC-Regular.otf", "GuankaoSansTC-Bold.otf"]


def big5() -> set[str]:
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    found = set()
    for lead in range(0xA1, 0xFA):
        for trail in trails:
            try:
                found.add(bytes((lead, trail)).decode("big5"))
            except UnicodeDecodeError:
                continue
    return found


@pytest.fixture(params=STYLES)
def coverage(request) -> set[str]:
    """The characters of one font."""
    source = files("guankao.documents.fonts").joinpath("coverage.json").read_text("utf-8")
    runs = json.loads(source)[request.param]
    return {chr(one) for first, last in runs for one in range(first, last + 1)}


def test_each_font_holds_all_of_big5(coverage):
    characters = big5()
    assert len(characters) > 13_000
    assert not characters - coverage


def test_each_font_holds_the_signs_of_formulas_and_lights(coverage):
    assert not set(FORMULAS_AND_LIGHTS + STAND_IN) - coverage


def test_every_character_of_the_sample_is_covered():
    texts = [
        one.read_text("utf-8")
        for one in files("guankao.sample").iterdir()
        if one.name.endswith(".json")
    ]
    assert len(texts) > 30
    assert uncovered_in(legible("".join(texts))) == ""


def test_every_character_of_the_documents_is_covered_but_for_private_ones(shared: Path):
    sources = [*shared.glob("documents/plain/*.txt"), *shared.glob("data/**/*.json")]
    assert len(sources) > 30
    for source in sources:
        missing = uncovered_in(legible(source.read_text("utf-8")).replace("\t", " "))
        assert all(0xE000 <= ord(one) <= 0xF8FF for one in missing), source.name


def test_what_no_font_has_is_shown():
    assert uncovered_in("甲\ue000乙\n\U0001f600") == "\ue000\U0001f600"
    assert covered("甲\ue000乙\n") == f"甲{STAND_IN}乙\n"


def test_the_fonts_are_there_with_their_licence_and_small_enough():
    folder = fonts_folder()
    assert sorted(one.name for one in folder.glob("*.otf")) == sorted(STYLES)
    assert sum(one.stat().st_size for one in folder.glob("*.otf")) < 12_000_000
    licence = (folder / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence


@pytest.mark.parametrize("name", STYLES)
def test_the_coverage_is_that_of_the_font_and_no_glyph_is_shared(name, coverage_of):
    fonts = pytest.importorskip("fontTools.ttLib")
    with fonts.TTFont(fonts_folder() / name, lazy=True) as font:
        characters = font.getBestCmap()
        assert set(characters) == coverage_of(name)
        assert len(set(characters.values())) == len(characters)
        assert "GSUB" not in font
        assert "Noto" not in font["name"].getDebugName(1)


@pytest.fixture
def coverage_of():
    source = files("guankao.documents.fonts").joinpath("coverage.json").read_text("utf-8")
    runs = json.loads(source)
    return lambda name: {one for first, last in runs[name] for one in range(first, last + 1)}
