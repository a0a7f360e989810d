"""The words of a chart: of its axes and marks, and the sentence for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from guankao.charts.series import Series
from guankao.documents.words import Language, Words

_FIGURE_OF_YEAR: Final = Words("{year} 年度 {figure}", "{year}: {figure}")
_SENTENCE: Final = Words(
    "{name}：{years}；{year} 年度目標值 {target}{actual}。",
    "{name}: {years}; target of {year}: {target}{actual}.",
)
_ACTUAL: Final = Words("，實際值 {actual}", "; reached: {actual}")
_NO_YEARS: Final = Words("無過去年度實際值", "no earlier figures")
_BREAKS: Final = Words(
    "{years} 年度起定義變更，其前後數值不可直接比較。",
    " The definition changed in {years}: figures before and after do not compare.",
)
_SEPARATOR: Final = Words("、", ", ")


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words that a chart shows; `target` and `actual` hold the figure's place in braces."""

    fiscal_year: str
    figure: str
    target: str
    actual: str = "{actual}"
    definition_changed: str = "Definition changed"
    other_target: str = "Target: {target}"
    planned: str = "Planned: {target}"


@dataclass(frozen=True, slots=True)
class ProgressWords:
    """The words that a chart of planned progress shows."""

    month: str
    planned: str
    actual: str = "Progress"


@dataclass(frozen=True, slots=True)
class ResultWords:
    """The words of a chart of the periods of a year; `target` holds the figure's place."""

    month: str
    figure: str
    target: str


_CHINESE: Final = ChartWords(
    "年度",
    "數值",
    "目標值：{target}",
    "實際值：{actual}",
    "定義變更",
    "該年度目標值：{target}",
    "中程目標值：{target}",
)
_ENGLISH: Final = ChartWords(
    "Fiscal year",
    "Figure",
    "Target: {target}",
    "Reached: {actual}",
    "Definition changed",
    "That year's target: {target}",
    "Medium-term target: {target}",
)


def chart_words(language: Language) -> ChartWords:
    """The words in one language."""
    return _ENGLISH if language == "en" else _CHINESE


def series_in_words(series: Series, name: str, language: Language = "zh-Hant") -> str:
    """What the chart of a KPI shows, as one sentence."""
    years = [
        _FIGURE_OF_YEAR.filled({"year": str(one.fiscal_year), "figure": one.text})
        for one in series.points
    ]
    actual = "" if series.actual is None else _ACTUAL.in_language(language)
    separator = _SEPARATOR.in_language(language)
    told = separator.join(one.in_language(language) for one in years)
    told_breaks = separator.join(str(year) for year in series.drawn_breaks)
    broken = _BREAKS.in_language(language).format(years=told_breaks) if told_breaks else ""
    sentence = _SENTENCE.in_language(language).format(
        name=name,
        years=told or _NO_YEARS.in_language(language),
        year=series.fiscal_year,
        target=series.target_text,
        actual=actual.format(actual=series.actual.text) if series.actual else "",
    )
    return sentence + broken
