"""The parts of an annual plan: its title, what introduces it, what stands under each heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from guankao.documents.interpretation.ordinals import CHINESE_DIGITS, number_of
from guankao.documents.interpretation.spacing import without_white_space
from guankao.documents.marks import Mark
from guankao.documents.papers import Block, Paper, Paragraph, Style
from guankao.figures import fold_width

_YEAR: Final = rf"(?:中華民國|民國)?(?P<year>\d{{2,3}}|[{CHINESE_DIGITS}零]{{2,5}})年度?"
_TITLE: Final = re.compile(
    rf"(?P<agency>[^，。：；,:;]*?){_YEAR}(?:施政計畫|施政目標[與及暨]重點)(?:書|\(.{{1,10}}\))?"
)
_NUMBER: Final = r"(?:第?[壹貳參叁肆伍一二三四五][、.章]?|[IVX]+[、.])?"
_GOALS: Final = re.compile(
    rf"{_NUMBER}(?:\d+年度|年度)?(?:關鍵)?(?:施政|策略)目標(?:[及與暨、](?:施政)?(?:策略|重點|內容))?"
)
_INDICATORS: Final = re.compile(
    rf"{_NUMBER}(?:\d+年度|年度)?(?:關鍵)?績效(?:指標|目標)(?:及目標值|及評估方式)?"
)
_PROJECTS: Final = re.compile(
    rf"{_NUMBER}(?P<agency>[^，。：；,:;]{{0,20}}?)(?:\d+年度|年度)?重要(?:施政)?計畫"
)
_RUNNING: Final = re.compile(r"第?\d{1,4}頁?|\d{1,3}-\d{1,4}|-\d{1,4}-|[-–—]+|\d{1,4}/\d{1,4}")
_PAGE_BEHIND: Final = re.compile(r"\s*(?:第?\s*\d{1,4}\s*頁?|\d{1,4}\s*/\s*\d{1,4})\s*$")
_LONGEST_HEADING: Final = 60


@dataclass(slots=True)
class Parts:
    """The paragraphs of a plan by the part that they stand in; tables are told by their heads."""

    agency: str = ""
    fiscal_year: int = 0
    title_mark: Mark | None = None
    introduction: list[Paragraph] = field(default_factory=list)
    goals: list[Paragraph] = field(default_factory=list)
    goals_mark: Mark | None = None
    elsewhere: list[Paragraph] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PlanTitle:
    """What the title of a plan says."""

    agency: str
    fiscal_year: int


def plan_title(text: str, before: str = "") -> PlanTitle | None:
    """The agency and year of a title such as 法務部 107 年度施政計畫; none where it is no title.

    The agency may stand on the line before.

    >>> plan_title("測試部 １０７ 年度施政計畫")
    PlanTitle(agency='測試部', fiscal_year=107)
    >>> plan_title("編定 107 年度施政計畫。")
    """
    folded = fold_width(without_white_space(text))
    found = _TITLE.fullmatch(folded) if len(folded) <= _LONGEST_HEADING else None
    if found is None:
        return None
    year = number_of(found["year"])
    agency = found["agency"] or without_white_space(before)
    if year is None or not 2 <= len(agency) <= 30:
        return None
    return PlanTitle(agency, year)


def find_title(paper: Paper) -> tuple[PlanTitle, Mark | None] | None:
    """The title of the plan that the paper holds, with its place."""
    before = ""
    for paragraph in paper.paragraphs:
        if found := plan_title(paragraph.text, before):
            return found, paragraph.mark
        before = paragraph.text if paragraph.text.strip() else before
    titled = plan_title(paper.title or "")
    return None if titled is None else (titled, None)


def take_apart(paper: Paper) -> Parts:
    """The parts of the paper; what stands before the first heading introduces the plan."""
    parts = Parts()
    if titled := find_title(paper):
        parts.agency, parts.fiscal_year = titled[0].agency, titled[0].fiscal_year
        parts.title_mark = titled[1]
    into = parts.introduction
    seen: set[str] = set()
    for paragraph in _speaking(paper.blocks):
        part = _part_of(paragraph)
        if part is None and not _is_title(paragraph.text):
            into.append(paragraph)
        if part is None or part in seen:
            continue
        seen.add(part)
        if part == "goals":
            into, parts.goals_mark = parts.goals, paragraph.mark
        else:
            into = parts.elsewhere
    if "goals" not in seen:
        parts.goals, parts.introduction = parts.introduction, []
    return parts


def _is_title(text: str) -> bool:
    """Whether a paragraph is the title, or the title with a page number at the foot of a page."""
    return any(plan_title(form) for form in (text, _PAGE_BEHIND.sub("", text)))


def _part_of(paragraph: Paragraph) -> str | None:
    folded = fold_width(without_white_space(paragraph.text)).lstrip("#*").rstrip("：:*")
    if len(folded) > _LONGEST_HEADING:
        return None
    for part, form in (("goals", _GOALS), ("indicators", _INDICATORS), ("projects", _PROJECTS)):
        if form.fullmatch(folded):
            return part
    return None


def _speaking(blocks: Iterable[Block]) -> Iterable[Paragraph]:
    """The paragraphs that say something: not empty, no page number, no caption."""
    for block in blocks:
        if not isinstance(block, Paragraph) or block.style is Style.CAPTION:
            continue
        folded = fold_width(without_white_space(block.text))
        if folded and not _RUNNING.fullmatch(folded):
            yield block
