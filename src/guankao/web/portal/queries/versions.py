"""What the pages ask of published versions, and of the texts that they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from guankao import documents
from guankao.web.archive.queries import document_of
from guankao.web.organizations.models import Agency
from guankao.web.planning.models import Plan, PublishedVersion

MOST_VERSIONS = 200

_NAME = re.compile(r"(?P<year>[1-9][0-9]{0,2})(?:v(?P<number>[1-9][0-9]{0,5}))?")


class NoSuchVersion(LookupError):
    """Nothing of this name was published."""


@dataclass(frozen=True)
class PublishedText:
    """A text that the public saw: what a year's plan says, or what a version of it said.

    Attributes:
        fiscal_year: the year of the plan.
        version: the version, as the public counts them.
        newest: whether it is what the portal shows.
        identifier: that of the plan.
    """

    fiscal_year: int
    version: PublishedVersion
    newest: bool
    identifier: str

    @property
    def name(self) -> str:
        """How an address calls it: the year, and the version where it is an earlier one."""
        year = str(self.fiscal_year)
        return year if self.newest else f"{year}v{self.version.number}"

    @property
    def plan(self) -> documents.Plan:
        """The text itself, out of the archive."""
        document = document_of(self.version.digest)
        if not isinstance(document, documents.Plan):
            raise NoSuchVersion(self.name)
        return document


def texts_of(agency: Agency) -> list[PublishedText]:
    """Every text that was published of an agency's plans: the newest year and version first."""
    versions = (
        PublishedVersion.objects.filter(plan__agency=agency)
        .select_related("plan")
        .order_by("-plan__fiscal_year", "-number")[:MOST_VERSIONS]
    )
    found: list[PublishedText] = []
    for one in versions:
        newest = not found or found[-1].fiscal_year != one.plan.fiscal_year
        found.append(PublishedText(one.plan.fiscal_year, one, newest, one.plan.identifier))
    return found


def text_called(texts: list[PublishedText], name: str) -> PublishedText:
    """The one of these that an address names, as `107` or `107v1`; NoSuchVersion."""
    told = _NAME.fullmatch(name)
    for one in texts if told else ():
        if told and one.fiscal_year == int(told["year"]):
            number = told["number"]
            if (one.newest and not number) or (number and one.version.number == int(number)):
                return one
    raise NoSuchVersion(name)


def text_before(texts: list[PublishedText], one: PublishedText) -> PublishedText | None:
    """What stood before: the version before it, or the newest of the plan of an earlier year."""
    later = texts[texts.index(one) + 1 :]
    if later and later[0].fiscal_year == one.fiscal_year:
        return later[0]
    return next((text for text in later if text.newest), None)


def digest_of_version(plan: Plan, number: int) -> str:
    """The digest of a published version; NoSuchVersion."""
    found = plan.published_versions.filter(number=number).values_list("digest", flat=True).first()
    if found is None:
        raise NoSuchVersion(f"{plan.identifier} version {number}")
    return found
