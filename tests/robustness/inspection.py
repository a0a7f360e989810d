"""Look at a place after a crowd was in it, and print every fault that is found, one a line.

A program of its own. Without logs it says whether what is there fits together; with the logs of a
crowd that came to its end also whether everything that was done is there, once.

    python inspection.py [LOG …]
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from guankao.web.commands.preparing import start_django
from robustness.drafts import faults_of_draft

LIVES = re.compile(r"started( (read( corrected)*( accepted| discarded)?|failed( discarded)?))?")
LOADING = {"plan.loaded", "plan.replaced", "plan.reread"}
STATE_AFTER = {
    "read": {"read"},
    "corrected": {"read"},
    "accepted": {"accepted"},
    "discarded": {"discarded"},
    "failed": {"failed"},
    # An event is recorded when a person acts or when it is over, not when the worker begins.
    "started": {"waiting", "reading"},
}


def faults(log: list[dict[str, object]] | None) -> Iterator[str]:
    """Everything that does not fit."""
    yield from _faults_of_ledger()
    yield from _faults_of_imports()
    yield from _faults_of_plans()
    yield from _faults_of_drafts()
    yield from _faults_of_index()
    if log is not None:
        yield from _faults_of_what_was_done(log)


def _entries() -> dict[str, list]:
    from guankao.web.ledger.queries import EntryFilter, all_entries

    streams = defaultdict(list)
    for entry in all_entries(EntryFilter()):
        streams[entry.stream].append(entry)
    return {name: sorted(rows, key=lambda row: row.number) for name, rows in streams.items()}


def _faults_of_ledger() -> Iterator[str]:
    from guankao.web.ledger.queries import verify

    for broken in verify().breaks:
        yield f"ledger {broken.stream} #{broken.number}: {broken.reason}"


def _faults_of_imports() -> Iterator[str]:
    from django_tasks_db.models import DBTaskResult

    from guankao.web.importing import uploads
    from guankao.web.importing.models import Import

    streams = _entries()
    known = {f"import/{one.pk}": one for one in Import.objects.prefetch_related("documents")}
    queued = {
        task.args_kwargs["args"][0]
        for task in DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"])
    }
    for name in {stream for stream in streams if stream.startswith("import/")} ^ set(known):
        yield f"{name}: an import without a record, or a record without an import"
    for name, one in known.items():
        events = [entry.event.removeprefix("import.") for entry in streams.get(name, [])]
        life = " ".join(events)
        if not LIVES.fullmatch(life):
            yield f"{name}: an impossible life: {life}"
        elif one.state not in STATE_AFTER[events[-1]]:
            yield f"{name}: its state is {one.state} after {life}"
        documents = list(one.documents.all())
        if len(documents) != ("read" in events):
            yield f"{name}: {len(documents)} documents after {life}"
        for row in documents:
            if row.version != 1 + events.count("corrected"):
                yield f"{name}: version {row.version} after {life}"
            if bool(row.outcome) != (one.state == "accepted"):
                yield f"{name}: outcome '{row.outcome}' while {one.state}"
        waits = one.state in {"waiting", "reading"}
        if waits != uploads.path_of(one.pk).exists():
            yield f"{name}: {one.state}, and its bytes are {'gone' if waits else 'still there'}"
        if one.state == "waiting" and str(one.pk) not in queued:
            yield f"{name}: waits for nobody"


def _faults_of_plans() -> Iterator[str]:
    from guankao.web.archive.models import KeptDocument
    from guankao.web.planning.models import Plan

    streams = _entries()
    for plan in Plan.objects.select_related("agency", "figures"):
        entries = [one for one in streams[plan.identifier] if one.event in LOADING]
        before = ""
        for number, entry in enumerate(entries, start=1):
            if entry.before.get("content", "") != before:
                yield f"{plan.identifier} #{entry.number}: it replaced what was not there"
            if entry.after["content"] == before and entry.event != "plan.reread":
                yield f"{plan.identifier} #{entry.number}: it is told twice"
            if (entry.event == "plan.loaded") != (number == 1):
                yield f"{plan.identifier} #{entry.number}: {entry.event}"
            before = entry.after["content"]
        if plan.content_digest != before:
            yield f"{plan.identifier}: the plan is not the one of its last entry"
        yield from _faults_of_plan(plan)
    plans = set(Plan.objects.values_list("identifier", flat=True))
    for stream, entries in streams.items():
        if stream not in plans and any(one.event == "plan.loaded" for one in entries):
            yield f"{stream}: there is no plan"
    told = {
        entry.after["content"]
        for entries in streams.values()
        for entry in entries
        if "content" in entry.after
    }
    kept = set(KeptDocument.objects.values_list("digest", flat=True))
    for digest in kept ^ told:
        yield f"archive: {digest} is kept and not told, or told and not kept"


def _faults_of_drafts() -> Iterator[str]:
    from guankao.web.planning.models import Draft

    begun = {
        stream
        for stream, entries in _entries().items()
        if any(one.event == "plan.drafted" for one in entries)
    }
    drafts = list(Draft.objects.select_related("agency"))
    for name in begun ^ {draft.identifier for draft in drafts}:
        yield f"{name}: a draft without a record, or a record without a draft"
    for draft in drafts:
        yield from faults_of_draft(draft)


def _faults_of_plan(plan) -> Iterator[str]:
    """The rows of a plan against its document, and what is made of it against its rows."""
    from guankao.web.archive.queries import document_of
    from guankao.web.publishing.linting import findings_of
    from guankao.web.publishing.models import Finding, Linted
    from guankao.web.search.entries import entries_of_plan
    from guankao.web.search.models import Entry

    document = document_of(plan.content_digest)
    for name in ("indicators", "projects", "goals"):
        written = [one.key for one in getattr(document, name)]
        stored = list(getattr(plan, name).order_by("pk").values_list("key", flat=True))
        if written != stored:
            yield f"{plan.identifier}: {name} {stored}, and not {written}"
        if getattr(plan.figures, name) != len(written):
            yield f"{plan.identifier}: its figures count {getattr(plan.figures, name)} {name}"
    linted = Linted.objects.get(document=plan.identifier)
    if linted.content_digest != plan.content_digest:
        yield f"{plan.identifier}: its findings are those of another document"
    last = type(plan).objects.filter(agency=plan.agency, fiscal_year=plan.fiscal_year - 1).first()
    if linted.previous_digest != (last.content_digest if last else ""):
        yield f"{plan.identifier}: its findings stand beside another year before"
    found = findings_of(document, document_of(last.content_digest) if last else None)
    if Finding.objects.filter(linted=linted).count() != len(found):
        yield f"{plan.identifier}: its findings are not those of the linter"
    fields = ("rank", "identifier", "title", "text_folded")
    wanted = sorted(tuple(getattr(one, name) for name in fields) for one in entries_of_plan(plan))
    found_by = sorted(Entry.objects.filter(document=plan.identifier).values_list(*fields))
    if wanted != found_by:
        yield f"{plan.identifier}: it is found by what it does not say"


def _faults_of_index() -> Iterator[str]:
    """What stands beside the entries of the search, against the same made anew."""
    from django.db import transaction

    from guankao.web.search.actions import rebuild_index

    with transaction.atomic():
        as_it_is = _index()
        rebuild_index()
        as_it_should_be = _index()
        transaction.set_rollback(True)
    for token in sorted({*as_it_is, *as_it_should_be}):
        if as_it_is[token] != as_it_should_be[token]:
            yield f"search: {token} {as_it_is[token]} times, and not {as_it_should_be[token]}"


def _index() -> Counter[tuple[object, ...]]:
    from django.db import connection

    counts: Counter[tuple[object, ...]] = Counter()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT in_name, token, entries FROM search_frequency")
            for in_name, token, entries in cursor.fetchall():
                counts[in_name, token] = entries
        else:
            for table in ("search_names", "search_texts"):
                cursor.execute(
                    f"CREATE VIRTUAL TABLE temp.words_{table} USING fts5vocab(main, {table}, row)"
                )
                cursor.execute(f"SELECT term, doc, cnt FROM temp.words_{table}")
                for term, documents, places in cursor.fetchall():
                    counts[table, term, "documents"] = documents
                    counts[table, term, "places"] = places
                cursor.execute(f"DROP TABLE temp.words_{table}")
    return counts


def _faults_of_what_was_done(log: list[dict[str, object]]) -> Iterator[str]:
    """Everything that was said to be done is there, and nothing else is."""
    streams = _entries()
    done = [line for line in log if "refused" not in line]
    by_step = Counter(str(line["step"]) for line in done)
    events = Counter(
        entry.event.removeprefix("import.")
        for name, entries in streams.items()
        if name.startswith("import/")
        for entry in entries
    )
    for steps, event in (
        (["hand_in"], "started"),
        (["hand_in"], "read"),
        (["correct"], "corrected"),
        (["begin", "take"], "accepted"),
        (["discard"], "discarded"),
    ):
        told = sum(by_step[step] for step in steps)
        if told != events[event]:
            yield f"{told} times {steps}, and {events[event]} entries of {event}"
    ended = Counter(line["key"] for line in done if line["step"] in {"begin", "take", "discard"})
    for key, times in ended.items():
        if times > 1:
            yield f"{key}: it came to an end {times} times"
    yield from _faults_of_what_was_published(done, streams)
    yield from _faults_of_corrections(done)


def _faults_of_what_was_published(done, streams) -> Iterator[str]:
    """Plans loaded at the server, and drafts that were begun or saved, against what is told."""
    from guankao.web.ledger.actors import COMMAND_LINE

    published = Counter(
        str(line["document"])
        for line in done
        if line["step"] == "publish" and line["outcome"] != "unchanged"
    )
    for document, number in published.items():
        entries = [
            one
            for one in streams[document]
            if one.event in LOADING and one.actor == COMMAND_LINE.code
        ]
        # Two plans were there before the crowd came.
        if len(entries) - document.startswith("107/") != number:
            yield f"{document}: published {number} times, and told {len(entries)} times"
    saved = sum(bool(line["changed"]) for line in done if line["step"] in {"save", "take"})
    told = sum(one.event == "plan.saved" for entries in streams.values() for one in entries)
    if saved != told:
        yield f"{saved} saves changed something, and {told} are told"
    begun = Counter(str(line["document"]) for line in done if line["step"] in {"begin", "copy"})
    for document, number in begun.items():
        if number != 1:
            yield f"{document}: begun {number} times"


def _faults_of_corrections(done) -> Iterator[str]:
    """Corrections that were put over others unseen, or that are not there."""
    from guankao.web.importing.models import Import

    newest: dict[object, tuple[int, object]] = {}
    for line in done:
        if line["step"] in {"hand_in", "correct"}:
            version = int(str(line.get("version", 1)))
            if version != int(str(line.get("seen", 0))) + 1:
                yield f"{line['key']}: version {version} was put over one that nobody had seen"
            newest[line["key"]] = max(newest.get(line["key"], (0, "")), (version, line["content"]))
    for one in Import.objects.prefetch_related("documents"):
        row = one.documents.get()
        digest = hashlib.sha256(row.content.encode()).hexdigest()
        if newest.get(str(one.pk)) != (row.version, digest):
            yield f"import/{one.pk}: what was corrected last is not what is there"


def read_logs(paths: Iterable[str]) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for path in paths
        for line in Path(path).read_text(encoding="utf-8").splitlines()
    ]


def main() -> None:
    """Print the faults; the exit code says whether there was one."""
    start_django(None)
    found = list(faults(read_logs(sys.argv[1:]) if len(sys.argv) > 1 else None))
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
