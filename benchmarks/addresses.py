"""What the readers ask for: addresses of a country of any size, varied but the same every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from urllib.parse import quote, urlencode

from benchmarks.clients import CLIENTS
from benchmarks.filling import FISCAL_YEAR, THE_SAMPLE
from benchmarks.generate import SEED, numbered
from benchmarks.words import SEARCH_WORDS
from guankao import documents, sample

REQUESTS = 2 * len(SEARCH_WORDS)
"""Of one reader in one round: each word twice."""


@dataclass(frozen=True)
class Choice:
    """One agency of the country, by chance, and one of its KPIs."""

    agency: str
    key: str


class Addresses:
    """The addresses of the sample (no copies) or of a country of that many copies."""

    def __init__(self, copies: int) -> None:
        self.copies = copies
        self.plans = [
            (plan.agency, [one.key for one in plan.indicators])
            for plan in sample.documents()
            if isinstance(plan, documents.Plan) and plan.fiscal_year == FISCAL_YEAR
        ]

    def choices(self, reader: int) -> Iterator[Choice]:
        """Agencies and KPIs without end, all equally likely; each reader has its own."""
        chance = random.Random(f"{SEED} {reader}")
        while True:
            name, keys = chance.choice(self.plans)
            key = chance.choice(keys)
            copy = chance.randint(1, max(1, self.copies))
            yield Choice(name if self.copies == THE_SAMPLE else numbered(name, copy), key)

    def of_page(self, page: str, round_number: int) -> list[list[str]]:
        """For each reader, the paths of one round."""
        make = PAGES[page]
        paths = []
        for reader in range(CLIENTS):
            start = round_number * REQUESTS
            words = islice(cycle(SEARCH_WORDS), reader, None)
            choices = islice(self.choices(reader), start, start + REQUESTS)
            paths.append([make(choice, word) for choice, word in zip(choices, words, strict=False)])
        return paths

    def first(self, page: str) -> str:
        """One path of the page, to see that it answers."""
        return self.of_page(page, 0)[0][0]


def _agency(choice: Choice) -> str:
    return f"/{FISCAL_YEAR}/{quote(choice.agency)}"


PAGES: dict[str, Callable[[Choice, str], str]] = {
    "home": lambda _choice, _word: f"/{FISCAL_YEAR}/",
    "agency": lambda choice, _word: f"{_agency(choice)}/",
    "KPI": lambda choice, _word: f"{_agency(choice)}/kpi/{choice.key}/",
    "search": lambda _choice, word: f"/search/?{urlencode({'q': word})}",
    "agency CSV": lambda choice, _word: f"{_agency(choice)}.csv",
    "year CSV": lambda _choice, _word: f"/{FISCAL_YEAR}.csv",
    "Datasette": lambda choice, _word: f"/guankao/agency?{urlencode({'agency': choice.agency})}",
    "Datasette CSV": lambda choice, _word: (
        f"/guankao/agency.csv?{urlencode({'agency': choice.agency})}"
    ),
}
"""What each page is asked by; the last two are addresses of the peer."""
