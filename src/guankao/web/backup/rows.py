"""Rows of any table as JSON, and back, without losing a digit or a microsecond."""

from __future__ import annotations

import base64
import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db import connection, models

from guankao.web.search.models import Frequency

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

Column = models.Field[Any, Any]

DERIVED: tuple[type[models.Model], ...] = (Frequency,)
"""Counted anew when a backup is put back: one database keeps it, the other has no use for it."""
PASSING = frozenset({"axes", "guankao_cache", "sessions"})
"""Who is signed in and who tried to be: it concerns people, and means nothing anywhere else."""
ROWS_AT_A_TIME = 1000


def tables() -> list[type[models.Model]]:
    """The models of every table that is kept, in the order of their names."""
    kept = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and model not in DERIVED
        and model._meta.app_label not in PASSING
    ]
    return sorted(kept, key=lambda model: model._meta.label_lower)


def fields_of(model: type[models.Model]) -> list[Column]:
    """The columns that are written; what the database computes by itself is not."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def columns_of(model: type[models.Model]) -> list[str]:
    return [field.attname for field in fields_of(model)]


def read_rows(model: type[models.Model]) -> Iterator[list[Json]]:
    """Every row, in the order of the primary key."""
    rows = model._base_manager.order_by("pk").values_list(*columns_of(model))
    for row in rows.iterator(chunk_size=ROWS_AT_A_TIME):
        yield [encode(value) for value in row]


def encode(value: object) -> Json:
    """A value as JSON: the one that it is, or a text that its field reads again.

    >>> encode(Decimal("24.50"))
    '24.50'
    >>> encode(dt.datetime(2026, 11, 20, 3, 4, 5, 6, tzinfo=dt.UTC))
    '2026-11-20T03:04:05.000006+00:00'
    """
    match value:
        case None | bool() | int() | float() | str() | list() | dict():
            return value
        case Decimal() | uuid.UUID():
            return str(value)
        case dt.datetime():
            return value.isoformat(timespec="microseconds")
        case dt.date() | dt.time():
            return value.isoformat()
        case dt.timedelta():
            return f"{value.days} {value.seconds}.{value.microseconds:06d}"
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode("ascii")
        case _:
            raise TypeError(f"A backup has no form for a value of {type(value).__name__}.")


def prepare(fields: Sequence[Column], row: Sequence[Json]) -> tuple[object, ...]:
    """A row as the database of this place takes it."""
    if len(row) != len(fields):
        raise ValueError(f"a row has {len(row)} values for {len(fields)} columns")
    return tuple(_prepared(field, value) for field, value in zip(fields, row, strict=True))


def _prepared(field: Column, value: Json) -> object:
    if isinstance(field, models.JSONField) and value is None and not field.null:
        # The JSON word null, which is something else than no value.
        return connection.ops.adapt_json_value(None, field.encoder)
    own = field.target_field if isinstance(field, models.ForeignKey) else field
    return own.get_db_prep_save(None if value is None else own.to_python(value), connection)
