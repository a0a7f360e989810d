"""What sort of result a KPI asks for, told by the words of its name and standard.

The words are signs, and understand nothing: rules that use them speak in notes, or of shares of a
whole plan, where one mistaken KPI changes little.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from guankao.documents import Indicator


class KpiClass(StrEnum):
    """The sorts of result, from what is spent to what changes for people."""

    BUDGET = "budget"
    """How much of the budget was used, or asked for."""

    ATTENDANCE = "attendance"
    """How many came, were trained or were reached, and how many events there were."""

    OUTPUT = "output"
    """How much was produced, handled or built."""

    PROCESS = "process"
    """How far a work or a draft has come."""

    OUTCOME = "outcome"
    """What changed: rates, shares, amounts earned or saved, satisfaction."""


_BUDGET: Final = re.compile(
    r"預算.{0,24}(?:執行|達成|支用|實[支現])|(?:執行|達成|支用).{0,8}預算|"
    r"歲出概算|概算.{0,6}額度|資本門|經費.{0,6}(?:執行|支用)率"
)
_ATTENDANCE: Final = re.compile(
    r"人次|場次|參加|參與.{0,6}人|參訪|參觀|觀眾|出席|研習|(?:講習|訓練|宣導|活動|座談).{0,8}[場人次班]|"
    r"瀏覽|點閱|(?:訓練|培訓|培育).{0,6}人"
)
_OUTCOME: Final = re.compile(
    r"率|滿意|比[例重]|占比|百分比|成長|減少|降低|提升.{0,12}(?:產值|收入|所得)|產值|收入|營收|金額|"
    r"產業規模|投資額|貢獻|效益|節省|節約|縮短|死亡|發生|盛行|濃度|排名|等級|級距|風險"
)
_PROCESS: Final = re.compile(r"進度|完成.{0,12}(?:草案|修[正訂]|規劃|建置)|草案|研[擬議修]|法制")


def budget_execution(indicator: Indicator) -> bool:
    """Whether a KPI only says how the budget was used; every plan has such KPIs by order."""
    return bool(_BUDGET.search(indicator.name) or _BUDGET.search(indicator.standard))


def kpi_class(indicator: Indicator) -> KpiClass:
    """The sort of result that a KPI asks for: the first sign decides, the name of a rate early.

    >>> from guankao.documents import Indicator
    >>> kpi_class(Indicator(key="1-1", goal="1", no=1, name="辦理宣導", evaluation_arrangement=1,
    ...     evaluation_method="統計數據", standard="當年度參加人次", target="200人次")).value
    'attendance'
    """
    texts = f"{indicator.name}\n{indicator.standard}"
    if budget_execution(indicator):
        return KpiClass.BUDGET
    rate = indicator.target.rstrip().endswith(("%", "％"))
    if not rate and _ATTENDANCE.search(texts):
        return KpiClass.ATTENDANCE
    if _OUTCOME.search(texts) and (rate or _OUTCOME.search(indicator.standard)):
        return KpiClass.OUTCOME
    if _PROCESS.search(texts):
        return KpiClass.PROCESS
    return KpiClass.OUTCOME if rate else KpiClass.OUTPUT
