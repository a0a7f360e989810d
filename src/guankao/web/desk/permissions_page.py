"""docs/reference/permissions.md, written from the matrix and from the addresses themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation

from guankao.web.desk.addresses import addresses
from guankao.web.organizations.matrix import (
    GRANTS,
    PROGRAMS,
    REACH_WORDS,
    WITHOUT_AGENCY,
    WORDS,
    Access,
    Permission,
    Reach,
)
from guankao.web.organizations.roles import ROLES, Role

INTRODUCTION = """\
# Permissions

Written by `tools/write_permissions_reference.py` from `guankao.web.organizations.matrix`; a test
holds that it is up to date, and another tries every cell. What is in no cell is refused. How people
get roles stands in [Manage people](../how-to/manage-people.md).
"""
ACCESS = {
    Access.EVERYBODY: "everybody",
    Access.SIGNED_IN: "whoever is signed in",
}


def as_markdown() -> str:
    """The whole page, in English."""
    with translation.override("en"):
        return "\n".join([INTRODUCTION, *_roles(), *_matrix(), *_programs(), *_addresses()])


def _roles() -> Iterator[str]:
    yield "## Roles\n"
    yield "| code | 中文 | English | what for | second factor | can be lent |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for role, words in ROLES.items():
        with translation.override("zh-hant"):
            chinese = str(words.name)
        yield (
            f"| `{role.value}` | {chinese} | {words.name} | {words.description} | "
            f"{'required' if words.second_factor else 'offered'} | "
            f"{'yes' if words.delegable else 'no'} |"
        )
    yield ""


def _matrix() -> Iterator[str]:
    yield "## Matrix\n"
    yield (
        "A cell says how far the permission reaches from the agency where the role is held: "
        + "; ".join(f"**{reach.value}** {REACH_WORDS[reach]}" for reach in Reach)
        + ".\n"
    )
    yield f"| permission | what it allows | {' | '.join(str(ROLES[role].name) for role in Role)} |"
    yield "| --- | --- |" + " --- |" * len(Role)
    for permission in Permission:
        granted = GRANTS[permission]
        cells = " | ".join(granted[role].value if role in granted else "" for role in Role)
        yield f"| `{permission.value}` | {WORDS[permission]} | {cells} |"
    listed = ", ".join(f"`{one.value}`" for one in Permission if one in WITHOUT_AGENCY)
    yield f"\nAsked without an agency: {listed}. All else is refused where no agency is named.\n"


def _programs() -> Iterator[str]:
    yield "## Programs\n"
    yield "| actor | permissions, at every agency |"
    yield "| --- | --- |"
    for code, permissions in PROGRAMS.items():
        listed = ", ".join(f"`{one.value}`" for one in Permission if one in permissions)
        yield f"| `{code}` | {listed} |"
    yield ""


def _addresses() -> Iterator[str]:
    yield "## Addresses\n"
    yield (
        "The portal, its data and the programming interface are open to everybody and only read. "
        "The others, with what opens them; at which agency, each step asks again:\n"
    )
    yield "| address | opened by |"
    yield "| --- | --- |"
    for address in addresses():
        if address.route.startswith(("/desk/", "/account/")):
            access = address.access
            words = ACCESS[access] if isinstance(access, Access) else f"`{access.value}`"
            yield f"| `{address.route}` | {words} |"
    yield ""
