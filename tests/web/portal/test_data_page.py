"""Everything in bulk: the same rows in three formats, what they mean, and how they are fetched."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from decimal import Decimal
from html import unescape

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Indicator, Plan
from guankao.web.portal.datasets import DATASETS, ColumnType, dictionary, formats

pytestmark = pytest.mark.django_db
every_dataset = pytest.mark.parametrize("name", DATASETS)


def body(response) -> bytes:
    assert response.status_code == 200
    if not response.streaming:
        return response.content
    whole = b"".join(response.streaming_content)
    _close_file(response)
    return whole


def _close_file(response) -> None:
    """The file only: closing the response would end the connection that holds the test's data."""
    for close in response._resource_closers:
        close()


def csv_rows(client, name) -> list[dict[str, str]]:
    text = body(client.get(f"/data/{name}.csv")).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def parquet(client, name) -> pa.Table:
    return pq.read_table(io.BytesIO(body(client.get(f"/data/{name}.parquet"))))


@every_dataset
def test_the_three_formats_hold_the_same_rows(client, sample_data, name):
    rows = json.loads(body(client.get(f"/data/{name}.json")))["rows"]
    table = parquet(client, name)
    sheet = csv_rows(client, name)
    assert len(rows) == table.num_rows == len(sheet)
    columns = [column.name for column in DATASETS[name].columns]
    assert table.column_names == columns
    for row, other, line in zip(rows, table.to_pylist(), sheet, strict=True):
        assert list(row) == list(line) == columns
        for column in DATASETS[name].columns:
            value = other[column.name]
            assert row[column.name] == _as_json(value)
            assert line[column.name].removeprefix("'") == _as_cell(value).removeprefix("'")


def _as_json(value):
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _as_cell(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    return str(_as_json(value))


@every_dataset
def test_counts_are_those_of_the_rows(client, sample_data, name):
    counts = {one["name"]: one["rows"] for one in client.get("/data.json").json()["datasets"]}
    assert counts[name] == len(csv_rows(client, name))


def test_nothing_fictional_is_among_the_data(client, sample_data):
    fictional = set(Agency.objects.filter(fictional=True).values_list("name", flat=True))
    assert fictional
    assert Plan.objects.filter(fictional=True).exists()
    for name in DATASETS:
        text = body(client.get(f"/data/{name}.json")).decode()
        assert not [
            agency for agency in fictional if f'"{agency}"' in text or f"/{agency}/" in text
        ]


def test_figures_are_exact_in_every_format(client, sample_data):
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    assert indicator.target_value == 7144
    table = parquet(client, "indicators")
    assert table.schema.field("target_value").type == pa.decimal128(30, 10)
    row = next(row for row in table.to_pylist() if row["identifier"] == indicator.identifier)
    assert row["target_value"] == Decimal("7144")
    (line,) = [
        line
        for line in csv_rows(client, "indicators")
        if line["identifier"] == indicator.identifier
    ]
    assert line["target_value"] == "7144"


def test_a_dangerous_cell_is_harmless_in_csv_and_itself_elsewhere(client, sample_data):
    Indicator.objects.filter(identifier="107/內政部/kpi/1-1").update(name="=HYPERLINK(1)")
    names = [row["name"] for row in csv_rows(client, "indicators")]
    assert "'=HYPERLINK(1)" in names
    assert "=HYPERLINK(1)" in parquet(client, "indicators").column("name").to_pylist()


def test_rows_come_batch_by_batch(client, sample_data, monkeypatch):
    """With batches of seven rows, commas and row groups still fall into place."""
    monkeypatch.setattr(formats, "ROWS_AT_ONCE", 7)
    rows = json.loads(body(client.get("/data/indicators.json")))["rows"]
    file = pq.ParquetFile(io.BytesIO(body(client.get("/data/indicators.parquet"))))
    assert len(rows) == file.metadata.num_rows == DATASETS["indicators"].queryset().count()
    assert file.metadata.num_row_groups == -(-len(rows) // 7)


@every_dataset
def test_no_format_asks_more_than_one_query_for_its_rows(
    client, sample_data, django_assert_num_queries, name
):
    for form in ("csv", "json", "parquet"):
        with django_assert_num_queries(2):  # the version of the data, and the rows
            body(client.get(f"/data/{name}.{form}"))


def test_the_page_lists_every_dataset_and_column_in_both_languages(client, sample_data):
    shown = unescape(body(client.get("/data/")).decode())
    client.cookies["guankao_language"] = "en"
    english = unescape(body(client.get("/data/")).decode())
    for dataset in DATASETS.values():
        assert dataset.chinese in shown
        assert dataset.english in english
        for column in dataset.columns:
            assert f"<code>{column.name}</code>" in shown
            assert column.chinese in shown
    for words in ("行政院", "CC0", "data.gov.tw/license"):
        assert words in shown


def test_the_page_asks_at_most_twelve_queries(client, sample_data, django_assert_max_num_queries):
    dictionary._counts.cache_clear()
    with django_assert_max_num_queries(12):
        body(client.get("/data/"))


@pytest.mark.parametrize("path", ["/data/", "/data.json", "/data/plans.csv", "/data/plans.parquet"])
def test_an_unchanged_file_is_not_sent_again(client, sample_data, path):
    first = client.get(path)
    body(first)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert not again.content
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency

    register_agency(by=COMMAND_LINE, name="新設機關")
    changed = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    _close_file(changed)


def test_head_tells_about_a_file_without_making_it(client, sample_data, monkeypatch):
    from guankao.web.portal.views import data

    monkeypatch.setattr(data, "as_parquet", lambda dataset: pytest.fail("the file was made"))
    answer = client.head("/data/plans.parquet")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/vnd.apache.parquet"
    assert 'filename="plans.parquet"' in answer.headers["Content-Disposition"]
    assert answer.headers["ETag"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/data/nothing.csv", 404),
        ("/data/nothing.parquet", 404),
        ("/data/plans.xlsx", 404),
        ("/data/plans.csv?limit=1", 400),
        ("/data/dictionary.json?x=1", 400),
        ("/data/?page=2", 400),
    ],
)
def test_what_is_not_there_is_said(client, sample_data, path, status):
    assert client.get(path).status_code == status


def test_every_column_of_the_dictionary_is_explained_in_both_languages():
    for dataset in DATASETS.values():
        assert dataset.english.endswith(".")
        assert dataset.chinese.endswith("。")
        names = [column.name for column in dataset.columns]
        assert len(names) == len(set(names))
        for column in dataset.columns:
            assert column.english.endswith("."), (dataset.name, column.name)
            assert column.chinese.endswith("。"), (dataset.name, column.name)
            assert column.type in ColumnType


def test_the_dictionary_for_programs_says_what_the_declarations_say(client, sample_data):
    data = client.get("/data/dictionary.json").json()
    assert data["licence"] == "CC0-1.0"
    assert {
        one["name"]: [column["name"] for column in one["columns"]] for one in data["datasets"]
    } == {
        dataset.name: [column.name for column in dataset.columns] for dataset in DATASETS.values()
    }


def test_the_page_of_the_documentation_is_generated(request):
    page = request.config.rootpath / "docs" / "reference" / "data-dictionary.md"
    assert page.read_text(encoding="utf-8") == dictionary.as_markdown(), (
        "write it anew with: python tools/write_data_dictionary.py"
    )


def test_on_narrow_screens_every_value_stands_behind_the_name_of_its_column(client, sample_data):
    page = client.get("/data/").content.decode().split("<main")[1]
    assert page.count("<table>") == 0
    cells = re.findall(r"<td[^>]*>", page)
    assert cells
    assert all("data-label=" in cell for cell in cells)
