"""Who acts. No actor means refusal, so a verb cannot be called without one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The person or program that presses the button, as it is called on that day.

    `code` is stable; `name` and `agency` are the words to show. People come with the desk; the
    only actor so far is the command line of the machine that runs Guankao.
    """

    code: str
    name: str
    agency: str = ""


COMMAND_LINE = Actor(code="command-line", name="guankao load")
"""Whoever may run commands on the server already holds its database."""
