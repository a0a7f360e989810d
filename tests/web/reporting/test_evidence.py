"""Evidence: files beside what they prove, for whoever may read the report and nobody else."""

from __future__ import annotations

import pytest

from guankao.documents import Evidence
from guankao.web.archive import files
from guankao.web.archive.models import KeptFile
from guankao.web.ledger.models import Entry
from guankao.web.ledger.queries import verify
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.reporting.actions import (
    RefusedEvidence,
    add_evidence,
    remove_evidence,
    submit_report,
)
from guankao.web.reporting.actions.stating import OutsideWindow, Overtaken
from guankao.web.reporting.evidence import evidence_content, provable
from guankao.web.reporting.models import EvidenceFile, Report
from guankao.web.reporting.queries import report_at
from guankao.web.reporting.states import NotNow
from web.reports_of_tests import (
    IN_JANUARY,
    STREAM,
    actor,
    clock,
    events,
    expected,
    passes,
    people,
    plan,
    save,
)

pytestmark = pytest.mark.django_db
__all__ = ["actor", "clock", "people", "plan"]

PDF = b"%PDF-1.7\nproof"


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.KEPT_FILES = tmp_path / "files"
    return settings.KEPT_FILES


def add(by, version=0, content=PDF, name="名冊.pdf", proves="及格人數"):
    row = expected()
    return add_evidence(
        by=by, expected=row.pk, version=version, name=name, content=content, proves=proves
    )


def standing() -> tuple[Evidence, ...]:
    return report_at(Report.objects.get(expected=expected()).digest).evidence


def test_a_file_is_bound_to_what_it_proves_and_told_in_the_ledger(plan, people):
    assert provable(expected()) == ("及格人數", "到考人數")
    saved = add(people["reporter"])
    assert (saved.changed, saved.report.version) == (True, 1)
    [proof] = standing()
    assert (proof.name, proof.size, proof.media_type, proof.proves) == (
        "名冊.pdf",
        len(PDF),
        "application/pdf",
        "及格人數",
    )
    assert files.is_whole(proof.digest)
    told = Entry.objects.get(stream=STREAM, event="evidence.added")
    assert f'"file":"{proof.digest}"' in told.after
    assert verify().breaks == ()
    # A second press finds it there.
    assert not add(people["reporter"]).changed
    assert events().count("evidence.added") == 1
    # The same file for another input is another proof, of the same bytes.
    assert add(people["reporter"], version=1, proves="到考人數").changed
    assert KeptFile.objects.count() == EvidenceFile.objects.count() == 1


def test_it_stays_when_figures_are_saved_and_nobody_names_a_file_of_others(plan, people):
    add(people["reporter"])
    [proof] = standing()
    save(people["reporter"], passes(9, 10))
    assert standing() == (proof,)
    stolen = proof.model_copy(update={"digest": "f" * 64})
    save(people["reporter"], passes(8, 10, evidence=(stolen,)))
    assert standing() == (proof,)


def test_it_is_taken_out_and_stays_with_the_versions_before(plan, people):
    add(people["reporter"])
    [proof] = standing()
    take_out = {"expected": expected().pk, "digest": proof.digest, "proves": "及格人數"}
    assert not remove_evidence(
        by=people["reporter"], version=1, **(take_out | {"proves": ""})
    ).changed
    assert remove_evidence(by=people["reporter"], version=1, **take_out).changed
    assert not remove_evidence(by=people["reporter"], version=1, **take_out).changed
    assert standing() == ()
    assert events()[-2:] == ["evidence.added", "evidence.removed"]
    kept = evidence_content(by=people["reporter"], expected=expected().pk, digest=proof.digest)
    assert b"".join(kept.pieces) == PDF


def test_whoever_reads_the_report_reads_its_files_and_no_other(plan, people, actor):
    add(people["reporter"])
    [proof] = standing()
    for name in ("reporter", "head", "reviewer", "controller"):
        kept = evidence_content(by=people[name], expected=expected().pk, digest=proof.digest)
        assert (kept.name, kept.media_type) == ("名冊.pdf", "application/pdf")
    stranger = actor("elsewhere", "reporter", at="法務部")
    with pytest.raises(NotPermitted):
        evidence_content(by=stranger, expected=expected().pk, digest=proof.digest)
    other = expected(period="quarter-2")
    with pytest.raises(EvidenceFile.DoesNotExist):
        evidence_content(by=people["reporter"], expected=other.pk, digest=proof.digest)
    files.path_of(proof.digest).unlink()
    with pytest.raises(FileNotFoundError):
        evidence_content(by=people["reporter"], expected=expected().pk, digest=proof.digest)


def test_only_whoever_fills_in_the_report_adds_to_it(plan, people, place):
    for name in ("head", "reviewer", "controller"):
        with pytest.raises(NotPermitted):
            add(people[name])
    assert not place.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"content": b"x" * 1025}, "MiB"),
        ({"content": b"MZ"}, "pdf"),
        ({"content": b""}, "空"),
        ({"name": "名冊"}, "list.pdf"),
        ({"name": "/../"}, "list.pdf"),
        ({"proves": "無此項"}, "名稱|name"),
    ],
)
def test_what_is_refused_leaves_nothing(plan, people, place, settings, more, words):
    settings.LARGEST_EVIDENCE = 1024
    with pytest.raises(RefusedEvidence, match=words):
        add(people["reporter"], **more)
    assert not place.exists()
    assert not Report.objects.exists()


def test_a_report_has_so_many_files_and_no_more(plan, people, settings):
    settings.MOST_EVIDENCE = 2
    for version in range(2):
        add(people["reporter"], version=version, content=PDF + bytes([65 + version]))
    with pytest.raises(RefusedEvidence, match="2"):
        add(people["reporter"], version=2)
    assert len(standing()) == 2


def test_names_lose_folders_and_what_nobody_sees(plan, people):
    add(people["reporter"], name="文件\\名冊\u202efdp.pdf")
    assert standing()[0].name == "名冊fdp.pdf"
    add(people["reporter"], version=1, name="長" * 500 + ".pdf", content=PDF + b"2")
    assert len(standing()[1].name) == 200


def test_it_is_taken_when_the_report_is_and_over_what_was_seen(plan, people, clock):
    save(people["reporter"], passes(9, 10))
    with pytest.raises(Overtaken):
        add(people["reporter"], version=0)
    clock(IN_JANUARY)
    with pytest.raises(OutsideWindow):
        add(people["reporter"], version=1)


def test_a_report_that_was_handed_in_is_locked(plan, people):
    report = save(people["reporter"], passes(9, 10))
    submit_report(by=people["reporter"], report=report.pk, version=1)
    with pytest.raises(NotNow):
        add(people["reporter"], version=1)


def test_a_file_of_a_report_that_was_handed_in_stays(plan, people):
    save(people["reporter"], passes(9, 10))
    report = add(people["reporter"], version=1).report
    submit_report(by=people["reporter"], report=report.pk, version=2)
    of = {"expected": expected().pk, "version": 2, "digest": standing()[0].digest}
    with pytest.raises(NotNow):
        remove_evidence(by=people["reporter"], proves="及格人數", **of)
    assert len(standing()) == 1


def test_projects_prove_what_they_state(plan, people):
    row = expected("project/1-1")
    assert "累計執行數" in provable(row)
    add_evidence(
        by=people["reporter"],
        expected=row.pk,
        version=0,
        name="帳.csv",
        content="項目,金額\n".encode(),
        proves="累計執行數",
    )
    stored = report_at(Report.objects.get(expected=row).digest)
    assert stored.project.actual is None
    assert stored.evidence[0].media_type == "text/csv"
