r"""Formulas as a typesetting program writes them, put back into the signs of the document.

A text copy of a page may hold `$(\text{甲} + \text{乙}) \div \text{丙} \times 100\%$`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

_SPAN: Final = re.compile(r"\${1,2}(?P<inner>[^$]*?\\[^$]*?)\${1,2}|\\[(\[](?P<other>.*?)\\[)\]]")
_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+|[{}%&#_,;:! ])")
_WITH_TEXT: Final = re.compile(r"\\(?:text|mathrm|mathit|mathbf|operatorname)\s*\{([^{}]*)\}")
_FRACTION: Final = re.compile(r"\\d?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_AROUND_SIGNS: Final = re.compile(r"\s*([×÷+\-−＋－=≤≥Σ{}()（）\[\]^%])\s*")

_SIGNS: Final = MappingProxyType(
    {
        "times": "×",
        "cdot": "×",
        "div": "÷",
        "pm": "±",
        "sum": "Σ",
        "le": "≤",
        "leq": "≤",
        "ge": "≥",
        "geq": "≥",
        "neq": "≠",
        "ne": "≠",
        "approx": "≈",
        "left": "",
        "right": "",
        "quad": " ",
        "lbrace": "{",
        "rbrace": "}",
        "lbrack": "[",
        "rbrack": "]",
    }
)


def without_formula_markup(text: str) -> str:
    r"""The text with its marked formulas in plain signs; other text stays as it is.

    >>> without_formula_markup(r"率為 $\{(\text{甲} + b^2) \div c\} \times 100\%$。")
    '率為 {(甲+b^2)÷c}×100%。'
    >>> without_formula_markup("經費 $500")
    '經費 $500'
    """
    return _SPAN.sub(lambda span: _plain(span["inner"] or span["other"] or ""), text)


def _plain(formula: str) -> str:
    whole = _WITH_TEXT.sub(r"\1", formula)
    whole = _FRACTION.sub(r"(\1)÷(\2)", whole)
    whole = _COMMAND.sub(_sign, whole)
    return _AROUND_SIGNS.sub(r"\1", whole).strip()


def _sign(command: re.Match[str]) -> str:
    name = command[0][1:]
    if name.isalpha():
        return _SIGNS.get(name, name)
    return "" if name in ",;:! " else name
