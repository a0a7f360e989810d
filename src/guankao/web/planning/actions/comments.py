"""Comment on an element of a draft, and resolve a comment."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from guankao.documents import editing, guidelines_editing
from guankao.documents.fields import visible
from guankao.web.ledger.events import Event
from guankao.web.planning.actions.drafts import (
    guidelines_of,
    locked_draft,
    plan_of,
    record_of_draft,
)
from guankao.web.planning.kinds import DraftKind, drafting_of
from guankao.web.planning.mentions import spoken_to
from guankao.web.planning.models import Comment, Draft, Mention

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor

LONGEST_COMMENT = 4_000
PRESSED_TWICE = timedelta(minutes=1)


class EmptyComment(ValueError):
    """A comment that says nothing, or more than anybody reads."""

    def __init__(self) -> None:
        super().__init__(
            _("Write something, at most %(most)d characters.") % {"most": LONGEST_COMMENT}
        )


@transaction.atomic
def add_comment(*, by: Actor, draft: int, element: str, text: str) -> Comment:
    """Say something of one element, or of the whole plan; `@account` speaks to a colleague.

    The same words again within a minute are a button pressed twice, and one comment. Raises
    NoSuchElement where the plan has no such element now, and EmptyComment.
    """
    row = _locked(draft, by=by)
    if row.kind == DraftKind.GUIDELINES:
        guidelines_editing.piece_of(guidelines_of(row.digest), element)
    else:
        editing.element_of(plan_of(row.digest), element)
    said = visible(text)
    if not said or len(said) > LONGEST_COMMENT:
        raise EmptyComment
    same = _just_made(row, by=by, element=element, text=said)
    if same is not None:
        return same
    comment = Comment.objects.create(
        draft=row,
        element=element,
        version=row.version,
        text=said,
        person=by.code,
        person_name=by.name,
        made_at=timezone.now(),
    )
    Mention.objects.bulk_create(
        Mention(comment=comment, person=person.code)
        for person in spoken_to(said, row).people
        if person.code != by.code
    )
    _record(Event.COMMENT_MADE, comment, row, by=by)
    return comment


@transaction.atomic
def resolve_comment(*, by: Actor, draft: int, comment: int) -> Comment:
    """Say that a comment is dealt with; twice changes nothing."""
    row = _locked(draft, by=by)
    found = Comment.objects.select_for_update().get(pk=comment, draft=row)
    if found.resolved_at is not None:
        return found
    found.resolved_at = timezone.now()
    found.resolved_by = by.code
    found.resolved_by_name = by.name
    found.save()
    found.mentions.filter(seen_at__isnull=True).update(seen_at=found.resolved_at)
    _record(Event.COMMENT_RESOLVED, found, row, by=by)
    return found


@transaction.atomic
def see_mention(*, by: Actor, mention: int) -> Mention:
    """Note that the colleague saw it; of whom else it is, Mention.DoesNotExist.

    Nothing is recorded in the ledger: nothing of the plan changes, and what people look at is
    nobody else's business.
    """
    found = (
        Mention.objects.select_for_update(of=("self",))
        .select_related("comment__draft")
        .get(pk=mention, person=by.code)
    )
    if found.seen_at is None:
        found.seen_at = timezone.now()
        found.save(update_fields=["seen_at"])
    return found


def see_mentions(*, by: Actor, draft: int, element: str) -> int:
    """Note that a colleague saw all that speaks to them on an element, and say how many it were.

    Nothing is recorded in the ledger, as of `see_mention`.
    """
    unseen = Mention.objects.filter(
        comment__draft=draft, comment__element=element, person=by.code, seen_at__isnull=True
    )
    # Most pages speak to nobody, and whoever only reads should not wait for those who write.
    return unseen.update(seen_at=timezone.now()) if unseen.exists() else 0


def _locked(draft: int, *, by: Actor) -> Draft:
    kind = Draft.objects.values_list("kind", flat=True).get(pk=draft)
    return locked_draft(draft, by=by, permission=drafting_of(kind).comment)


def _just_made(row: Draft, *, by: Actor, element: str, text: str) -> Comment | None:
    """The open comment that the same person made of the same words a moment ago."""
    return row.comments.filter(
        person=by.code,
        element=element,
        text=text,
        resolved_at=None,
        made_at__gt=timezone.now() - PRESSED_TWICE,
    ).first()


def _record(event: Event, comment: Comment, draft: Draft, *, by: Actor) -> None:
    """The entry names the comment; its words, which may name people, stay in its own row."""
    record_of_draft(
        event,
        draft,
        by=by,
        element=comment.element,
        after={"comment": comment.pk, "element": comment.element},
    )
