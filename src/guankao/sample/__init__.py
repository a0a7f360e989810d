"""The facts of fiscal year 107 that a first start loads, and a fictional ministry beside them.

The facts are those of the published documents: 33 annual plans of 107, one of 106, the policy
guidelines and the integrity action plan. They are given apart from the fictional 示範部, so that
nothing made up is ever counted among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files

from guankao.documents import AnyDocument, read_document
from guankao.sample.agency import Agency

__all__ = ["Agency", "agencies", "documents"]

_AGENCIES = "agencies.json"
_FICTIONAL = "fictional_"


def documents(*, fictional: bool = False) -> Iterator[AnyDocument]:
    """The documents of the sample in a fixed order: the facts, or the fictional ones alone.

    >>> [document.agency for document in documents(fictional=True) if document.kind == "plan"]
    ['示範部', '示範署']
    """
    for resource in sorted(files(__name__).iterdir(), key=lambda resource: resource.name):
        if not resource.name.endswith(".json") or resource.name == _AGENCIES:
            continue
        if resource.name.startswith(_FICTIONAL) is fictional:
            yield read_document(resource.read_bytes())


def agencies(*, fictional: bool = False) -> Iterator[Agency]:
    """The agencies of the sample, parents before their children: the real ones or the fictional.

    >>> next(agencies(fictional=True)).name
    '示範部'
    """
    for entry in json.loads(files(__name__).joinpath(_AGENCIES).read_bytes()):
        agency = Agency.model_validate(entry)
        if agency.fictional is fictional:
            yield agency
