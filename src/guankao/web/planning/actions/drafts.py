"""Begin a draft, save it, undo in it. Every text that it ever had is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.documents import AnyDocument, Guidelines, Plan
from guankao.documents.copying import copied
from guankao.documents.guidelines_merging import merge_guidelines
from guankao.documents.merging import Conflict, merge
from guankao.web.archive.actions import Written, keep, written
from guankao.web.archive.queries import document_of
from guankao.web.ledger.actions import record
from guankao.web.ledger.events import Event
from guankao.web.organizations.models import Agency
from guankao.web.organizations.permissions import Permission, require
from guankao.web.organizations.queries import agency_known_as
from guankao.web.planning.actions.plans import UnknownAgency
from guankao.web.planning.kinds import DraftKind, drafting_of
from guankao.web.planning.models import Draft, DraftAnswer, PlanVersion
from guankao.web.planning.models import Plan as StoredPlan
from guankao.web.planning.states import EDITABLE, DraftState, NotNow
from guankao.web.planning.version_groups import grouped
from guankao.web.planning.versions import VersionKind

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


Text = TypeVar("Text", Plan, Guidelines)
"""What a draft can say."""


class AlreadyDrafted(ValueError):
    """There is a draft, or a published document, of that year: there is one, not two."""

    def __init__(self, document: Plan | Guidelines) -> None:
        self.identifier = document.identifier
        self.of_guidelines = isinstance(document, Guidelines)
        super().__init__(
            _("There are policy guidelines of this year already.")
            if self.of_guidelines
            else _("There is a plan of this agency and year already.")
        )


class NothingToCopy(ValueError):
    """No earlier year's plan of the agency was published."""

    def __init__(self) -> None:
        super().__init__(_("No plan of an earlier year was published, so none can be copied."))


class AnotherPlan(ValueError):
    """The text belongs to another agency or year than the draft."""


class Overtaken(ValueError):
    """Somebody else changed the same thing differently meanwhile; nothing was saved.

    Attributes:
        version: the version that stands now.
        now: what it says.
        conflicts: what both changed, element by element and field by field.
    """

    def __init__(
        self, version: int, now: Plan | Guidelines, conflicts: tuple[Conflict, ...]
    ) -> None:
        self.version = version
        self.now = now
        self.conflicts = conflicts
        super().__init__(_("Somebody else changed the same thing meanwhile."))


@dataclass(frozen=True)
class Saved(Generic[Text]):
    """What saving did.

    Attributes:
        draft: as it stands now.
        plan: what it says now; of guidelines, the guidelines.
        changed: whether there was anything to save; the same again changes nothing.
        merged: whether what somebody else saved meanwhile is in it too.
    """

    draft: Draft
    plan: Text
    changed: bool
    merged: bool


@transaction.atomic
def start_draft(*, by: Actor, document: Plan, kind: VersionKind = VersionKind.BEGUN) -> Draft:
    """Begin the plan of an agency for a year: with nothing in it, or with what a file said.

    Raises UnknownAgency, and AlreadyDrafted where the year has a draft or a published plan; what
    is published is amended.
    """
    require(by, Permission.DRAFT_PLAN, at=document.agency)
    agency = _locked_agency(document.agency)
    if StoredPlan.objects.filter(agency=agency, fiscal_year=document.fiscal_year).exists():
        raise AlreadyDrafted(document)
    # Whether an agency is made up, and what it is called, is known of the agency; a file cannot
    # say so.
    document = document.model_copy(update={"fictional": agency.fictional, "agency": agency.name})
    return begin(by=by, agency=agency, document=document, kind=kind)


@transaction.atomic
def copy_plan(*, by: Actor, agency: str, fiscal_year: int) -> Draft:
    """Begin a year's plan with the latest published one before it.

    Raises NothingToCopy where there is none, and what start_draft raises.
    """
    require(by, Permission.DRAFT_PLAN, at=agency)
    holder = _locked_agency(agency)
    earlier = (
        StoredPlan.objects.filter(agency=holder, fiscal_year__lt=fiscal_year)
        .order_by("-fiscal_year")
        .first()
    )
    if earlier is None:
        raise NothingToCopy
    plan = plan_of(earlier.content_digest)
    return start_draft(by=by, document=copied(plan, fiscal_year), kind=VersionKind.COPIED)


def begin(
    *,
    by: Actor,
    agency: Agency,
    document: Plan | Guidelines,
    kind: VersionKind,
) -> Draft:
    """Make the row of a draft inside the transaction of the verb that begins it."""
    if Draft.objects.filter(identifier=document.identifier).exists():
        raise AlreadyDrafted(document)
    now = timezone.now()
    draft = Draft.objects.create(
        kind=DraftKind(document.kind).value,
        agency=agency,
        fiscal_year=document.fiscal_year,
        identifier=document.identifier,
        digest=keep(document),
        created_at=now,
        changed_at=now,
    )
    drafting = drafting_of(draft.kind)
    _add_version(draft, by=by, kind=kind, element=drafting.whole)
    _keep_answers(draft, document)
    record_of_draft(
        drafting.drafted, draft, by=by, after={"content": draft.digest, "kind": kind.value}
    )
    return draft


@transaction.atomic
def save_draft(
    *,
    by: Actor,
    draft: int,
    version: int,
    element: str,
    document: Text,
    kind: VersionKind = VersionKind.SAVED,
) -> Saved[Text]:
    """Save what a person made of the version that they opened.

    Where somebody else saved meanwhile, both changes are put together; raises Overtaken where
    they cannot be, NotNow where the plan is not being written, PlanVersion.DoesNotExist where
    there never was such a version, and AnotherPlan where the text is of another agency or year.
    """
    row = locked_draft(draft, by=by)
    base = text_of(row.versions.get(number=version).digest, type(document))
    if (document.identifier, document.fictional) != (row.identifier, base.fictional):
        raise AnotherPlan(f"{document.identifier} is not {row.identifier}.")
    return _store(row, base, document, by=by, element=element, kind=kind)


@transaction.atomic
def undo_version(*, by: Actor, draft: int, number: int, first: int | None = None) -> Saved[Any]:
    """Take one change back, the last or an earlier one; what came after it stays.

    Where `first` is given, all versions from it to `number` are taken back as the one change that
    they are (`planning.version_groups`). Raises Overtaken where what it changed was changed again
    since, and PlanVersion.DoesNotExist where there is no such change: the first version cannot be
    undone, nor can versions of several people or elements as one.
    """
    row = locked_draft(draft, by=by)
    undone = row.versions.get(number=number)
    begun = number if first is None else first
    run = list(row.versions.filter(number__gte=begun, number__lte=number).order_by("-number"))
    if len(grouped(run)) != 1:
        raise PlanVersion.DoesNotExist
    before = row.versions.get(number=begun - 1)
    kind: type[Any] = type(newest_text(row))
    return _store(
        row,
        text_of(undone.digest, kind),
        text_of(before.digest, kind),
        by=by,
        element=undone.element,
        kind=VersionKind.UNDONE,
    )


def locked_draft(draft: int, *, by: Actor, permission: Permission | None = None) -> Draft:
    """The row, locked, for a person who may change it in a state that allows it."""
    row = Draft.objects.select_for_update(of=("self",)).select_related("agency").get(pk=draft)
    require(by, permission or drafting_of(row.kind).draft, at=row.agency)
    state = DraftState(row.state)
    if permission is None and state not in EDITABLE:
        raise NotNow(state)
    return row


def plan_of(digest: str) -> Plan:
    """The plan of this digest; what was kept for the draft of a plan is never anything else."""
    return text_of(digest, Plan)


def guidelines_of(digest: str) -> Guidelines:
    """The guidelines of this digest, which were kept for the draft of guidelines."""
    return text_of(digest, Guidelines)


def newest_text(draft: Draft) -> Plan | Guidelines:
    """What a draft says now, whatever it is."""
    return plan_of(draft.digest) if draft.kind == DraftKind.PLAN else guidelines_of(draft.digest)


def text_of(digest: str, kind: type[Text]) -> Text:
    """The document of this digest; AnotherPlan where it is of another kind."""
    document = document_of(digest)
    if not isinstance(document, kind):
        raise AnotherPlan(f"{document.identifier} is not a document of the kind {kind.__name__}.")
    return document


def put_text(
    row: Draft,
    document: Plan | Guidelines | Written,
    *,
    by: Actor,
    element: str,
    kind: VersionKind,
) -> None:
    """Make a text the newest version of a locked draft."""
    row.digest = keep(document)
    row.version += 1
    row.changed_at = timezone.now()
    row.save()
    _add_version(row, by=by, kind=kind, element=element)
    _keep_answers(row, document.document if isinstance(document, Written) else document)


def record_of_draft(
    event: Event,
    draft: Draft,
    *,
    by: Actor,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    element: str = "",
) -> None:
    """Append an entry to the stream of the plan, which goes on when it is published."""
    record(
        event,
        by=by,
        stream=draft.identifier,
        subject=f"{draft.identifier}/{element}" if "/" in element else draft.identifier,
        words=f"{draft.agency.name} {draft.fiscal_year}",
        before=before,
        after={"version": draft.version, **(after or {})},
    )


def _store(
    row: Draft, base: Text, mine: Text, *, by: Actor, element: str, kind: VersionKind
) -> Saved[Text]:
    now = text_of(row.digest, type(mine))
    both, conflicts = _together(base, now, mine)
    if conflicts:
        raise Overtaken(row.version, now, conflicts)
    before = row.digest
    text = written(both)
    if text.digest == before:
        return Saved(row, now, changed=False, merged=False)
    put_text(row, text, by=by, element=element, kind=kind)
    drafting = drafting_of(row.kind)
    record_of_draft(
        drafting.undone if kind is VersionKind.UNDONE else drafting.saved,
        row,
        by=by,
        element=element,
        before={"content": before},
        after={"content": row.digest, "element": element},
    )
    return Saved(row, both, changed=True, merged=now != base)


def _together(base: Text, now: Text, mine: Text) -> tuple[Text, tuple[Conflict, ...]]:
    """What stands now with what a person changed, and what cannot be both."""
    if isinstance(base, Plan) and isinstance(now, Plan) and isinstance(mine, Plan):
        both = merge(base, now, mine)
        return both.plan, both.conflicts
    of_guidelines = merge_guidelines(base, now, mine)
    return of_guidelines.guidelines, of_guidelines.conflicts


def _keep_answers(draft: Draft, document: AnyDocument) -> None:
    """Keep which clauses the goals answer where it can be asked of all drafts at once."""
    if not isinstance(document, Plan):
        return
    answers = {
        (goal.key, goal.title, one.section, one.clause)
        for goal in document.goals
        for one in goal.answers
    }
    kept = DraftAnswer.objects.filter(draft=draft)
    told = ("goal_key", "goal_title", "section_key", "clause_key")
    if answers == set(kept.values_list(*told)):
        return
    kept.delete()
    DraftAnswer.objects.bulk_create(
        DraftAnswer(draft=draft, **dict(zip(told, answer, strict=True)))
        for answer in sorted(answers)
    )


def _add_version(draft: Draft, *, by: Actor, kind: VersionKind, element: str) -> None:
    PlanVersion.objects.create(
        draft=draft,
        number=draft.version,
        digest=draft.digest,
        kind=kind.value,
        element=element,
        person=by.code,
        person_name=by.name,
        saved_at=timezone.now(),
    )


def _locked_agency(name: str) -> Agency:
    """The agency, locked so that two who begin the same plan queue; UnknownAgency."""
    known = agency_known_as(name)
    if known is None:
        raise UnknownAgency(f"The agency {name} is not registered.")
    return Agency.objects.select_for_update().get(pk=known.pk)
