"""Addresses: an identifier of a document is the path of its page."""

from __future__ import annotations

from urllib.parse import quote

from django.urls import get_script_prefix


class FiscalYearConverter:
    """A fiscal year in an address: 1 to 999, without leading zeros so that it has one address."""

    regex = "[1-9][0-9]{0,2}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def address_of(identifier: str) -> str:
    """The path of the page of an identifier.

    >>> address_of("107/action-plan/integrity")
    '/107/action-plan/integrity/'
    """
    return f"{get_script_prefix()}{quote(identifier)}/"
