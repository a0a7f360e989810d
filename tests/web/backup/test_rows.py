"""Rows go into a backup and come back without losing a digit."""

import datetime as dt
import json
import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import connection, models

from guankao.web.backup.rows import (
    PASSING,
    columns_of,
    encode,
    fields_of,
    prepare,
    read_rows,
    tables,
)
from guankao.web.importing.models import Import
from guankao.web.ledger.models import Entry
from guankao.web.planning.models import Indicator
from guankao.web.search.models import Frequency

MOMENT = dt.datetime(2026, 11, 20, 3, 4, 5, 6, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (
            models.DecimalField(max_digits=30, decimal_places=10),
            Decimal("12345678901234.0123456789"),
        ),
        (models.DateTimeField(), MOMENT),
        (models.DateField(), dt.date(2026, 11, 20)),
        (models.TimeField(), dt.time(1, 2, 3, 4)),
        (models.DurationField(), dt.timedelta(days=-3, seconds=5, microseconds=7)),
        (models.UUIDField(), uuid.UUID("12345678-1234-5678-1234-567812345678")),
        (models.TextField(), '第一行\n第二行\u2028「引」\t\\ "quoted"'),
        (models.BigIntegerField(), -(2**62)),
        (models.BooleanField(), False),
        (models.FloatField(), 0.1 + 0.2),
        (models.JSONField(), {"b": [1, None, {"字": 0.5}], "a": ""}),
        (models.BinaryField(), b"\x00\xff\n"),
        (models.TextField(null=True), None),
    ],
)
def test_a_value_comes_back_as_it_was(field, value):
    written = json.loads(json.dumps(encode(value), ensure_ascii=False))
    back = None if written is None else field.to_python(written)
    assert bytes(back) == value if isinstance(value, bytes) else back == value


def test_a_value_without_a_form_is_refused():
    with pytest.raises(TypeError, match="complex"):
        encode(1j)


@pytest.mark.django_db
def test_the_word_null_is_not_no_value():
    (prepared,) = prepare([Import._meta.get_field("notes")], [None])
    with connection.cursor() as cursor:
        kind = "jsonb_typeof(%s)" if connection.vendor == "postgresql" else "json_type(%s)"
        cursor.execute(f"SELECT {kind}", [prepared])
        assert cursor.fetchone() == ("null",)


def test_a_row_that_is_too_short_is_refused():
    with pytest.raises(ValueError, match=r"1 values for \d+ columns"):
        prepare(fields_of(Entry), ["x"])


def test_every_table_is_kept_but_what_is_counted_anew_and_who_is_signed_in():
    kept = set(tables())
    for model in apps.get_models(include_auto_created=True):
        left_out = model is Frequency or model._meta.app_label in PASSING
        assert (model in kept) != left_out, model
    assert {"axes", "sessions"} <= PASSING
    assert columns_of(Entry)[0] == "id"


@pytest.mark.django_db
def test_rows_are_read_in_the_order_of_their_keys(sample_data):
    rows = list(read_rows(Indicator))
    keys = [row[0] for row in rows]
    assert keys == sorted(keys)
    assert len(keys) == Indicator.objects.count()


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Entry, Indicator])
def test_a_table_written_and_prepared_again_is_what_the_database_holds(sample_data, model):
    fields = fields_of(model)
    place = columns_of(model).index("id")
    names = [field.attname for field in fields]
    for row in list(read_rows(model))[:50]:
        prepared = prepare(fields, json.loads(json.dumps(row)))
        stored = model._base_manager.filter(pk=row[place]).values_list(*names).get()
        again = [
            field.get_db_prep_save(value, connection)
            for field, value in zip(fields, stored, strict=True)
        ]
        assert [str(getattr(one, "obj", one)) for one in prepared] == [
            str(getattr(one, "obj", one)) for one in again
        ]
