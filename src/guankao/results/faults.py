"""What can be wrong with what is typed into a field of a report, before anything is computed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from guankao.documents.words import Words


class FaultCode(StrEnum):
    """Why a field cannot be taken. Part of the API: never renamed and never reused."""

    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_INPUT = "unknown-input"
    UNKNOWN_MILESTONE = "unknown-milestone"
    NOT_A_NUMBER = "not-a-number"
    ANOTHER_UNIT = "another-unit"
    TOO_MANY_DIGITS = "too-many-digits"
    NO_PERCENTAGE = "no-percentage"
    NEGATIVE = "negative"
    NOT_A_DAY = "not-a-day"
    NO_TEXT = "no-text"
    PROVIDED = "provided"
    PROVED = "proved"
    NOT_EXPECTED = "not-expected"
    NOT_PERMITTED = "not-permitted"
    NOT_OPEN = "not-open"
    CLOSED = "closed"
    HANDED_IN = "handed-in"
    OVERTAKEN = "overtaken"
    TWICE = "twice"


@dataclass(frozen=True, slots=True)
class Fault:
    """One field that cannot be taken as it was typed.

    Attributes:
        field: as in `guankao.results.statements`; empty for the report as a whole.
        code: what is wrong.
        message: the sentence for the person.
    """

    field: str
    code: FaultCode
    message: Words


_SENTENCES: Final = MappingProxyType(
    {
        FaultCode.UNKNOWN_FIELD: Words(
            "這份填報沒有「{name}」這一欄。", "This report has no field “{name}”."
        ),
        FaultCode.UNKNOWN_INPUT: Words(
            "衡量標準沒有「{name}」這一項。", "The standard has no input “{name}”."
        ),
        FaultCode.UNKNOWN_MILESTONE: Words(
            "計畫沒有查核點「{name}」。", "The plan has no milestone “{name}”."
        ),
        FaultCode.NOT_A_NUMBER: Words(
            "「{text}」不是數值；請填如 1,234 或 12.5。",
            "“{text}” is no number; write it like 1,234 or 12.5.",
        ),
        FaultCode.ANOTHER_UNIT: Words(
            "單位「{unit}」與本欄不符；請以本欄的單位填列數值，不加單位。",
            "The unit “{unit}” is not that of this field; write the number alone, in its unit.",
        ),
        FaultCode.TOO_MANY_DIGITS: Words(
            "位數太多：小數點前最多 {whole} 位，後最多 {decimals} 位。",
            "Too many digits: at most {whole} before the point and {decimals} after it.",
        ),
        FaultCode.NO_PERCENTAGE: Words(
            "請填 0 到 100 之間的百分數。", "Write a percentage from 0 to 100."
        ),
        FaultCode.NEGATIVE: Words("不得為負數。", "It cannot be negative."),
        FaultCode.NOT_A_DAY: Words(
            "「{text}」不是日期；請填如 2018-03-31 或 107/3/31。",
            "“{text}” is no day; write it like 2018-03-31.",
        ),
        FaultCode.NO_TEXT: Words(
            "文字過長（最多 20,000 字），或含有看不見的字元；請重新輸入。",
            "The text is longer than 20,000 characters, or has characters that cannot be seen. "
            "Type it anew.",
        ),
        FaultCode.PROVIDED: Words(
            "這個數值由系統帶入（{origin}），不得自行填列。",
            "This figure is filled in from {origin} and cannot be typed.",
        ),
        FaultCode.PROVED: Words(
            "佐證檔案「{name}」證明這個數值；請先移除檔案，再清空數值。",
            "The file “{name}” proves this figure. Remove the file before the figure.",
        ),
        FaultCode.NOT_EXPECTED: Words(
            "已不須填報，或沒有這份填報。", "There is no such report, or it is no longer asked for."
        ),
        FaultCode.NOT_PERMITTED: Words(
            "您沒有填報這個機關的權限。", "You may not fill in reports of this agency."
        ),
        FaultCode.NOT_OPEN: Words("這一期尚未開放。", "This period is not open yet."),
        FaultCode.CLOSED: Words(
            "這一期已經截止；管考單位可以准予補報。",
            "This period is closed. The controller can let the report come later.",
        ),
        FaultCode.HANDED_IN: Words(
            "已經提報，現在不能修改。", "It was handed in, and cannot be changed now."
        ),
        FaultCode.OVERTAKEN: Words(
            "其間有人填過這份填報（現為第 {version} 版）；請重新下載後再填。",
            "Somebody filled in this report meanwhile (version {version} stands). "
            "Take it anew, then change it.",
        ),
        FaultCode.TWICE: Words("這份填報出現兩次。", "This report stands here twice."),
    }
)


def fault(field: str, code: FaultCode, **facts: str | Words) -> Fault:
    """A fault with its sentence filled in.

    >>> fault("spent", FaultCode.NOT_A_NUMBER, text="many").message.en
    '“many” is no number; write it like 1,234 or 12.5.'
    """
    return Fault(field, code, _SENTENCES[code].filled(facts))
