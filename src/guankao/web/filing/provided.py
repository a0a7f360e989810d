"""Inputs that come from elsewhere, with the way to where they are stated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guankao.results import Provided
from guankao.web.organizations.permissions import Permission, Rights
from guankao.web.reporting.models import ExpectedReport


@dataclass(frozen=True)
class FilledIn:
    """One input that nobody types.

    Attributes:
        provided: its name, value, source and origin; the value is None while it is not stated.
        there: the report that states it, where the person may read it.
    """

    provided: Provided
    there: ExpectedReport | None


def filled_in(provided: Sequence[Provided], rights: Rights) -> Sequence[FilledIn]:
    """The inputs with the reports that they come from; one question at most."""
    names = {one.origin.partition(" ")[0] for one in provided if one.source == "report"}
    rows = {}
    if names:
        readable = rights.agencies(Permission.READ_REPORT)
        found = ExpectedReport.objects.filter(identifier__in=names, plan__agency__in=readable)
        rows = {row.identifier: row for row in found}
    return [FilledIn(one, rows.get(one.origin.partition(" ")[0])) for one in provided]
