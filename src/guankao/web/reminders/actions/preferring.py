"""How somebody wants to be reminded; each for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from guankao.web.ledger.events import Event
from guankao.web.organizations.actions.people import change_own_email, record_person
from guankao.web.reminders.models import Preference
from guankao.web.reminders.queries import preference_of

if TYPE_CHECKING:
    from guankao.web.ledger.actors import Actor


class UnknownLanguage(ValueError):
    """A language that the pages do not speak."""


@transaction.atomic
def change_preference(*, by: Actor, email: str, before_due: bool, language: str) -> Preference:
    """Say where one's reminders go, in which language, and whether also before the due time.

    The same again changes nothing. Raises UnknownLanguage.
    """
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage(language)
    person = change_own_email(by=by, email=email)
    preference = preference_of(person)
    if not preference._state.adding and (preference.before_due, preference.language) == (
        before_due,
        language,
    ):
        return preference
    preference.before_due, preference.language = before_due, language
    preference.save()
    after = {"before_due": before_due, "language": language}
    record_person(Event.REMINDING_CHANGED, by=by, person=person, after=after)
    return preference
