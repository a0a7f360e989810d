"""Small guidelines to change and merge."""

from __future__ import annotations

from guankao.documents import Clause, Guidelines, Section


def small_guidelines() -> Guidelines:
    return Guidelines(
        fiscal_year=112,
        priorities=("減少浪費。",),
        sections=(
            Section(
                key="1",
                no=1,
                title="內政",
                clauses=(Clause(no=1, text="甲。"), Clause(no=2, text="乙。"), Clause(no=3)),
            ),
            Section(key="2", no=2, title="財政", clauses=(Clause(no=1, text="丙。"),)),
        ),
    )
