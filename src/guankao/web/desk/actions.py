"""Verbs of the desk that reach more than one room."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from guankao.web.organizations.actions import rename_agency
from guankao.web.organizations.models import Agency
from guankao.web.search.actions import index_agency

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


@transaction.atomic
def change_name(
    *, by: Actor, agency: int, version: int, name: str, name_en: str, on: datetime.date
) -> Agency:
    """Rename an agency, and let the search find it by both names; see `rename_agency`."""
    renamed = rename_agency(
        by=by, agency=agency, version=version, name=name, name_en=name_en, on=on
    )
    index_agency(renamed)
    return renamed
