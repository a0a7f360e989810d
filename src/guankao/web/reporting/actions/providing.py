"""Take figures out of a file, once a period, for every KPI that asks for them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.calendars import period_of
from guankao.documents.formats.proofs import MEDIA_TYPES, ProofFormat, RefusedProof, proof_format
from guankao.figures.formulas.evaluate import key
from guankao.results.statements import UnusableText, typed_number
from guankao.web.archive import files
from guankao.web.archive.actions import keep_file
from guankao.web.archive.models import KeptFile
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.reporting.models import ProvidedFigure

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

COLUMNS = ("機關", "期間", "項目", "數值")
"""Agency, period, name and value; the first row of the file says so."""
MOST_ROWS = 5_000
_ENCODINGS = ("utf-8-sig", "cp950")


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row of the file, counted from 1; 0 is the whole."""

    row: int
    reason: str


class UnusableFigures(ValueError):
    """A file with faults; nothing of it was taken."""

    def __init__(self, faults: Sequence[RowFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            _("Nothing was taken: %(count)d rows of the file have a fault.")
            % {"count": len(self.faults)}
        )


@dataclass(frozen=True)
class ProvidedMany:
    """How many figures were new, became others, and were there already."""

    created: int
    changed: int
    unchanged: int


@dataclass(frozen=True)
class _Figure:
    row: int
    period: str
    name: str
    value: str


def provide_figures(
    *, by: Actor, agency: str, fiscal_year: int, name: str, content: bytes
) -> ProvidedMany:
    """Take the figures of a CSV file for one agency and year: all of them or none.

    The same file again changes nothing. Reports take the figures at their next save. Raises
    UnusableFigures, and Agency.DoesNotExist.
    """
    place = Agency.objects.get(name=agency)
    require(by, Permission.FILL_REPORT, at=place)
    figures = _read(name, content, agency=agency, fiscal_year=fiscal_year)
    digest = files.put(content)
    return _provide(
        by=by,
        agency=place,
        fiscal_year=fiscal_year,
        figures=figures,
        name=name,
        digest=digest,
        size=len(content),
    )


@transaction.atomic
def _provide(
    *,
    by: Actor,
    agency: Agency,
    fiscal_year: int,
    figures: Sequence[_Figure],
    name: str,
    digest: str,
    size: int,
) -> ProvidedMany:
    stream = f"figures/{fiscal_year}/{agency.name}"
    _hold(stream)
    require(by, Permission.FILL_REPORT, at=agency)
    standing = {
        (row.period, row.name): row
        for row in ProvidedFigure.objects.filter(
            agency=agency, fiscal_year=fiscal_year, current=True
        )
    }
    fresh = [one for one in figures if _value(standing.get((one.period, one.name))) != one.value]
    changed = [standing[one.period, one.name] for one in fresh if _place(one) in standing]
    done = ProvidedMany(len(fresh) - len(changed), len(changed), len(figures) - len(fresh))
    if not fresh:
        return done
    kept = keep_file(digest, size=size, media_type=MEDIA_TYPES[ProofFormat.CSV])
    ProvidedFigure.objects.filter(pk__in=[row.pk for row in changed]).update(current=False)
    ProvidedFigure.objects.bulk_create(
        [
            _row(one, kept, by=by, agency=agency, fiscal_year=fiscal_year, file=name)
            for one in fresh
        ],
        batch_size=500,
    )
    record(
        Event.FIGURES_PROVIDED,
        by=by,
        stream=stream,
        subject=stream,
        words=f"{agency.name} {fiscal_year}",
        after={
            "file": digest,
            "created": done.created,
            "changed": done.changed,
            "unchanged": done.unchanged,
        },
    )
    return done


def _row(
    one: _Figure, kept: KeptFile, *, by: Actor, agency: Agency, fiscal_year: int, file: str
) -> ProvidedFigure:
    return ProvidedFigure(
        agency=agency,
        fiscal_year=fiscal_year,
        period=one.period,
        name=one.name,
        value=one.value,
        file=kept,
        origin=f"{file[-200:]} 第 {one.row} 列",
        person=by.code,
        person_name=by.name,
        provided_at=timezone.now(),
    )


def _read(name: str, content: bytes, *, agency: str, fiscal_year: int) -> list[_Figure]:
    if len(content) > settings.LARGEST_EVIDENCE:
        raise UnusableFigures([RowFault(0, _("The file is too large."))])
    try:
        found = proof_format(name, content)
    except RefusedProof:
        found = None
    if found is not ProofFormat.CSV:
        raise UnusableFigures([RowFault(0, _("Choose a CSV file."))])
    rows = list(csv.reader(io.StringIO(_text(content), newline="")))
    if not rows or tuple(cell.strip() for cell in rows[0]) != COLUMNS:
        columns = {"columns": ", ".join(COLUMNS)}
        raise UnusableFigures([RowFault(1, _("The first row has to say: %(columns)s.") % columns)])
    if len(rows) > MOST_ROWS:
        most = {"most": MOST_ROWS}
        raise UnusableFigures([RowFault(0, _("A file may have at most %(most)d rows.") % most)])
    figures: dict[tuple[str, str], _Figure] = {}
    faults: list[RowFault] = []
    for number, cells in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        wrong = list(_faults(number, cells, agency, fiscal_year, figures))
        faults += wrong
        if not wrong:
            one = _figure(number, cells)
            figures[_place(one)] = one
    if faults:
        raise UnusableFigures(faults)
    if not figures:
        raise UnusableFigures([RowFault(0, _("The file has no figures."))])
    return list(figures.values())


def _faults(
    row: int,
    cells: Sequence[str],
    agency: str,
    fiscal_year: int,
    known: dict[tuple[str, str], _Figure],
) -> Iterator[RowFault]:
    if len(cells) != len(COLUMNS):
        yield RowFault(row, _("The row has not as many cells as the first one."))
        return
    where, period, name, value = (cell.strip() for cell in cells)
    if where != agency:
        yield RowFault(row, _("“%(agency)s” is another agency.") % {"agency": where[:60]})
    try:
        period_of(fiscal_year, period)
    except ValueError:
        yield RowFault(row, _("“%(period)s” is no period, such as quarter-1.") % {"period": period})
    if not key(name) or len(name) > 300:
        yield RowFault(row, _("The figure has no name."))
    try:
        typed_number(value)
    except UnusableText:
        yield RowFault(row, _("“%(value)s” is no number.") % {"value": value[:60]})
    if (period, key(name)) in known:
        yield RowFault(row, _("The same figure stands in the file twice."))


def _figure(row: int, cells: Sequence[str]) -> _Figure:
    _agency, period, name, value = (cell.strip() for cell in cells)
    return _Figure(row, period, key(name), _plain(typed_number(value)))


def _plain(value: Decimal) -> str:
    """One text for one number: 5 and 5.0 are the same figure."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _place(one: _Figure) -> tuple[str, str]:
    return one.period, one.name


def _value(row: ProvidedFigure | None) -> str | None:
    return row.value if row is not None else None


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode(_ENCODINGS[0])
    except UnicodeDecodeError:
        return content.decode(_ENCODINGS[1])


def _hold(stream: str) -> None:
    """Let two who bring figures of one agency queue; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 2))", [stream])
