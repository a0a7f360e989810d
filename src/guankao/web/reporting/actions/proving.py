"""Put a file of evidence beside what it proves, and take it out again."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guankao.documents import Evidence, Report
from guankao.documents.formats.proofs import MEDIA_TYPES, RefusedProof, proof_format
from guankao.documents.words import Language
from guankao.web.archive import files
from guankao.web.archive.actions import keep_file
from guankao.web.ledger.events import Event
from guankao.web.organizations.permissions import Permission, require
from guankao.web.reporting.actions.recording import locked_expected, record_of_report
from guankao.web.reporting.actions.stating import Overtaken, Saved, put_text, require_taken
from guankao.web.reporting.evidence import blank_report, provable
from guankao.web.reporting.models import EvidenceFile, ExpectedReport
from guankao.web.reporting.models import Report as StoredReport
from guankao.web.reporting.queries import report_at
from guankao.web.reporting.states import EDITABLE, NotNow, ReportState

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

LONGEST_NAME = 200
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn a name round."""


class RefusedEvidence(ValueError):
    """A file that is not taken, with what to do about it."""


def add_evidence(
    *, by: Actor, expected: int, version: int, name: str, content: bytes, proves: str = ""
) -> Saved:
    """Add a file to a report, bound to the input that it proves; "" is the whole report.

    `version` is the one that the person saw, 0 where nothing was stated yet. The same file for
    the same input again changes nothing. The bytes are on the disk before the row that names them.
    Raises RefusedEvidence, and what `save_report` raises.
    """
    row = ExpectedReport.objects.select_related("plan__agency").get(pk=expected)
    require(by, Permission.FILL_REPORT, at=row.plan.agency)
    called = _name(name)
    if len(content) > settings.LARGEST_EVIDENCE:
        most = settings.LARGEST_EVIDENCE // (1024 * 1024)
        raise RefusedEvidence(_("A file may have at most %(most)d MiB.") % {"most": most})
    try:
        media_type = MEDIA_TYPES[proof_format(called, content)]
    except RefusedProof as problem:
        language: Language = "en" if (get_language() or "").startswith("en") else "zh-Hant"
        raise RefusedEvidence(problem.reason.in_language(language)) from problem
    if proves and proves not in provable(row):
        raise RefusedEvidence(_("There is nothing of this name to prove here."))
    _require_open(row)
    proof = Evidence(
        name=called,
        digest=files.put(content),
        size=len(content),
        media_type=media_type,
        proves=proves or None,
    )
    return _add(by=by, expected=expected, version=version, proof=proof)


@transaction.atomic
def remove_evidence(
    *, by: Actor, expected: int, version: int, digest: str, proves: str = ""
) -> Saved:
    """Take a file out of a report; where it is not there nothing happens.

    The file stays with the versions that name it. Raises what `save_report` raises, and
    Report.DoesNotExist where nothing was stated.
    """
    row, report = _locked(by=by, expected=expected)
    if report is None:
        raise StoredReport.DoesNotExist
    document = report_at(report.digest)
    kept = tuple(one for one in document.evidence if _place(one) != (digest, proves or None))
    if kept == document.evidence:
        return Saved(report, changed=False)
    gone = next(one for one in document.evidence if _place(one) == (digest, proves or None))
    return _put(row, report, version, document, kept, by=by, event=Event.EVIDENCE_REMOVED, of=gone)


@transaction.atomic
def _add(*, by: Actor, expected: int, version: int, proof: Evidence) -> Saved:
    row, report = _locked(by=by, expected=expected)
    document = report_at(report.digest) if report is not None else blank_report(row)
    if report is not None and _place(proof) in {_place(one) for one in document.evidence}:
        return Saved(report, changed=False)
    if len(document.evidence) >= settings.MOST_EVIDENCE:
        raise RefusedEvidence(
            _("A report may have at most %(most)d files.") % {"most": settings.MOST_EVIDENCE}
        )
    every = (*document.evidence, proof)
    done = _put(row, report, version, document, every, by=by, event=Event.EVIDENCE_ADDED, of=proof)
    kept = keep_file(proof.digest, size=proof.size, media_type=proof.media_type)
    held = EvidenceFile(
        expected=row,
        file=kept,
        name=proof.name,
        person=by.code,
        person_name=by.name,
        added_at=timezone.now(),
    )
    EvidenceFile.objects.bulk_create([held], ignore_conflicts=True)
    return done


def _locked(*, by: Actor, expected: int) -> tuple[ExpectedReport, StoredReport | None]:
    row = locked_expected(expected)
    require(by, Permission.FILL_REPORT, at=row.plan.agency)
    return row, StoredReport.objects.select_for_update().filter(expected=row).first()


def _require_open(row: ExpectedReport) -> None:
    """Refuse before a file is written what the transaction would refuse after."""
    report = StoredReport.objects.filter(expected=row).first()
    require_taken(row, report)
    if report is not None and ReportState(report.state) not in EDITABLE:
        raise NotNow(ReportState(report.state))


def _put(
    row: ExpectedReport,
    report: StoredReport | None,
    version: int,
    document: Report,
    evidence: tuple[Evidence, ...],
    *,
    by: Actor,
    event: Event,
    of: Evidence,
) -> Saved:
    """Make the report with these files the newest version, and record it."""
    require_taken(row, report)
    if report is not None and ReportState(report.state) not in EDITABLE:
        raise NotNow(ReportState(report.state))
    if version != (report.version if report else 0):
        raise Overtaken(report.version if report else 0, document if report else None)
    before = {"content": report.digest} if report else {}
    changed = document.model_copy(update={"evidence": evidence})
    report = put_text(row, report, changed, by=by)
    record_of_report(
        event,
        row,
        by=by,
        report=report,
        before=before,
        after={"content": report.digest, "file": of.digest, "proves": of.proves or ""},
    )
    return Saved(report, changed=True)


def _place(proof: Evidence) -> tuple[str, str | None]:
    return proof.digest, proof.proves


def _name(name: str) -> str:
    """What the person called the file, without the folders that it stood in."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = _UNSEEN.sub("", last).strip()
    stem, dot, end = shown.rpartition(".")
    if not stem or len(end) > 10:
        raise RefusedEvidence(_("The file needs a name with an ending, such as “list.pdf”."))
    return stem[: LONGEST_NAME - len(end) - 1] + dot + end
