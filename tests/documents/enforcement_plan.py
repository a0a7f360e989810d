"""A small real plan, as JSON, to change one value of."""

from __future__ import annotations

import copy
import json
from typing import Any

ENFORCEMENT: dict[str, Any] = {
    "format": "guankao",
    "format_version": "1.0",
    "kind": "plan",
    "fiscal_year": 106,
    "agency": "法務部行政執行署",
    "parent_agency": "法務部",
    "goals": [{"key": "1", "no": 1, "title": "推廣多元便民措施，強化行政執行績效"}],
    "indicators": [
        {
            "key": "1-1",
            "goal": "1",
            "no": 1,
            "name": "提升執行案件有效結案率",
            "evaluation_arrangement": 1,
            "evaluation_method": "統計數據",
            "standard": "（當年度有效結案件數【註】÷當年度終結案件數）×100％",
            "target": "24.5%",
        }
    ],
    "projects": [
        {
            "key": "1-1",
            "work_plan": "執行業務",
            "title": "加強執行滯欠大戶，持續關懷弱勢",
            "category": "其它",
            "content_items": 2,
            "indicators": ["1-1"],
        }
    ],
}


def changed(path: list[str | int], value: object) -> str:
    """The plan of the enforcement agency with one value replaced, added or, by ..., removed."""
    plan: Any = copy.deepcopy(ENFORCEMENT)
    at = plan
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(plan, ensure_ascii=False)
