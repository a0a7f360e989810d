"""What stands in the cell of the standard and is no part of it: remarks, notes, earlier values.

    查獲件數【備註：本指標過去年度實際值為：104年：53處，105年：50處。】

The same brackets hold arithmetic elsewhere, and 【說明】 or 【目標值＝…】 go on with the standard:
only 備註 and 註 with a colon open a remark. A note in plain words (註：…) is a remark where
it stands on a line of its own or behind a space; where the sentence runs on into it, it stays a
part of the standard and is a note as well. 【註1】 in a sentence points to a note; where it comes a
second time, the notes begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from guankao.documents.interpretation.annual_plan.history import Reached, take_history

_OPENING: Final = dict(zip("【〔﹝[［{｛﹛(（", "ABBCCDDDEE", strict=True))
_CLOSING: Final = dict(zip("】〕﹞]］}｝﹜)）", "ABBCCDDDEE", strict=True))
"""Brackets by their kind: the two widths of one kind close each other."""
_BRACKETED: Final = re.compile(
    rf"(?P<open>[{re.escape(''.join(_OPENING))}])\s*(?P<word>備註|附註|註)\s*[：:︰]\s*"
)
_OWN_LINE: Final = re.compile(
    r"(?:(?<=\n)|^|(?<=[ \u3000]))\s*(?P<word>備註|附註|註|※|說明)\s*(?P<colon>[：:︰]|(?<=※))\s*"
)
_EXPLAINED: Final = re.compile(r"\n\s*【(?:說明|註)\s*[：:]\s*(?P<text>.*)】\s*$", re.S)
_RUNNING_ON: Final = re.compile(r"(?P<word>註)[：:︰]\s*(?P<text>.+)$", re.S)
_UNBRACKETED_REMARK: Final = re.compile(r"(?<=[。%％）)】\]件數])備註[：:︰]")
_POINTER: Final = re.compile(r"【\s*註\s*(?P<no>\d*)\s*】")


@dataclass(frozen=True, slots=True)
class Standard:
    """The cell of a standard taken apart."""

    text: str
    remark: str | None = None
    note: str | None = None
    history: tuple[Reached, ...] = ()


def take_apart(cell: str) -> Standard:
    """The standard alone, and beside it what else its cell holds.

    >>> take_apart("完成件數【備註：本指標過去年度實際值為：104年：53件。每年檢討。】").remark
    '每年檢討。'
    >>> take_apart("【（甲－乙）÷乙】×100%").text
    '【（甲－乙）÷乙】×100%'
    """
    text, remarks, notes = _without_bracketed(cell)
    text, explained = _cut(_EXPLAINED, text)
    text, pointed = _pointed_notes(text)
    text, own = _own_lines(text)
    notes += [note for note in (pointed, *own.notes, explained) if note]
    remarks += own.remarks
    if not notes and (running := running_note(text)):
        notes.append(running)
    history: list[Reached] = []
    rest = []
    for remark in remarks:
        reached, left = take_history(remark)
        history += [
            one for one in reached if one.fiscal_year not in {h.fiscal_year for h in history}
        ]
        if left:
            rest.append(left)
    return Standard(
        text.strip(),
        "\n".join(rest) or None,
        "\n".join(note.strip() for note in notes) or None,
        tuple(history),
    )


def running_note(standard: str) -> str | None:
    """The note in plain words into which a standard runs on; none where it holds none.

    >>> running_note("（甲÷乙）×100%註：甲不含展延。")
    '甲不含展延。'
    """
    found = _RUNNING_ON.search(standard)
    return found["text"].strip() or None if found and found.start() else None


def _without_bracketed(cell: str) -> tuple[str, list[str], list[str]]:
    """The cell without the remarks that have brackets of their own, and those remarks."""
    remarks: list[str] = []
    notes: list[str] = []
    text = cell
    while found := _BRACKETED.search(text):
        end = _closing(text, found.start())
        inner = text[found.end() : end].strip()
        if inner:
            (notes if found["word"] == "註" else remarks).append(inner)
        text = text[: found.start()].rstrip() + text[end + 1 :]
    return text, remarks, notes


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` closes; the end where it never does."""
    kind = _OPENING[text[start]]
    depth = 0
    for place in range(start, len(text)):
        if _OPENING.get(text[place]) == kind:
            depth += 1
        elif _CLOSING.get(text[place]) == kind:
            depth -= 1
            if depth == 0:
                return place
    return len(text)


def _cut(form: re.Pattern[str], text: str) -> tuple[str, str | None]:
    found = form.search(text)
    return (text, None) if found is None else (text[: found.start()], found["text"].strip())


def _pointed_notes(text: str) -> tuple[str, str | None]:
    """Cut where a pointer comes a second time: what follows are the notes that it pointed to."""
    seen: set[str] = set()
    for pointer in _POINTER.finditer(text):
        if pointer["no"] in seen:
            return text[: pointer.start()], text[pointer.start() :].strip()
        seen.add(pointer["no"])
    return text, None


@dataclass(frozen=True, slots=True)
class _OwnLines:
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def _own_lines(text: str) -> tuple[str, _OwnLines]:
    """Cut at the first note in plain words that stands off from the standard."""
    found = _OWN_LINE.search(text)
    unmarked = _UNBRACKETED_REMARK.search(text)
    if unmarked is not None and (found is None or unmarked.start() < found.start()):
        return text[: unmarked.start()], _OwnLines(remarks=(text[unmarked.end() :].strip(),))
    if found is None or not text[: found.start()].strip():
        return text, _OwnLines()
    before, words = text[: found.start()], text[found.end() :].strip()
    if found["word"] in {"備註", "附註"}:
        return before, _OwnLines(remarks=(words,))
    return before, _OwnLines(notes=(words,))
