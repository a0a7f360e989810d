"""The states of an import, and which may follow which."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SILENT_FOR = timedelta(minutes=1)
"""A reader reports twice a second, whatever it does; so long it is gone."""


class State(StrEnum):
    """Where an import stands."""

    WAITING = "waiting"
    READING = "reading"
    READ = "read"
    FAILED = "failed"
    STOPPED = "stopped"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


NEXT: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.READING, State.FAILED, State.STOPPED}),
    State.READING: frozenset({State.READ, State.FAILED, State.STOPPED}),
    State.READ: frozenset({State.ACCEPTED, State.DISCARDED}),
    State.FAILED: frozenset({State.DISCARDED}),
    State.STOPPED: frozenset({State.DISCARDED}),
    State.ACCEPTED: frozenset(),
    State.DISCARDED: frozenset(),
}
"""What may follow; accepted and discarded are the end."""

WORDS: dict[State, Promise] = {
    State.WAITING: _("Waiting"),
    State.READING: _("Reading"),
    State.READ: _("Read, to be looked at"),
    State.FAILED: _("Could not be read"),
    State.STOPPED: _("Stopped"),
    State.ACCEPTED: _("Accepted"),
    State.DISCARDED: _("Discarded"),
}


class NotNow(ValueError):
    """The state does not allow it; somebody else may have been quicker."""

    def __init__(self, state: State, wanted: State) -> None:
        self.state = state
        self.wanted = wanted
        super().__init__(f"an import that is {state.value} cannot become {wanted.value}")


def require(state: State, wanted: State) -> None:
    """Refuse a step that the table does not hold.

    >>> require(State.READ, State.ACCEPTED)
    >>> require(State.ACCEPTED, State.DISCARDED)
    Traceback (most recent call last):
    ...
    guankao.web.importing.states.NotNow: an import that is accepted cannot become discarded
    """
    if wanted not in NEXT[state]:
        raise NotNow(state, wanted)
