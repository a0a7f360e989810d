"""What the facts of an entry are called, and their values where these are codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from guankao.web.organizations.roles import ROLES
from guankao.web.planning.states import WORDS as STATES
from guankao.web.planning.versions import WORDS as KINDS

LONGEST_VALUE = 300
FACTS: dict[str, str | Promise] = {
    "state": gettext_lazy("State"),
    "version": gettext_lazy("Version"),
    "element": gettext_lazy("Element"),
    "kind": pgettext_lazy("how a version came about", "Came about"),
    "words": gettext_lazy("What was said"),
    "reason": gettext_lazy("Reason"),
    "rule": gettext_lazy("Rule"),
    "comment": gettext_lazy("Number of the comment"),
    "name": gettext_lazy("Name"),
    "name_en": gettext_lazy("English name"),
    "parent": gettext_lazy("Stands under"),
    "children": gettext_lazy("Agencies under it"),
    "successor": gettext_lazy("Merged into"),
    "fictional": gettext_lazy("Made up"),
    "people": gettext_lazy("People who moved"),
    "role": gettext_lazy("Role"),
    "agency": gettext_lazy("Agency"),
    "from_person": gettext_lazy("In place of"),
    "in_place_of": gettext_lazy("In place of"),
    "from": gettext_lazy("From"),
    "until": gettext_lazy("Until"),
    "on": gettext_lazy("On"),
    "ended_on": gettext_lazy("Ended"),
    "roles_ended": gettext_lazy("Roles that ended"),
    "changed": gettext_lazy("What was changed"),
    "goals": gettext_lazy("Goals"),
    "indicators": gettext_lazy("KPIs"),
    "projects": gettext_lazy("Projects"),
    "sections": gettext_lazy("Sections"),
    "measures": gettext_lazy("Measures"),
    "documents": gettext_lazy("Documents"),
    "file": gettext_lazy("File (SHA-256)"),
    "content": gettext_lazy("Document (SHA-256)"),
}
"""In the order in which they are told; a fact without words is told under its own name."""
DIGESTS = frozenset({"content", "file"})
_CODES: dict[str, dict[str, str | Promise]] = {
    "role": {role.value: words.name for role, words in ROLES.items()},
    "state": {state.value: words for state, words in STATES.items()},
    "kind": {kind.value: words for kind, words in KINDS.items()},
}
_PLACES = {name: place for place, name in enumerate(FACTS)}


def fact_name(name: str) -> str | Promise:
    return FACTS.get(name, name)


def place_of(name: str) -> tuple[int, str]:
    return _PLACES.get(name, len(FACTS)), name


def fact_value(name: str, value: object, people: Mapping[str, str]) -> str:
    """A value as a person reads it; '' where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(fact_value(name, one, people) for one in value)
    if isinstance(value, dict):
        return "、".join(f"{key}: {one}" for key, one in value.items())[:LONGEST_VALUE]
    text = str(value)
    if name in DIGESTS:
        text = f"{text[:12]}…"
    elif name in {"from_person", "in_place_of"}:
        text = people.get(text, text)
    return str(_CODES.get(name, {}).get(text, text))[:LONGEST_VALUE]
