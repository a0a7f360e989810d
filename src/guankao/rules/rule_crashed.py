"""A rule failed on this document, so what it would have found is not known.

What it finds:
    A rule of the linter that stopped with an error of its own. The other rules ran.

Why it matters:
    A fault of the program must not look like a plan without faults, and must not hide what the
    other rules found.

Example:
    A KPI whose standard makes one rule divide by zero.

Instead:
    Report it to the project, with the document if it is public. Nothing in the plan has to change.

When it is right anyway:
    Never.

Basis:
    The linter's own: a check that did not run is said to be missing, never passed over.
"""

from __future__ import annotations

from guankao.rules.findings import Fact, Finding, Level, Words
from guankao.rules.rule import Explanation, Rule

RULE = Rule(
    code="GK000",
    name="rule-crashed",
    level=Level.ERROR,
    title=Words("檢查規則本身出錯", "A rule of the linter failed"),
    sentence=Words(
        "規則 {rule} 檢查時程式出錯（{error}），此項未檢查；其他規則不受影響",
        "rule {rule} failed ({error}), so this was not checked; the other rules ran",
    ),
    chinese=Explanation(
        finds="某一條規則在檢查這份文件時程式出錯而中止；其他規則照常執行。",
        matters="程式的錯誤不應被當成計畫沒有問題，也不應遮住其他規則的發現。",
        instead="計畫不必修改；請將文件（如可公開）與訊息回報本專案。",
    ),
)


def crashed(rule: Rule, element: str, error: Exception) -> Finding:
    """The finding that says which rule failed, and on what."""
    facts: dict[str, Fact] = {
        "rule": f"{rule.code} {rule.name}",
        "error": f"{type(error).__name__}: {error}"[:200],
    }
    return Finding(
        code=RULE.code,
        level=RULE.level,
        element=element,
        field=None,
        message=RULE.sentence.filled(facts),
        facts=facts,
    )
