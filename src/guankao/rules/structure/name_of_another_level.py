"""One name is used on two levels of the plan.

What it finds:
    A KPI or project that has the very name of a goal, of a work plan, or (for a project) of a
    KPI.

Why it matters:
    A goal says what is wanted, a KPI what is counted, a project what is done. With one name for
    two of them, one of the three is missing.

Example:
    Goal 6 「強化護漁作為」, KPI 6-1 「強化護漁作為」

Instead:
    KPI 6-1 「護漁巡航次數」

When it is right anyway:
    Where the goal is itself a plain task.

Basis:
    The form of the annual plan (年度施政計畫), which has a column for each of the three.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.figures import fold_width
from guankao.rules.findings import Fact, Fault, Level, Words
from guankao.rules.named_texts import KPI, PROJECT, WORK_PLAN, NamedText
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every KPI, work plan or project with a name that stands on a level above."""
    levels: dict[str, NamedText] = {}
    work_plans = {project.work_plan for project in subject.plan.projects}
    for named in subject.names:
        name = fold_width(named.text)
        above = levels.setdefault(name, named)
        other = above.what if above.what != named.what else None
        if named.what == KPI and other is None and named.text in work_plans:
            other = WORK_PLAN
        own_work_plan = named.what == PROJECT and above.what == WORK_PLAN
        if other is not None and not own_work_plan:
            facts: dict[str, Fact] = {"what": named.what, "other": other, "name": named.text}
            yield Fault(named.element, named.field, facts)


RULE = PlanRule(
    code="GK116",
    name="name-of-another-level",
    level=Level.NOTE,
    title=Words("不同層級使用同一名稱", "One name on two levels"),
    sentence=Words(
        "{what}與{other}同名：「{name}」", "this {what} has the name of a {other}: 「{name}」"
    ),
    chinese=Explanation(
        finds="指標或計畫項目的名稱，與施政目標、工作計畫或指標完全相同。",
        matters="目標說要什麼，指標說算什麼，計畫說做什麼；同名表示其中一項沒有寫出來。",
        instead="指標寫出衡量的量，計畫寫出要做的事。",
    ),
    check=check,
)
