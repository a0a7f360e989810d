"""Who acts. No actor means refusal, so a verb cannot be called without one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The person or program that presses the button, as it is called on that day.

    `code` is stable; `name` and `agency` are the words to show. `actor_of` in
    `organizations.actors` makes one of a person.
    """

    code: str
    name: str
    agency: str = ""


COMMAND_LINE = Actor(code="command-line", name="guankao load")
"""Whoever may run commands on the server already holds its database."""

WORKER = Actor(code="worker", name="guankao worker")
"""The background worker, for what nobody presses a button for."""

SIGN_IN = Actor(code="sign-in", name="guankao sign-in")
"""The door: it notes who came in and who was refused, before anybody is known."""

PROGRAMS = frozenset(actor.code for actor in (COMMAND_LINE, WORKER, SIGN_IN))
"""Whose names anybody may read: nobody stands behind them. A person is told by their agency."""
