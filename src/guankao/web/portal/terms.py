"""The words that pages use for stored codes; the English ones are those of docs/glossary.md."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guankao.documents import IndicatorKind
from guankao.figures import Comparator, Direction, ReasonCode
from guankao.figures.formulas import RefusalCode
from guankao.scoring import Light, Problem
from guankao.web.planning.models import Indicator
from guankao.web.tracking.verdicts import MeasureVerdict

Words = dict[str, str | Promise]

KINDS: Words = {
    IndicatorKind.FORMULA.value: pgettext_lazy("kind of KPI", "Formula"),
    IndicatorKind.COUNT.value: pgettext_lazy("kind of KPI", "Count"),
    IndicatorKind.SURVEY.value: pgettext_lazy("kind of KPI", "Survey"),
    IndicatorKind.MILESTONE.value: pgettext_lazy("kind of KPI", "Milestone"),
}
DIRECTIONS: Words = {
    Direction.HIGHER.value: _("more is better"),
    Direction.LOWER.value: _("less is better"),
    Direction.EXACT.value: _("exactly this"),
    Direction.MILESTONE.value: _("done or not done"),
    "": _("not read"),
}
BY_STEPS = _("by steps done")
"""A milestone whose target has a figure: the share of the steps that are done."""

COMPARATORS: Words = {
    Comparator.AT_LEAST.value: _("at least"),
    Comparator.AT_MOST.value: _("at most"),
    Comparator.EQUAL.value: _("exactly"),
    Comparator.MILESTONE.value: pgettext_lazy("comparator", "milestone"),
}
COMPARATOR_SIGNS: dict[str, str] = {
    Comparator.AT_LEAST.value: "≥",
    Comparator.AT_MOST.value: "≤",
    Comparator.EQUAL.value: "=",
}
CATEGORIES: Words = {
    "public-construction": _("Public construction"),
    "social-development": _("Social development"),
    "science-technology": _("Science and technology"),
    "other": pgettext_lazy("category of project", "Other"),
}
RESULT_LEVELS: Words = {
    "input": _("input"),
    "process": _("process"),
    "output": _("output"),
    "outcome": _("outcome"),
}
ACCUMULATIONS: Words = {
    "sum": _("the periods are added up"),
    "latest": _("the latest figure holds"),
    "average": _("the mean of the periods"),
    "stock_at_end": _("what there is on the last day"),
}
ARRANGEMENTS: dict[int, str | Promise] = {
    1: _("the agency's own organisation"),
    2: _("a task force"),
    3: _("a third party"),
    4: _("the agency's own organisation with a third party"),
    5: pgettext_lazy("evaluation arrangement", "other"),
}
VERDICTS: Words = {
    MeasureVerdict.MET.value: _("Met"),
    MeasureVerdict.NOT_MET.value: _("Not met"),
    MeasureVerdict.UNDECIDED.value: _("Undecided"),
    MeasureVerdict.UNITS_DIFFER.value: _("Units differ"),
    MeasureVerdict.NO_FIGURE.value: _("No figure reported"),
    MeasureVerdict.NOT_NUMERIC.value: _("Not numeric"),
    MeasureVerdict.NO_TARGET.value: _("No target"),
}
LEVELS: Words = {
    "error": _("Error"),
    "warning": _("Warning"),
    "note": pgettext_lazy("level of a finding", "Note"),
}
"""How much a finding of the linter weighs."""

VERDICT_SENTENCES: Words = {
    MeasureVerdict.UNDECIDED.value: _(
        "Several agencies report, the document gives no total, and none of them decides alone."
    ),
    MeasureVerdict.UNITS_DIFFER.value: _("The units differ: a person has to judge."),
    MeasureVerdict.NO_FIGURE.value: _("A figure was to be reached, and none was reported."),
}
"""Why a verdict leaves open whether the target was met."""

FACTS: Words = {
    "content": _("Document (SHA-256)"),
    "goals": _("Goals"),
    "indicators": _("KPIs"),
    "projects": _("Projects"),
    "sections": _("Sections"),
    "measures": _("Measures"),
}
"""Facts of the ledger that the public pages tell, in their order."""

REASONS: Words = {
    ReasonCode.WRITTEN.value: _("the target itself says so"),
    ReasonCode.DEED.value: _("the target names a deed and no figure"),
    ReasonCode.STAGED.value: _("the standard marks the steps of a work"),
    ReasonCode.THRESHOLD.value: _("the standard puts a comparator beside the target's figure"),
    ReasonCode.ZERO.value: _("no count is below nought, so nought is the most that is allowed"),
    ReasonCode.RANK.value: _("it is a rank, and the first is the best"),
    ReasonCode.REDUCTION.value: _("the size of a reduction or saving is measured"),
    ReasonCode.COMPLEMENT.value: _("what remains of a whole is measured"),
    ReasonCode.CEILING.value: _("the share by which an estimate exceeds its ceiling is measured"),
    ReasonCode.OWN_STAFF.value: _("the growth of government's own staff or debt is measured"),
    ReasonCode.LOWERED.value: _("the name says that it is to be lowered"),
    ReasonCode.HARM.value: _("a harm is measured"),
    ReasonCode.CONCENTRATION.value: _("a concentration is measured"),
    ReasonCode.DURATION.value: _("the time that something takes is measured"),
    ReasonCode.GAIN.value: _("nothing speaks for less, and a word speaks for more"),
    ReasonCode.DEFAULT.value: _("no word decides, and more is then taken to be better"),
}
LIGHTS: Words = {
    Light.GREEN.value: pgettext_lazy("light", "Green"),
    Light.YELLOW.value: pgettext_lazy("light", "Yellow"),
    Light.RED.value: pgettext_lazy("light", "Red"),
    Light.WHITE.value: pgettext_lazy("light", "White"),
}
NO_ACHIEVEMENT: Words = {
    Problem.NO_ACTUAL.value: _("no actual"),
    Problem.NO_FIGURE.value: pgettext_lazy("achievement", "no figure"),
    Problem.UNITS_DIFFER.value: _("Units differ"),
    Problem.ONLY_MET_OR_NOT.value: _("only met or not"),
    Problem.NO_CHANGE_ASKED.value: _("no change asked"),
}
REFUSALS: Words = {
    RefusalCode.NO_ARITHMETIC.value: _("no calculation is written"),
    RefusalCode.ILLEGIBLE.value: _("characters that cannot be read"),
    RefusalCode.TOO_LONG.value: _("too long"),
    RefusalCode.TOO_DEEP.value: _("brackets nested too deeply"),
    RefusalCode.UNBALANCED_BRACKET.value: _("a bracket without its partner"),
    RefusalCode.OPEN_SUM.value: _("a sum that does not say what is added"),
    RefusalCode.OPEN_AVERAGE.value: _("an average that does not say of what"),
    RefusalCode.OPEN_YEAR.value: _("targets of several years"),
    RefusalCode.SAME_NAME.value: _("one name for two things"),
    RefusalCode.SEVERAL_FORMULAS.value: _("several formulas"),
    RefusalCode.WEIGHTS.value: _("weights that do not make a whole"),
    RefusalCode.CONDITION.value: _("a condition, which arithmetic does not say"),
    RefusalCode.WORDS_CALCULATE.value: _("words that change the result"),
    RefusalCode.OPERAND.value: _("a quantity is missing"),
    RefusalCode.EXPONENT.value: _("too high a power"),
    RefusalCode.UNIT.value: _("a result in another unit than the target"),
}
PLACES: Words = {
    "text": _("in the target"),
    "name": _("in the name"),
    "standard": _("in the standard"),
}


def direction_words(indicator: Indicator) -> str | Promise:
    """What a direction is called; a figure of a milestone is a share of its steps."""
    code = indicator.direction
    if code == Direction.MILESTONE and indicator.target_value is not None:
        return BY_STEPS
    return DIRECTIONS.get(code, code)


@dataclass(frozen=True)
class DecidingWord:
    """Why a target has its direction, for a person: the sentence, the word, and where it stands."""

    sentence: str | Promise
    word: str
    place: str | Promise


def deciding_word(indicator: Indicator) -> DecidingWord | None:
    """Why the target has its direction; None where nothing could be read."""
    code = indicator.direction_reason
    if not code:
        return None
    place = PLACES.get(indicator.direction_word_in, "")
    return DecidingWord(REASONS.get(code, code), indicator.direction_word, place)
