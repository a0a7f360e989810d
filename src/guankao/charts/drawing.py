"""Drawing a specification as SVG for documents, with the packaged fonts and the print's colours."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from guankao.charts.history import WIDTH, Specification, history_chart
from guankao.charts.series import Series
from guankao.charts.words import chart_words, series_in_words
from guankao.documents.fonts import SANS, SERIF, fonts_folder
from guankao.documents.papers import Figure
from guankao.documents.words import Language

_INK: Final = "#1f2328"
_SOFT: Final = "#59636e"
_MARK: Final = "#2f5d8a"
_RULE: Final = "#d5dae0"

PRINT: Final[dict[str, Any]] = {
    "background": "transparent",
    "font": SERIF,
    "view": {"stroke": None},
    "axis": {
        "labelColor": _SOFT,
        "titleColor": _SOFT,
        "gridColor": _RULE,
        "domainColor": _SOFT,
        "tickColor": _SOFT,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
    },
    "line": {"color": _MARK},
    "point": {"color": _MARK},
    "text": {"color": _INK},
    "style": {
        "target": {"color": _INK, "stroke": _INK, "fill": _INK},
        "target-text": {"color": _INK, "fill": _INK, "font": SANS},
        "actual": {"color": _MARK, "fill": _MARK},
        "planned": {"color": _INK, "stroke": _INK},
        "break": {"color": _SOFT, "stroke": _SOFT},
        "break-text": {"color": _INK, "fill": _INK, "font": SANS},
    },
}
"""The looks of a chart in a document; the page has its own in charts.js."""

_IDENTIFIER: Final = re.compile(r'\bid="([^"]+)"')


@cache
def _drawer() -> Any:
    """vl-convert with the packaged fonts; it starts a JavaScript engine, so it is kept."""
    import vl_convert

    vl_convert.register_font_directory(str(fonts_folder()))
    return vl_convert


def draw_svg(specification: Specification, *, width: int = WIDTH) -> str:
    """The chart as SVG, `width` pixels wide; the same specification gives the same text.

    Nothing is fetched from the network, whatever the specification says.
    """
    sized = {**specification, "width": width, "autosize": {"type": "fit-x", "contains": "padding"}}
    drawn: str = _drawer().vegalite_to_svg(sized, config=PRINT, allowed_base_urls=[])
    return _counted_anew(drawn)


def _counted_anew(svg: str) -> str:
    """The engine counts its clip paths from its start on; here each drawing counts from 1."""
    names: dict[str, str] = {}
    for name in _IDENTIFIER.findall(svg):
        names.setdefault(name, f"part-{len(names) + 1}")
    if not names:
        return svg
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    place = re.compile(rf'(\bid="|url\(#|href="#)({known})(?=["\)])')
    return place.sub(lambda found: found[1] + names[found[2]], svg)


def history_figure(series: Series, name: str, language: Language = "zh-Hant") -> Figure:
    """The chart of a KPI as a figure of a document, with what it says in words."""
    specification = history_chart(series, chart_words(language))
    return Figure(draw_svg(specification), series_in_words(series, name, language))
