"""A country of any size in the shape of the sample: documents made of its plans, word by word.

One copy of the sample has its 33 agencies of fiscal year 107, its KPIs and its projects. A country
of 100 copies has a hundred of each, under names of their own (內政部0001, 內政部0002, …). Each plan
keeps its goals, links and lengths; the texts are cut between two words, and within every copy
the second halves change places. So a copy holds exactly the halves of the sample: no two copies
say the same, yet a word stands in the same share of the texts at every size.

What is made here is true of nobody. It belongs in databases that are thrown away.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from guankao import documents, sample

SEED = 107
COPIES = 100
"""Of the large country: 3,300 agencies, 47,000 KPIs, 111,100 projects."""

BRACKETS = frozenset("()（）[]〔〕【】{}｛｝「」『』")
SHORTEST_CUT = 4
"""Characters. A shorter text is one word, or two that nothing tells apart."""

ONCE_A_COUNTRY = 1
"""The copy that the guidelines and the action plan stand with: a country has one of each."""

MEASURED_WITH_THE_NAME = (
    "evaluation_method",
    "standard_remark",
    "target",
    "linkage",
    "history",
    "note",
)
"""What an indicator takes over together with the end of its name, besides the standard."""


def numbered(name: str, copy: int) -> str:
    """The name of an agency in one copy.

    >>> numbered("內政部", 7)
    '內政部0007'
    """
    return f"{name}{copy:04d}"


@dataclass(frozen=True)
class Text:
    """A text cut in two."""

    head: str
    tail: str


def cut(text: str, neighbours: Counter[str]) -> Text:
    """Cut a text in its middle third, where two characters stand together most rarely.

    `neighbours` counts each pair of characters over all texts: the pairs inside words come again
    and again, those between words do not.

    >>> cut("毒品防制教育", Counter({"毒品": 9, "防制": 8, "教育": 9, "品防": 2, "制教": 1}))
    Text(head='毒品防制', tail='教育')
    """
    if len(text) < SHORTEST_CUT:
        return Text(text, "")
    middle = len(text) / 2
    places = range(max(2, len(text) // 3), min(len(text) - 2, -(-2 * len(text) // 3)) + 1)
    place = min(places, key=lambda at: (neighbours[text[at - 1 : at + 1]], abs(at - middle), at))
    return Text(text[:place], text[place:])


def cut_formula(text: str, _neighbours: Counter[str]) -> Text:
    """Cut a standard before its first division, so that it stays one fraction.

    >>> cut_formula("(實支數÷預算數)×100%", Counter())
    Text(head='(實支數', tail='÷預算數)×100%')
    """
    head, sign, tail = text.partition("÷")
    return Text(head, sign + tail)


def brackets(text: Text) -> Hashable:
    """The brackets of both halves: halves change places only where these still close."""
    return tuple("".join(one for one in half if one in BRACKETS) for half in (text.head, text.tail))


class Recombined:
    """The texts of one kind, such as all names of KPIs, whose second halves change places."""

    def __init__(
        self,
        texts: Sequence[str],
        *,
        cutter: Callable[[str, Counter[str]], Text] = cut,
        alike: Callable[[Text], Hashable] = lambda _text: None,
    ) -> None:
        neighbours = Counter(a + b for text in texts for a, b in pairwise(text))
        self.texts = [cutter(text, neighbours) for text in texts]
        self.groups: dict[Hashable, list[int]] = {}
        for place, text in enumerate(self.texts):
            if text.tail:
                self.groups.setdefault(alike(text), []).append(place)

    def places_of_tails(self, chance: random.Random) -> list[int]:
        """For each text, the place of the text whose second half it gets."""
        places = list(range(len(self.texts)))
        for group in self.groups.values():
            for place, other in zip(group, chance.sample(group, len(group)), strict=True):
                places[place] = other
        return places

    def joined(self, places: Iterable[int]) -> list[str]:
        """The texts with the second halves from these places."""
        return [
            text.head + self.texts[place].tail
            for text, place in zip(self.texts, places, strict=True)
        ]

    def of_copy(self, chance: random.Random) -> Iterator[str]:
        """The texts of one copy, in the order in which they were given."""
        return iter(self.joined(self.places_of_tails(chance)))


class Country:
    """What is generated: `Country().copy(1)` is the first copy of the sample, and so on."""

    def __init__(self) -> None:
        found = list(sample.documents())
        self.once = [one for one in found if not isinstance(one, documents.Plan)]
        self.plans = [one for one in found if isinstance(one, documents.Plan)]
        self.agencies = [one for one in sample.agencies() if not one.group]
        indicators = [one for plan in self.plans for one in plan.indicators]
        projects = [one for plan in self.plans for one in plan.projects]
        self.indicators = indicators
        self.goals = Recombined([goal.title for plan in self.plans for goal in plan.goals])
        self.names = Recombined([one.name for one in indicators])
        self.standards = Recombined(
            [one.standard for one in indicators], cutter=cut_formula, alike=brackets
        )
        self.titles = Recombined([one.title for one in projects])
        self.work_plans = Recombined([text for plan in self.plans for text in _work_plans(plan)])

    def copy(self, number: int) -> tuple[list[sample.Agency], list[documents.AnyDocument]]:
        """The agencies of one copy, parents first, and its documents in the order of loading."""
        chance = random.Random(f"{SEED} {number}")
        agencies = [
            agency.model_copy(
                update={
                    "name": numbered(agency.name, number),
                    "name_en": numbered(f"{agency.name_en} ", number),
                    "parent": numbered(agency.parent, number) if agency.parent else None,
                }
            )
            for agency in self.agencies
        ]
        first: list[documents.AnyDocument] = []
        last: list[documents.AnyDocument] = []
        if number == ONCE_A_COUNTRY:
            for document in self.once:
                if isinstance(document, documents.ActionPlan):
                    last.append(_with_numbered_agencies(document))
                else:
                    first.append(document)
        return agencies, [*first, *self._plans(number, chance), *last]

    def _plans(self, number: int, chance: random.Random) -> Iterator[documents.Plan]:
        goals, titles = self.goals.of_copy(chance), self.titles.of_copy(chance)
        work_plans, standards = self.work_plans.of_copy(chance), self.standards.of_copy(chance)
        places = self.names.places_of_tails(chance)
        names, measured = iter(self.names.joined(places)), iter(places)
        standards_in_order = list(standards)
        for plan in self.plans:
            renamed = dict(zip(_work_plans(plan), work_plans, strict=False))
            yield documents.Plan.model_validate(
                {
                    **plan.model_dump(),
                    "agency": numbered(plan.agency, number),
                    "parent_agency": plan.parent_agency and numbered(plan.parent_agency, number),
                    "goals": tuple(
                        goal.model_copy(update={"title": next(goals)}) for goal in plan.goals
                    ),
                    "indicators": tuple(
                        self._indicator(indicator, next(names), next(measured), standards_in_order)
                        for indicator in plan.indicators
                    ),
                    "projects": tuple(
                        project.model_copy(
                            update={"title": next(titles), "work_plan": renamed[project.work_plan]}
                        )
                        for project in plan.projects
                    ),
                }
            )

    def _indicator(
        self, indicator: documents.Indicator, name: str, measured: int, standards: list[str]
    ) -> documents.Indicator:
        """The end of a name says what is measured, so standard, target and history come with it."""
        other = self.indicators[measured]
        return indicator.model_copy(
            update={
                "name": name,
                "standard": standards[measured],
                **{field: getattr(other, field) for field in MEASURED_WITH_THE_NAME},
            }
        )


def _with_numbered_agencies(document: documents.ActionPlan) -> documents.ActionPlan:
    """The action plan in the hands of the first copy's agencies; 各機關 stays all of them."""
    groups = {agency.name for agency in sample.agencies() if agency.group}

    def renamed(
        responsible: tuple[documents.ResponsibleAgency, ...],
    ) -> tuple[documents.ResponsibleAgency, ...]:
        return tuple(
            one
            if one.agency in groups
            else one.model_copy(update={"agency": numbered(one.agency, ONCE_A_COUNTRY)})
            for one in responsible
        )

    measures = tuple(
        measure.model_copy(
            update={
                "lead_agencies": renamed(measure.lead_agencies),
                "co_agencies": renamed(measure.co_agencies),
            }
        )
        for measure in document.measures
    )
    return document.model_copy(update={"measures": measures})


def _work_plans(plan: documents.Plan) -> list[str]:
    """The work plans of a plan, each once, in their order."""
    return list(dict.fromkeys(project.work_plan for project in plan.projects))
