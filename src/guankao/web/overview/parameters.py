"""The query parameters of the boards and their lists."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode

from pydantic import Field

from guankao.web.overview.whats import What
from guankao.web.portal.parameters import PageNumber, Parameters

Year = Annotated[int, Field(ge=1, le=999)]
Month = Annotated[int, Field(ge=1, le=12)]
Key = Annotated[int, Field(ge=1, le=2_000_000_000)]
Level = Literal["kpi", "cabinet", "ministry", "self"]


class BoardParameters(Parameters):
    """Which year, and which part of it and of the tree somebody looks at."""

    year: Year | None = None
    until: Month | None = None
    """The month with which a period ends; none: the whole year, as it stands now."""
    level: Level | None = None
    under: Key | None = None
    """Only the agencies that stand directly under this one, and itself."""
    q: Annotated[str, Field(max_length=100)] = ""
    made_up: Literal["1"] | None = None
    page: PageNumber = 1

    def query(self, **changes: object) -> str:
        """The same with some changed, as it stands in an address; another page begins again."""
        given = self.model_dump(exclude={"page"}) | changes
        return urlencode({name: one for name, one in given.items() if one not in {None, ""}})


class ListParameters(BoardParameters):
    """Which count of a board is listed."""

    what: What = What.EXPECTED
    agency: Key | None = None
