"""Planners at the desk, and the same work in Django's admin."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from benchmarks.clients import WrongAnswer
from benchmarks.sessions import Answer, text_of
from benchmarks.writers import Act, Person, expect

OPEN, OPEN_FORM, FINDINGS, SAVE, COMPARE = (
    "open the plan",
    "open a form",
    "findings of what is typed",
    "save a field",
    "compare versions",
)
ACTS = (OPEN, OPEN_FORM, FINDINGS, SAVE, COMPARE)
FORMS_A_SITTING, PAUSES_A_FORM = 3, 2

ADMIN_PLAN, ADMIN_INDICATOR = (
    "/admin/planning/plan/{}/change/",
    "/admin/planning/indicator/{}/change/",
)
"""Addresses of the peer, by keys."""

_VERSION = re.compile(r'name="version"[^>]* value="(\d+)"')


class Planner(Person):
    """Opens the plan; opens three forms, and in each types twice; then compares two versions.

    At each pause while typing the page asks for the findings of what is typed and saves it, as its
    script does.
    """

    def __init__(self, draft: int, forms: dict[str, dict[str, Any]], **options: Any) -> None:
        """Who writes a draft, of which the forms hold this before anybody typed."""
        super().__init__(**options)
        self.draft = draft
        self.forms = forms
        self.typed = 0
        self.values: dict[str, Any] = {}

    def begin(self) -> None:
        """Let every worker process see the plan, which a server in use has done long ago."""
        for _time in range(3):
            self._open()

    def acts(self) -> Iterator[Act]:
        """One sitting after the other."""
        while True:
            yield OPEN, self._open
            for element in self.chance.sample(sorted(self.forms), FORMS_A_SITTING):
                yield OPEN_FORM, lambda element=element: self._open_form(element)
                for _time in range(PAUSES_A_FORM):
                    self._type(element)
                    yield FINDINGS, lambda element=element: self._ask_findings(element)
                    yield SAVE, lambda element=element: self._save(element)
            yield COMPARE, self._compare

    def _open(self) -> Answer:
        return expect(self.session.get(self._at("")), 200)

    def _compare(self) -> Answer:
        return expect(self.session.get(self._at("differences/?from=1")), 200)

    def _open_form(self, element: str) -> Answer:
        answer = expect(self.session.get(self._at(f"{element}/"), HX_Request="true"), 200)
        found = _VERSION.search(text_of(answer))
        if found is None:
            raise WrongAnswer(f"The form of {element} names no version.")
        self.values = {**self.forms[element], "version": found[1]}
        return answer

    def _type(self, element: str) -> None:
        """Write on at the text of an element."""
        self.typed += 1
        name = "standard" if element.startswith("kpi/") else "title"
        self.values[name] = f"{self.forms[element][name]}（{self.number}之{self.typed}）"

    def _ask_findings(self, element: str) -> Answer:
        address = self._at(f"check/{element}/")
        return expect(self.session.post(address, self._sent(), HX_Request="true"), 200)

    def _save(self, element: str) -> Answer:
        address = self._at(f"{element}/")
        answer = expect(self.session.post(address, self._sent(), HX_Request="true"), 200, 409)
        told = json.loads(text_of(answer))
        self.values["version"] = told["version"]
        self.done.ends[told["state"]] += 1
        return answer

    def _sent(self) -> dict[str, Any]:
        return {**self.values, "placed": "1", "automatic": "1"}

    def _at(self, rest: str) -> str:
        return f"/desk/plans/{self.draft}/{rest}"


class AdminWriter(Person):
    """Opens a plan in Django's admin, and saves a field of one of its KPIs."""

    def __init__(self, plan: str, indicator: str, **options: Any) -> None:
        """Who writes at two addresses: of a plan and of a KPI."""
        super().__init__(**options)
        self.plan = plan
        self.indicator = indicator
        self.values: dict[str, Any] = {}
        self.typed = 0

    def begin(self) -> None:
        """Learn what the form of the KPI holds, and get a token."""
        page = expect(self.session.get(self.indicator), 200)
        reader = _FormReader()
        reader.feed(text_of(page))
        self.values = {**reader.values, "_continue": "1"}

    def acts(self) -> Iterator[Act]:
        """Open once, save twice."""
        while True:
            yield OPEN, lambda: expect(self.session.get(self.plan), 200)
            for _time in range(PAUSES_A_FORM):
                self.typed += 1
                values = self.values | {"note": f"{self.number}之{self.typed}"}
                yield (
                    SAVE,
                    lambda values=values: expect(self.session.post(self.indicator, values), 302),
                )


class _FormReader(HTMLParser):
    """What the fields of a form hold: texts, and nothing ticked or chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "input" and told.get("type") in {"text", "number", "hidden"}:
            self.values[told["name"]] = told.get("value", "")
        self._area = told["name"] if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] = data.removeprefix("\n")

    def handle_endtag(self, _tag: str) -> None:
        self._area = ""
