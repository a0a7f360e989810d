"""What every piece of a document and every document have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from guankao.documents.fields import FiscalYear
from guankao.documents.marks import Mark

FORMAT: Literal["guankao"] = "guankao"
FORMAT_VERSION: Literal["1.0"] = "1.0"

Path = tuple[str | int, ...]
Fault = tuple[Path, str, object]
"""Where in the document something is wrong, what is wrong, and what was found there."""


class Element(BaseModel):
    """A piece of a document, which may remember where it stood in its source."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    mark: Mark | None = Field(default=None, description="Where the piece stood in its source.")


class Document(BaseModel):
    """What every kind of document begins with."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    format: Literal["guankao"] = Field(default=FORMAT, description="Always guankao.")
    format_version: Literal["1.0"] = Field(
        default=FORMAT_VERSION, description="Version of the interchange format."
    )
    fiscal_year: FiscalYear = Field(description="Fiscal year of the Republic of China (年度).")
    fictional: bool = Field(
        default=False,
        description="Made up for demonstration (示範): none of its figures is a fact.",
    )
    mark: Mark | None = Field(default=None, description="The source of the whole document.")


def refuse(title: str, faults: Iterable[Fault]) -> None:
    """Raise all faults at once, each at its own place, where there are any.

    A plain ValueError from a validator would be reported at the top of the document, and the
    person who has to mend it would have to look for the third of forty indicators.
    """
    details = [
        InitErrorDetails(
            # The sentence goes in as a fact: braces in a text must not be read as a template.
            type=PydanticCustomError("inconsistent", "{reason}", {"reason": reason}),
            loc=path,
            input=found,
        )
        for path, reason, found in faults
    ]
    if details:
        raise ValidationError.from_exception_data(title, details)


def repeated(
    values: Iterable[Hashable], collection: str, field: str | None, *, within: Path = ()
) -> Iterator[Fault]:
    """Every value after the first of its kind is a fault at its own place."""
    seen: Counter[Hashable] = Counter()
    for place, value in enumerate(values):
        seen[value] += 1
        if seen[value] > 1:
            path: Path = (*within, collection, place)
            yield (path if field is None else (*path, field)), "is used more than once", value
