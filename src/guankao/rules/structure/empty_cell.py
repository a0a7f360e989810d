"""A cell holds nothing, or only a sign in place of its content.

What it finds:
    A cell that was filled with 略, 待補, 同上, 詳如附件 or a dash; and a project without contents
    in a plan whose other projects have them.

Why it matters:
    What is meant stands nowhere, or only in an annex that a reader of the plan does not have.

Example:
    衡量標準「詳如附件」

Instead:
    Write the content into the cell.

When it is right anyway:
    Linkage columns, where 無 is an answer.

Basis:
    The form of the annual plan (年度施政計畫), whose cells are to be complete in themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from guankao.rules.findings import Fault, Level, Words
from guankao.rules.rule import Explanation, PlanRule
from guankao.rules.subjects import PlanSubject

PLACEHOLDER: Final = re.compile(
    r"[（(]?(?:無|略|同上|同前|未定|待[補定填]\w{0,2}|詳?如?附[件表]|詳如?附[件表]|N/?A|[-－—–─.…]+)[）)]?",
    re.IGNORECASE,
)


def check(subject: PlanSubject) -> Iterator[Fault]:
    """Every cell that is filled with nothing."""
    for cell in subject.texts:
        if cell.field not in ("note", "standard_remark") and PLACEHOLDER.fullmatch(cell.text):
            what = Words(
                f"此欄空白或只填「{cell.text}」", f"the cell is empty or only holds 「{cell.text}」"
            )
            yield Fault(cell.element, cell.field, {"what": what}, quote=cell.text)
    nothing = Words("此欄空白，該列因此無法讀取", "the cell is empty, so its row could not be read")
    for gap in subject.empty_cells:
        yield Fault(gap.element, gap.field, {"what": nothing})
    projects = subject.plan.projects
    if any(project.content_items for project in projects):
        what = Words("沒有實施內容", "the project has no contents")
        for project in projects:
            if not project.content_items:
                yield Fault(subject.project_id(project), "content_items", {"what": what})


RULE = PlanRule(
    code="GK110",
    name="empty-cell",
    level=Level.WARNING,
    title=Words("儲存格空白或僅有代號", "A cell is empty or only a placeholder"),
    sentence=Words("{what}", "{what}"),
    chinese=Explanation(
        finds="以「略」、「待補」、「同上」、「詳如附件」或橫線代替內容的欄位；以及其他計畫都有、唯"
        "獨缺少實施內容的計畫項目。",
        matters="實際內容不存在，或只在讀者看不到的附件裡。",
        instead="填入內容。",
    ),
    check=check,
)
