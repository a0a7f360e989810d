"""Two projects of a plan have the same title.

What it finds:
    Projects with the same title within one work plan; under different work plans it is a note.

Why it matters:
    Progress and money are reported by project. Two of one title are mixed up or counted twice.

Example:
    「資安整體防護計畫」 twice under the work plan 「其他設備」

Instead:
    「資安整體防護計畫－所屬機關」 and 「資安整體防護計畫－本部」

When it is right anyway:
    Routine tasks that each department has, such as 綜合企劃, when the work plan tells them apart.

Basis:
    The form of the annual plan (年度施政計畫), which identifies a project by work plan and title.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents import Project
from guankao.figures import fold_width
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every project whose title an earlier one has."""
    first: dict[str, Project] = {}
    for project in subject.plan.projects:
        title = fold_width(project.title).replace(" ", "")
        other = first.setdefault(title, project)
        if other is not project:
            facts = {"title": project.title, "work_plan": other.work_plan, "other": other.key}
            level = None if other.work_plan == project.work_plan else Level.NOTE
            yield Fault(subject.project_id(project), "title", facts, level=level)


RULE = PlanRule(
    code="GK106",
    name="duplicate-project-title",
    level=Level.WARNING,
    title=Words("重要計畫項目名稱重複", "Two projects have the same title"),
    sentence=Words(
        "「{title}」已列於工作計畫「{work_plan}」（項次 {other}）",
        "「{title}」 stands already under work plan 「{work_plan}」 (item {other})",
    ),
    chinese=Explanation(
        finds="同一工作計畫下名稱相同的重要計畫項目；不同工作計畫者列為提示。",
        matters="進度與經費依計畫項目填報，同名者會混淆或重複計算。",
        instead="在名稱中加上區別，例如機關或期別。",
    ),
    check=check,
)
