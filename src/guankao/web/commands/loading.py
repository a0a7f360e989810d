"""Load documents: read all of them first, then store all of them, or none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from guankao import documents, sample
from guankao.documents import UnreadableDocument, read_document
from guankao.documents.formats.json_format.reader import LARGEST_DOCUMENT
from guankao.web.commands import stop
from guankao.web.commands.preparing import bring_database_up_to_date, start_django

if TYPE_CHECKING:
    from guankao.documents import AnyDocument
    from guankao.web.planning.outcomes import Loaded

ORDER = {
    "guidelines": 0,
    "plan": 1,
    "action-plan": 2,
    "programme": 3,
    "performance-report": 4,
    "report": 5,
}
"""Plans after the guidelines that they stand under, action plans after the agencies they name."""


def load_path(path: Path, *, data: Path | None) -> None:
    """Load one document or a folder of them and print what happened to each kind."""
    found = _read(path)
    start_django(data)
    bring_database_up_to_date()
    from django.db import transaction

    from guankao.web.organizations.actions import AgencyCycle
    from guankao.web.planning.actions.plans import FictionMismatch
    from guankao.web.publishing.actions import NotKept
    from guankao.web.search.actions import hold_index

    try:
        with transaction.atomic():
            hold_index()
            _register_agencies(found)
            outcomes = _publish(found)
    except (AgencyCycle, FictionMismatch, NotKept) as refusal:
        raise stop(f"{refusal} Nothing was changed.") from refusal
    typer.echo(_summary(outcomes))


def load_sample() -> str:
    """Load the facts of fiscal year 107 and the fictional ministry; say what that did."""
    from django.db import transaction

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency
    from guankao.web.search.actions import hold_index

    with transaction.atomic():
        hold_index()
        for fictional in (False, True):
            for agency in sample.agencies(fictional=fictional):
                if agency.group:
                    continue
                register_agency(
                    by=COMMAND_LINE,
                    name=agency.name,
                    name_en=agency.name_en or "",
                    parent=agency.parent,
                    fictional=agency.fictional,
                )
        found = [*sample.documents(), *sample.documents(fictional=True)]
        outcomes = _publish(found)
    return _summary(outcomes)


def make_demonstration_people() -> str:
    """Make one person for each role and the reports of their year; say who can be tried."""
    from django.db import transaction

    from guankao.web.desk.demonstration import make_people, told
    from guankao.web.desk.demonstration_reports import make_reports

    with transaction.atomic():
        make_people()
        make_reports()
    return told()


def _read(path: Path) -> list[AnyDocument]:
    if not path.exists():
        raise stop(f"There is no file or folder {path}.")
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise stop(f"The folder {path} holds no document (*.json).")
    return [_read_file(file) for file in files]


def _read_file(file: Path) -> AnyDocument:
    try:
        if file.stat().st_size > LARGEST_DOCUMENT:
            raise stop(
                f"{file} is larger than {LARGEST_DOCUMENT // 1024 // 1024} MiB, "
                "which no document is. Nothing was changed."
            )
        return read_document(file.read_bytes())
    except UnreadableDocument as problem:
        raise stop(f"{file} cannot be read. Nothing was changed.\n{problem}") from problem
    except OSError as error:
        raise stop(f"{file} cannot be opened ({error.strerror}). Nothing was changed.") from error


def _register_agencies(found: list[AnyDocument]) -> None:
    """Register the agencies that the plans speak for, each under the parent that its plan names."""
    for document in found:
        if isinstance(document, documents.Plan):
            if document.parent_agency:
                _register(document.parent_agency, None, fictional=document.fictional)
            _register(document.agency, document.parent_agency, fictional=document.fictional)


def _register(name: str, parent: str | None, *, fictional: bool) -> None:
    """Register an agency, or give a known one the parent that was not known so far."""
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.organizations.actions import register_agency
    from guankao.web.organizations.queries import agency_known_as

    known = agency_known_as(name)
    if known is None:
        register_agency(by=COMMAND_LINE, name=name, parent=parent, fictional=fictional)
    elif known.parent is None and parent:
        register_agency(
            by=COMMAND_LINE,
            name=known.name,
            name_en=known.name_en,
            parent=parent,
            fictional=known.fictional,
        )


def _publish(found: list[AnyDocument]) -> list[Loaded]:
    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.publishing.actions import publish

    ordered = sorted(found, key=lambda document: ORDER[document.kind])
    return [publish(document, by=COMMAND_LINE) for document in ordered]


def _summary(outcomes: list[Loaded]) -> str:
    counts = Counter(loaded.outcome for loaded in outcomes)
    told = ", ".join(f"{number} {outcome.value}" for outcome, number in sorted(counts.items()))
    return f"Documents: {told}."
