"""What kind of KPI an indicator is: a formula, a count, a survey or a milestone.

A standard that is read as a formula is one. All others are told by signs, which look for the marks
of arithmetic, of a questionnaire and of steps, and understand nothing: a rate that does not write
how it is computed (就業率) is a formula all the same, and one that is refused stays one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from guankao.figures.formulas import RefusalCode, RefusedFormula, read_formula


class IndicatorKind(StrEnum):
    """The four kinds of KPI."""

    FORMULA = "formula"
    """Computed from other figures (計算式)."""

    COUNT = "count"
    """Counted or measured as it is (計數)."""

    SURVEY = "survey"
    """Asked of people (調查)."""

    MILESTONE = "milestone"
    """Reached step by step (里程碑)."""


_OPERATORS = re.compile(
    r"[÷×Σ＋*^]"
    # A dash is a minus only between two quantities; elsewhere it joins names.
    r"|[）)】〕]\s*[－−–-]\s*[（(【〔]"
    r"|數目?\s*[－−–-]\s*\S+數"
    # Weights: 「資料庫使用次數成長率佔55%、使用滿意度佔45%」.
    r"|[占佔]\s*\d+(?:\.\d+)?\s*[%％]"
)
_ARITHMETIC_IN_WORDS = re.compile(
    r"比率|比例|百分比|比重|占比|[占佔].{1,60}之比"
    r"|[成增]長率|增加率|減少率|成長幅度|減少幅度"
    r"|(?:達成|完成|涵蓋|執行|解決|公開|就業|合格|通過)率"
    r"|(?:較|比)(?:前|上|去|基期|\d).{0,40}(?:增加|減少|成長|降低|提升)"
    r"|合計為總"
)
_STEP = re.compile(r"[（(]\s*\d+(?:\.\d+)?\s*[%％]\s*[）)]")
_PROGRESS = "進度控管"
_ASKED = ("問卷調查", "民意調查")
_SATISFACTION = re.compile(r"滿意度|同意比[率例]")
_RATE = re.compile(r"率|百分")
_STAGED_BY_YEAR = re.compile(r"\d{2,3}年度?[：:]")


def kind_of(evaluation_method: str, standard: str, target_text: str, name: str) -> IndicatorKind:
    """Tell the kind of a KPI by the signs in its texts.

    >>> kind_of("統計數據", "設置床位數÷核定容額×100%", "72%", "推動收容人一人一床").value
    'formula'
    >>> kind_of("進度控管", "1.研擬草案（80%）。2.送請行政院審查（100%）", "80%", "研議法制").value
    'milestone'
    >>> kind_of("問卷調查", "參訪人員滿意度", "88%", "史料展覽").value
    'survey'
    >>> kind_of("統計數據", "查獲電信詐欺機房數", "57處", "阻絕詐欺犯罪源頭").value
    'count'
    >>> kind_of("統計數據", "污染督察件數（件÷年）", "350件/年", "執行督察").value
    'count'
    """
    arithmetic = _arithmetic(standard, target_text, name)
    if arithmetic is True:
        return IndicatorKind.FORMULA
    percentage = target_text.rstrip().endswith(("%", "％"))
    texts = f"{name} {standard}"
    # The first sign that shows decides: arithmetic outweighs the name of the method, which some
    # agencies fill in by habit.
    signs = (
        (IndicatorKind.FORMULA, arithmetic is None and _OPERATORS.search(standard)),
        (IndicatorKind.MILESTONE, len(_STEP.findall(standard)) >= 2),
        (IndicatorKind.SURVEY, evaluation_method in _ASKED or _SATISFACTION.search(texts)),
        (IndicatorKind.MILESTONE, evaluation_method == _PROGRESS),
        (IndicatorKind.FORMULA, _ARITHMETIC_IN_WORDS.search(standard)),
        # A percentage that does not say what it is a share of is still a share of something,
        # unless the standard lists what is to be done in each year.
        (IndicatorKind.FORMULA, percentage and _RATE.search(texts)),
        (IndicatorKind.MILESTONE, percentage and _STAGED_BY_YEAR.search(standard)),
    )
    return next((kind for kind, shows in signs if shows), IndicatorKind.COUNT)


@lru_cache(maxsize=4096)
def _arithmetic(standard: str, target_text: str, name: str) -> bool | None:
    """Whether a standard calculates; None where it seems to and is refused.

    Ministries share many standards word for word, so what was read is kept for a while.
    """
    try:
        read_formula(standard, target=target_text, name=name)
    except RefusedFormula as refused:
        return False if refused.code is RefusalCode.NO_ARITHMETIC else None
    return True
