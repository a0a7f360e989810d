"""Put documents into the index. Called by the verb that publishes, inside its transaction.

What is found belongs to a document: each function replaces the entries of one document whole,
and those of the agencies that it speaks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from django.db import connection

from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Guidelines, Plan
from guankao.web.search.entries import (
    document_of_agency,
    entries_of_action_plan,
    entries_of_guidelines,
    entries_of_plan,
    entry_of_agency,
)
from guankao.web.search.grams import EVERY_ENTRY, spaced_pairs, tokens
from guankao.web.search.models import Entry, Frequency
from guankao.web.search.ranks import Kind
from guankao.web.tracking.models import ActionPlan

ENTRIES_AT_ONCE = 200
INDEX_LOCK = 0x6775_6969  # any number that no other use of this database takes


def hold_index() -> None:
    """Let all who publish queue, from here to the end of their transactions.

    Two who publish count the same tokens, and each transaction counts several documents in an
    order of its own: on PostgreSQL each would come to wait for the other. So whoever publishes
    calls this before anything else is locked; twice is once. On SQLite all writers queue anyway.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The index is held inside the transaction that changes it.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEX_LOCK])


def rebuild_index() -> None:
    """Make what stands beside the entries anew from them, inside the caller's transaction."""
    hold_index()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in ("search_names", "search_texts"):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")  # noqa: S608
    else:
        Frequency.objects.all().delete()
    index = _FULL_TEXT[connection.vendor]
    entries = Entry.objects.order_by("rank").iterator(chunk_size=ENTRIES_AT_ONCE)
    while piece := list(islice(entries, ENTRIES_AT_ONCE)):
        index([], piece)


def index_plan(plan: Plan) -> None:
    """Replace what is found of a plan, and its agency."""
    _replace(plan.identifier, entries_of_plan(plan))
    _index_agencies([plan.agency])


def index_action_plan(action_plan: ActionPlan) -> None:
    """Replace what is found of an action plan, and the agencies that it names or named."""
    _replace(action_plan.identifier, entries_of_action_plan(action_plan))
    named = Agency.objects.filter(measures__measure__action_plan=action_plan).distinct()
    known = Entry.objects.filter(kind=Kind.AGENCY.value).values("identifier")
    without_plan = Agency.objects.filter(plans__isnull=True, name__in=known)
    _index_agencies([*named, *without_plan])


def index_guidelines(guidelines: Guidelines) -> None:
    """Replace what is found of the guidelines of a year."""
    _replace(guidelines.identifier, entries_of_guidelines(guidelines))


def index_agency(agency: Agency) -> None:
    """Replace what is found of an agency and of its plans, which all bear its name."""
    for plan in agency.plans.select_related("agency"):
        _replace(plan.identifier, entries_of_plan(plan))
    _index_agencies([agency])


def _index_agencies(agencies: Iterable[Agency]) -> None:
    for agency in {agency.pk: agency for agency in agencies}.values():
        entry = entry_of_agency(agency)
        _replace(document_of_agency(agency), [entry] if entry else [])


def _replace(document: str, entries: Iterable[Entry]) -> None:
    """Take out all entries of a document and put in the new ones."""
    if not connection.in_atomic_block:
        raise RuntimeError(
            "Entries are replaced inside the transaction that changes what they say."
        )
    hold_index()
    index = _FULL_TEXT[connection.vendor]
    old = list(Entry.objects.filter(document=document))
    Entry.objects.filter(document=document).delete()
    new = Entry.objects.bulk_create(entries, batch_size=ENTRIES_AT_ONCE)
    index(old, new)


def _index_sqlite(old: list[Entry], new: list[Entry]) -> None:
    """Two full-text tables, of names and of everything.

    They keep no text: what was put in has to be said again to take it out.
    """
    with connection.cursor() as cursor:
        for table, field in (("search_names", "name_folded"), ("search_texts", "text_folded")):
            cursor.executemany(
                f"INSERT INTO {table}({table}, rowid, words, facets) "  # noqa: S608  own names
                "VALUES ('delete', %s, %s, %s)",
                [_row(entry, field) for entry in old],
            )
            cursor.executemany(
                f"INSERT INTO {table}(rowid, words, facets) VALUES (%s, %s, %s)",  # noqa: S608
                [_row(entry, field) for entry in new],
            )


def _row(entry: Entry, field: str) -> tuple[int, str, str]:
    return entry.rank, spaced_pairs(getattr(entry, field)), entry.facets


def _index_postgresql(old: list[Entry], new: list[Entry]) -> None:
    """PostgreSQL indexes the entries by itself; only its frequencies are counted here."""
    changes: Counter[tuple[bool, str]] = Counter()
    for entry in new:
        changes.update(_counted(entry))
    for entry in old:
        changes.subtract(_counted(entry))
    rows = sorted((key, number) for key, number in changes.items() if number)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Frequency._meta.db_table} (in_name, token, entries) "  # noqa: S608
            "SELECT * FROM unnest(%s::boolean[], %s::text[], %s::integer[]) "
            "ON CONFLICT (token, in_name) DO UPDATE "
            f"SET entries = {Frequency._meta.db_table}.entries + EXCLUDED.entries",
            [
                [in_name for (in_name, _), _ in rows],
                [token for (_, token), _ in rows],
                [number for _, number in rows],
            ],
        )


def _counted(entry: Entry) -> set[tuple[bool, str]]:
    whole = {EVERY_ENTRY, *entry.facets.split()}
    counted = {(True, token) for token in tokens(entry.name_folded) | whole}
    return counted | {(False, token) for token in tokens(entry.text_folded) | whole}


_FULL_TEXT = {"sqlite": _index_sqlite, "postgresql": _index_postgresql}
