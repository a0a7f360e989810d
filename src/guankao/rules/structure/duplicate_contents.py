"""Two projects of a plan have the same contents.

What it finds:
    Projects whose contents (實施內容) are the same, word for word.

Why it matters:
    Then the plan does not say what the second one does; it was copied, or is the first one again.

Example:
    Three projects of three telephone companies, with one text

Instead:
    Say in each what is done there, or make them one project.

When it is right anyway:
    Routine tasks that several offices do alike.

Basis:
    The form of the annual plan (年度施政計畫): the contents say what each project does.
"""

from __future__ import annotations

from collections.abc import Iterator

from guankao.documents import Project
from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every project with the contents of an earlier one."""
    first: dict[tuple[str, ...], Project] = {}
    for project in subject.plan.projects:
        if not project.contents:
            continue
        other = first.setdefault(project.contents, project)
        if other is not project:
            facts = {"other": other.key, "title": other.title}
            yield Fault(subject.project_id(project), "contents", facts)


RULE = PlanRule(
    code="GK125",
    name="duplicate-contents",
    level=Level.NOTE,
    title=Words("實施內容重複", "Two projects have the same contents"),
    sentence=Words(
        "實施內容與計畫項目 {other}「{title}」完全相同",
        "the contents are those of project {other} 「{title}」",
    ),
    chinese=Explanation(
        finds="實施內容與另一計畫項目逐字相同。",
        matters="看不出第二項計畫做什麼：可能是複製，也可能是同一項。",
        instead="寫出各自的工作，或合併。",
    ),
    check=check,
)
