"""docs/glossary.md holds every model and every code that people are shown, in the pages' words."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.utils import translation

from guankao.calendars import ReportField, Stage
from guankao.documents import IndicatorKind
from guankao.documents.comparison import BreakReason, ChangeKind
from guankao.documents.comparison.likeness import Likeness
from guankao.documents.copying import ChangeReason
from guankao.figures import Comparator, Direction, PeriodKind, ReasonCode
from guankao.figures.formulas import Accumulation, ProblemCode, RefusalCode
from guankao.results import Against, RiskLevel, Trigger
from guankao.rules import Level
from guankao.scoring import Light, Problem
from guankao.web.importing import states
from guankao.web.organizations.roles import ROLES, Role
from guankao.web.planning import states as draft_states
from guankao.web.planning import versions
from guankao.web.planning.outcomes import Outcome
from guankao.web.planning.reading import CATEGORY_CODES
from guankao.web.portal import result_terms, terms
from guankao.web.portal.queries.results import PublicState
from guankao.web.portal.views import search as search_page
from guankao.web.reporting import states as report_states
from guankao.web.reporting.actions.steps import Review
from guankao.web.reporting.levels import ControlLevel
from guankao.web.review import terms as review_terms
from guankao.web.search.ranks import Kind
from guankao.web.tracking.models import ResponsibleAgency
from guankao.web.tracking.verdicts import MeasureVerdict

PAGE = "docs/glossary.md"

CODES = {
    "IndicatorKind": [kind.value for kind in IndicatorKind],
    "Comparator": [comparator.value for comparator in Comparator],
    "Direction": [direction.value for direction in Direction],
    "MeasureVerdict": [verdict.value for verdict in MeasureVerdict],
    "ReasonCode": [reason.value for reason in ReasonCode],
    "PeriodKind": [kind.value for kind in PeriodKind],
    "Outcome": [outcome.value for outcome in Outcome],
    "Kind": [kind.value for kind in Kind],
    "Level": [level.value for level in Level],
    "Light": [light.value for light in Light],
    "Problem": [problem.value for problem in Problem],
    "RefusalCode": [code.value for code in RefusalCode],
    "ProblemCode": [code.value for code in ProblemCode],
    "Accumulation": [rule.value for rule in Accumulation],
    "State": [state.value for state in states.State],
    "DraftState": [state.value for state in draft_states.DraftState],
    "Step": [step.value for step in draft_states.Step],
    "VersionKind": [kind.value for kind in versions.VersionKind],
    "ChangeKind": [kind.value for kind in ChangeKind],
    "BreakReason": [reason.value for reason in BreakReason],
    "Likeness": [likeness.value for likeness in Likeness],
    "ChangeReason": [reason.value for reason in ChangeReason],
    "ControlLevel": [level.value for level in ControlLevel],
    "Review": [review.value for review in Review],
    "ReportState": [state.value for state in report_states.ReportState],
    "ReportTurn": [turn.value for turn in report_states.ReportTurn],
    "Stage": [stage.value for stage in Stage],
    "ReportField": [one.value for one in ReportField],
    "Against": [against.value for against in Against],
    "RiskLevel": [level.value for level in RiskLevel],
    "Trigger": [trigger.value for trigger in Trigger],
    "PublicState": [state.value for state in PublicState],
    "category": list(CATEGORY_CODES.values()),
    "evaluation_arrangement": ["1", "2", "3", "4", "5"],
    "Role": [role.value for role in Role],
    "role": [ResponsibleAgency.LEAD, ResponsibleAgency.CO],
}
WORDS = {
    "IndicatorKind": terms.KINDS,
    "Comparator": terms.COMPARATORS,
    "Direction": terms.DIRECTIONS,
    "MeasureVerdict": terms.VERDICTS,
    "category": terms.CATEGORIES,
    "ReasonCode": terms.REASONS,
    "Light": terms.LIGHTS,
    "Problem": terms.NO_ACHIEVEMENT,
    "RefusalCode": terms.REFUSALS,
    "State": {state.value: words for state, words in states.WORDS.items()},
    "Role": {role.value: words.name for role, words in ROLES.items()},
    "DraftState": {state.value: words for state, words in draft_states.WORDS.items()},
    "Step": {step.value: line.words for step, line in draft_states.TABLE.items()},
    "ReportState": {state.value: words for state, words in report_states.WORDS.items()},
    "PublicState": result_terms.STATES,
    "ReportTurn": {turn.value: line.words for turn, line in report_states.TABLE.items()},
    "VersionKind": {kind.value: words for kind, words in versions.WORDS.items()},
    "ChangeKind": {kind.value: words for kind, words in review_terms.CHANGES.items()},
    "BreakReason": {reason.value: words for reason, words in review_terms.BREAKS.items()},
    "Likeness": {kind.value: words for kind, words in review_terms.LIKENESSES.items()},
    "ChangeReason": {reason.value: words for reason, words in review_terms.REASONS.items()},
    "Kind": {kind.value: words for kind, words in search_page.KINDS.items()},
    "evaluation_arrangement": {str(key): words for key, words in terms.ARRANGEMENTS.items()},
}
"""What the pages call the codes, where they have words of their own."""

NOT_HERE = {
    "What": "docs/how-to/steer-a-year.md",
    "SourceKind": "the words of FigureSource, which docs/reference/plan-document.md lists",
    "ComputedFigure": "docs/explanation/from-report-to-publication.md",
    "ProofFormat": "formats, which docs/explanation/from-report-to-publication.md lists",
    "ProofObstacle": "each has a sentence of its own: guankao.documents.formats.proofs",
    "ColumnType": "docs/reference/data-dictionary.md",
    "Only": "docs/reference/addresses.md",
    "Source": "docs/reference/data-dictionary.md",
    "Event": "has a page of its own",
    "Becomes": "docs/how-to/report-by-api.md",
    "FigureCause": "docs/reference/data-dictionary.md",
    "FaultCode": "each has a sentence of its own: guankao.results.faults",
    "KpiClass": "counted in a sentence of rule GK406, which says them in words",
    "FileFormat": "the names of formats, which docs/how-to/read-a-document.md lists",
    "NoteCode": "docs/how-to/read-a-document.md",
    "Likeness": "a word beside a KPI that is measured elsewhere, which no other page names",
    "NumeralStyle": "an option of a function",
    "Obstacle": "docs/how-to/read-a-document.md",
    "Queue": "docs/how-to/review-reports.md",
    "OutputShape": "an option of a command, which docs/reference/command-line.md lists",
    "OutputFormat": "an option of a command, which docs/reference/command-line.md lists",
    "SpokenLanguage": "an option of a command, which docs/reference/command-line.md lists",
    "PublicationKind": "docs/how-to/take-the-data-away.md",
    "PieceKind": "shown as marks of what went and came, which no page names",
    "ReportProblemCode": "each has a sentence of its own: guankao.results.problems",
    "Style": "how a paragraph lies in a file, which no page names",
    "Permission": "docs/reference/permissions.md",
    "Reach": "docs/reference/permissions.md",
    "Access": "docs/reference/permissions.md",
    "DigestState": "how far a mail has come, which no page names",
    "DraftKind": "which room of the desk writes it, which no page names",
    "Standing": "told as a sentence beside a clause that changed or is gone",
    "Subject": "the kinds of identifier, which docs/reference/plan-document.md lists",
    "TokenKind": "inside a reader",
    "Verdict": "part of MeasureVerdict",
}
"""Codes that people are not shown, or not by this page. A new one goes here or into CODES."""

Entries = dict[tuple[str, str], tuple[str, str]]


@pytest.fixture(scope="module")
def rows(pages) -> list[tuple[str, str, str]]:
    """中文, English and code of every row of every table."""
    found = re.findall(
        r"^\| ([^|]+?) \| ([^|]+?) \| ([^|]*?) ?\| [^|]*\|$", pages[PAGE], re.MULTILINE
    )
    return [row for row in found if row[0] not in {"中文", "---"}]


@pytest.fixture(scope="module")
def entries(rows) -> Entries:
    """中文 and English by kind of code and code."""
    found: Entries = {}
    for chinese, english, code in rows:
        pair = re.fullmatch(r"`(\w+)` `([^`]+)`", code)
        if pair:
            assert pair.groups() not in found, f"{code} stands twice"
            found[pair[1], pair[2]] = (chinese, english)
    return found


def test_every_row_is_read(pages, rows):
    lines = [line for line in pages[PAGE].splitlines() if line.startswith("|")]
    heads = [line for line in lines if line.startswith(("| 中文", "| ---"))]
    assert len(rows) == len(lines) - len(heads)


def test_every_model_is_there(rows):
    models = {
        model._meta.label for model in apps.get_models() if model.__module__.startswith("guankao.")
    }
    listed = [code.strip("`") for _, _, code in rows if re.fullmatch(r"`[a-z]+\.[A-Z]\w+`", code)]
    rooms = {label.partition(".")[0] for label in models}
    assert models <= set(listed), sorted(models - set(listed))
    gone = [label for label in listed if label.partition(".")[0] in rooms and label not in models]
    assert not gone
    assert len(listed) == len(set(listed)) + 1  # a programme and its answer have one model


def test_every_code_that_people_see_is_there_and_no_other(entries):
    wanted = {(kind, code) for kind, codes in CODES.items() for code in codes}
    assert set(entries) == wanted


def test_no_set_of_codes_is_forgotten(root):
    sources = (root / "src" / "guankao").rglob("*.py")
    sets = {
        name
        for path in sources
        for name in re.findall(r"^class (\w+)\(StrEnum\)", path.read_text("utf-8"), re.MULTILINE)
    }
    assert sets - set(CODES) <= set(NOT_HERE)


def test_the_english_words_are_those_of_the_pages(entries):
    with translation.override("en"):
        for kind, words in WORDS.items():
            for code in CODES[kind]:
                assert entries[kind, code][1].lower() == str(words[code]).lower(), (kind, code)


def test_the_chinese_words_are_those_of_the_pages(entries):
    """Of whatever is translated; that everything is, the tests of the catalogue hold."""
    for kind, words in WORDS.items():
        for code in CODES[kind]:
            with translation.override("en"):
                english = str(words[code])
            with translation.override("zh-hant"):
                shown = str(words[code])
            assert shown in {entries[kind, code][0], english}, (kind, code)


def test_every_word_has_both_languages(rows):
    for chinese, english, _code in rows:
        assert re.search(r"[\u4e00-\u9fff]", chinese), chinese
        assert re.fullmatch(r"[A-Za-z' ,-]+", english), english
