"""Columns that hold one of the codes of an enumeration."""

from __future__ import annotations

from enum import StrEnum

from django.db import models


def one_of(field: str, codes: type[StrEnum]) -> models.Q:
    """That the column holds the value of a member, for a check constraint."""
    return models.Q(**{f"{field}__in": [code.value for code in codes]})
