"""A file on its way to the portal: handed in, read, corrected, accepted, or refused."""

from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from guankao import sample
from guankao.documents import ActionPlan, write_document
from guankao.documents import Plan as PlanDocument
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.official import plan_paper
from guankao.documents.reading import Stopped
from guankao.web.importing import tasks, uploads
from guankao.web.importing.actions import (
    Changed,
    OnlyDrafted,
    Overtaken,
    RefusedFile,
    accept_import,
    clear_imports,
    correct_document,
    discard_import,
    draft_import,
    fail_abandoned,
    hand_in,
    request_stop,
)
from guankao.web.importing.actions.handing_in import KEPT_FOR, MOST_OPEN
from guankao.web.importing.actions.reading import begin_reading
from guankao.web.importing.models import Import, ImportedDocument
from guankao.web.importing.queries import document_in
from guankao.web.importing.states import NEXT, SILENT_FOR, WORDS, NotNow, State, require
from guankao.web.ledger.actors import COMMAND_LINE, WORKER, Actor
from guankao.web.ledger.models import Entry
from guankao.web.organizations.actions import give_role
from guankao.web.organizations.actors import as_actor
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import NotPermitted
from guankao.web.organizations.roles import Role
from guankao.web.planning.actions.drafts import plan_of
from guankao.web.planning.models import Draft, Plan
from guankao.web.tracking.models import ActionPlan as StoredActionPlan

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def document() -> PlanDocument:
    return next(
        one
        for one in sample.documents()
        if isinstance(one, PlanDocument) and one.identifier == "107/僑務委員會"
    )


@pytest.fixture(scope="module")
def odt(document) -> bytes:
    return write_odt(plan_paper(document))


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.UPLOADS = tmp_path / "uploads"


@pytest.fixture
def planner(make_person) -> Actor:
    return as_actor(make_person("planner", at="僑務委員會"))


@pytest.fixture
def controller(make_person) -> Actor:
    return as_actor(make_person("controller", at="行政院", account="control"))


@pytest.fixture
def action_plan() -> ActionPlan:
    """Such as no sample has."""
    stored = next(one for one in sample.documents() if isinstance(one, ActionPlan))
    return stored.model_copy(update={"fiscal_year": 99})


@pytest.fixture
def common(sample_data, controller, action_plan) -> Import:
    """What is of all agencies, and was read."""
    data = write_document(action_plan).encode()
    return read(hand_in(by=controller, file_name="方案.json", data=data))


@pytest.fixture
def handed_in(planner):
    def hand_over(data: bytes, name: str = "plan.odt") -> Import:
        return hand_in(by=planner, file_name=name, data=data)

    return hand_over


def read(one: Import) -> Import:
    tasks.read_file_of_import.call(str(one.pk))
    one.refresh_from_db()
    return one


@pytest.fixture
def was_read(sample_data, odt, handed_in) -> Import:
    return read(handed_in(odt))


def events(one: Import) -> list[str]:
    return list(
        Entry.objects.filter(stream=f"import/{one.pk}")
        .order_by("number")
        .values_list("event", flat=True)
    )


def test_every_state_has_words_and_ends_somewhere():
    assert set(NEXT) == set(WORDS) == set(State)
    with pytest.raises(NotNow):
        require(State.ACCEPTED, State.READING)


def test_a_file_is_read_and_nothing_of_it_is_in_the_portal(sample_data, odt, document, handed_in):
    before = Entry.objects.exclude(stream__startswith="import/").count()
    one = read(handed_in(odt))
    assert one.state == State.READ
    row = one.documents.get()
    assert row.identifier == document.identifier
    assert row.content == row.content_as_read
    assert row.places, "every value has its place in the file"
    assert Entry.objects.exclude(stream__startswith="import/").count() == before
    assert events(one) == ["import.started", "import.read"]


def test_the_bytes_are_gone_once_read(
    sample_data, odt, django_capture_on_commit_callbacks, handed_in
):
    one = handed_in(odt)
    assert uploads.path_of(one.pk).stat().st_mode & 0o777 == 0o600
    with django_capture_on_commit_callbacks(execute=True):
        read(one)
    assert not uploads.path_of(one.pk).exists()


def test_accepting_publishes_what_is_of_all_agencies(common, controller):
    done = accept_import(by=controller, key=common.pk, versions={1: 1})
    assert done.state == State.ACCEPTED
    assert done.documents.get().outcome == "created"
    assert StoredActionPlan.objects.filter(fiscal_year=99).exists()
    assert events(common)[-1] == "import.accepted"


def test_accepting_twice_says_that_it_is_over(common, controller):
    accept_import(by=controller, key=common.pk, versions={1: 1})
    with pytest.raises(NotNow):
        accept_import(by=controller, key=common.pk, versions={1: 1})


def test_what_was_corrected_meanwhile_is_not_accepted_unseen(common, action_plan, controller):
    correct_document(
        by=controller, key=common.pk, position=1, version=1, element="", document=action_plan
    )
    with pytest.raises(Changed):
        accept_import(by=controller, key=common.pk, versions={1: 1})
    accept_import(by=controller, key=common.pk, versions={1: 2})


def test_what_is_of_all_agencies_is_accepted_from_no_planner(sample_data, action_plan, handed_in):
    one = read(handed_in(write_document(action_plan).encode(), "方案.json"))
    with pytest.raises(NotPermitted):
        accept_import(by=Actor(code=one.person, name="a planner"), key=one.pk, versions={1: 1})
    assert not StoredActionPlan.objects.filter(fiscal_year=99).exists()


def test_an_annual_plan_is_never_published_from_a_file(was_read, document, planner):
    before = Plan.objects.get(identifier=document.identifier).content_digest
    with pytest.raises(OnlyDrafted):
        accept_import(by=planner, key=was_read.pk, versions={1: 1})
    assert Plan.objects.get(identifier=document.identifier).content_digest == before
    was_read.refresh_from_db()
    assert was_read.state == State.READ


def test_the_second_window_does_not_overwrite_the_first(was_read, document, planner):
    correct_document(
        by=planner, key=was_read.pk, position=1, version=1, element="plan", document=document
    )
    with pytest.raises(Overtaken) as caught:
        correct_document(
            by=planner,
            key=was_read.pk,
            position=1,
            version=1,
            element="plan",
            document=document,
        )
    assert caught.value.row.version == 2


@pytest.mark.parametrize("agency", ["新設委員會", "內政部"])
def test_a_plan_of_another_agency_is_not_drafted(was_read, document, planner, agency):
    """Nobody brings in a plan for an agency that is not theirs, nor for one that nobody knows."""
    other = document.model_copy(update={"agency": agency})
    correct_document(
        by=planner, key=was_read.pk, position=1, version=1, element="plan", document=other
    )
    before = list(Plan.objects.order_by("pk").values_list("identifier", "content_digest"))
    with pytest.raises(NotPermitted, match=agency):
        draft_import(by=planner, key=was_read.pk, versions={1: 2})
    assert not Draft.objects.exists()
    assert list(Plan.objects.order_by("pk").values_list("identifier", "content_digest")) == before
    assert not Agency.objects.filter(name="新設委員會").exists()
    was_read.refresh_from_db()
    assert was_read.state == State.READ


def test_a_plan_for_a_made_up_agency_is_made_up(was_read, document, planner):
    made_up = Agency.objects.filter(fictional=True).order_by("pk").first()
    give_role(
        by=COMMAND_LINE,
        code=planner.code,
        role=Role.PLANNER,
        agency=made_up,
        from_day=timezone.localdate(),
    )
    other = document.model_copy(update={"agency": made_up.name, "fiscal_year": 109})
    correct_document(
        by=planner, key=was_read.pk, position=1, version=1, element="plan", document=other
    )
    (draft,) = draft_import(by=planner, key=was_read.pk, versions={1: 2})
    assert plan_of(draft.digest).fictional


def test_discarding_stores_nothing(was_read, document, planner):
    before = Plan.objects.get(identifier=document.identifier).content_digest
    discard_import(by=planner, key=was_read.pk)
    assert Plan.objects.get(identifier=document.identifier).content_digest == before
    with pytest.raises(NotNow):
        accept_import(by=planner, key=was_read.pk, versions={1: 1})


@pytest.mark.parametrize(
    "data",
    [b"PK\x03\x04 cut off", b"%PDF-1.7\n%cut off", "沒有計畫的文字。".encode(), b"\x00" * 400],
)
def test_a_file_that_cannot_be_read_says_why_in_both_languages(sample_data, data, handed_in):
    one = read(handed_in(data))
    assert one.state == State.FAILED
    assert one.problem_zh
    assert one.problem_en
    assert one.problem_zh != one.problem_en
    assert not ImportedDocument.objects.filter(import_of=one).exists()
    assert events(one)[-1] == "import.failed"


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty"), (b"x" * (uploads.LARGEST_FILE + 1), "too-large")]
)
def test_a_file_is_refused_at_the_door(sample_data, data, code, handed_in):
    with pytest.raises(RefusedFile) as caught:
        handed_in(data)
    assert caught.value.code == code
    assert not Import.objects.exists()
    assert not list(uploads.path_of(uuid.uuid4()).parent.glob("*"))


def test_a_person_cannot_fill_the_queue(sample_data, handed_in):
    for _ in range(MOST_OPEN):
        handed_in(b"text")
    with pytest.raises(RefusedFile) as caught:
        handed_in(b"text")
    assert caught.value.code == "too-many"


def test_folders_and_tricks_in_a_file_name_are_left_out(sample_data, handed_in):
    one = handed_in(b"text", "..\\..\\etc/\u202eplan\n.odt")
    assert one.file_name == "plan.odt"


def test_a_waiting_file_stops_at_once_and_is_not_read(sample_data, odt, handed_in, planner):
    one = handed_in(odt)
    request_stop(by=planner, key=one.pk)
    assert read(one).state == State.STOPPED


def test_a_file_that_is_being_read_stops(sample_data, odt, monkeypatch, handed_in, planner):
    def slow(data, name, *, progress, stop):
        request_stop(by=planner, key=one.pk)
        monkeypatch.setattr(tasks, "SECONDS_BETWEEN_REPORTS", 0)
        assert stop()
        raise Stopped

    one = handed_in(odt)
    monkeypatch.setattr(tasks, "read_file", slow)
    assert read(one).state == State.STOPPED
    assert events(one)[-1] == "import.stopped"


def test_two_workers_read_a_file_once(sample_data, odt, handed_in):
    one = handed_in(odt)
    assert begin_reading(by=WORKER, key=one.pk) is not None
    assert begin_reading(by=WORKER, key=one.pk) is None


def test_what_a_killed_worker_left_is_failed_by_the_next(sample_data, odt, handed_in):
    one = handed_in(odt)
    begin_reading(by=WORKER, key=one.pk)
    assert fail_abandoned(by=WORKER) == 0
    Import.objects.filter(pk=one.pk).update(changed_at=one.changed_at - 2 * SILENT_FOR)
    assert fail_abandoned(by=WORKER) == 1
    one.refresh_from_db()
    assert one.state == State.FAILED


def test_a_worker_fails_what_was_abandoned_before_it_takes_a_file(sample_data, odt, handed_in):
    left, next_one = handed_in(odt), handed_in(odt)
    begin_reading(by=WORKER, key=left.pk)
    Import.objects.filter(pk=left.pk).update(changed_at=left.changed_at - 2 * SILENT_FOR)
    read(next_one)
    left.refresh_from_db()
    assert left.state == State.FAILED


def test_a_reading_that_went_silent_is_stopped_at_once(sample_data, odt, handed_in, planner):
    one = handed_in(odt)
    begin_reading(by=WORKER, key=one.pk)
    assert request_stop(by=planner, key=one.pk).state == State.READING
    Import.objects.filter(pk=one.pk).update(changed_at=one.changed_at - 2 * SILENT_FOR)
    assert request_stop(by=planner, key=one.pk).state == State.STOPPED
    assert events(one)[-1] == "import.stopped"


def test_imports_are_forgotten_after_a_month(was_read):
    assert clear_imports(by=WORKER) == 0
    Import.objects.update(changed_at=was_read.changed_at - 2 * KEPT_FOR)
    assert clear_imports(by=WORKER) == 1
    assert not ImportedDocument.objects.exists()


def test_a_stranger_is_refused_everywhere(was_read, document):
    stranger = Actor(code="stranger", name="A stranger")
    verbs = [
        lambda: hand_in(by=stranger, file_name="x", data=b"x"),
        lambda: accept_import(by=stranger, key=was_read.pk, versions={1: 1}),
        lambda: draft_import(by=stranger, key=was_read.pk, versions={1: 1}),
        lambda: discard_import(by=stranger, key=was_read.pk),
        lambda: request_stop(by=stranger, key=was_read.pk),
        lambda: clear_imports(by=stranger),
        lambda: correct_document(
            by=stranger, key=was_read.pk, position=1, version=1, element="", document=document
        ),
    ]
    for verb in verbs:
        with pytest.raises(NotPermitted):
            verb()


def test_another_persons_import_is_not_there(was_read):
    with pytest.raises(ImportedDocument.DoesNotExist):
        document_in("somebody-else", was_read.pk, 1)
