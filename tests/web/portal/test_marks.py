"""The small marks: what they draw, and the words that say the same."""

import re
from decimal import Decimal

import pytest
from django.utils import translation

from guankao.figures import ReasonCode
from guankao.web.planning.models import Indicator
from guankao.web.portal import terms
from guankao.web.portal.templatetags import marks, words
from guankao.web.tracking.verdicts import MeasureVerdict


def test_every_verdict_has_a_shape_and_a_word_of_its_own():
    with translation.override("en"):
        drawn = [marks.verdict_mark(verdict.value) for verdict in MeasureVerdict]
    assert len({re.sub(r"<svg.*?>(.*)</svg>.*", r"\1", one) for one in drawn}) == len(drawn)
    assert [re.sub(r"<[^>]+>", "", one).strip() for one in drawn] == [
        "Met",
        "Not met",
        "Undecided",
        "Units differ",
        "No figure reported",
        "Not numeric",
        "No target",
    ]


@pytest.mark.parametrize(
    ("direction", "written", "text"),
    [
        ("higher", False, "more is better inferred"),
        ("lower", True, "less is better"),
        ("milestone", False, "done or not done inferred"),
        ("", False, "not read"),
    ],
)
def test_a_direction_says_whether_it_was_inferred(direction, written, text):
    with translation.override("en"):
        mark = marks.direction_mark(Indicator(direction=direction, direction_written=written))
    assert re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", mark)).strip() == text


@pytest.mark.parametrize(
    ("value", "word"), [(None, "done or not done"), (Decimal(75), "by steps done")]
)
def test_a_milestone_with_a_figure_is_reached_by_steps(value, word):
    with translation.override("en"):
        mark = marks.direction_mark(Indicator(direction="milestone", target_value=value))
    assert word in mark


def test_a_bar_is_as_long_as_its_share_and_never_divides_by_nothing():
    assert '<rect width="25.0"' in marks.bar(25, 100)
    assert '<rect width="0.0"' in marks.bar(0, 0)


def test_dots_stand_higher_the_larger_the_figure(sample_data):
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    drawn = marks.history_mark(indicator)
    heights = [Decimal(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', drawn)]
    assert heights == sorted(heights, reverse=True)
    assert len(heights) == 3
    assert "style=" not in drawn
    label = re.search(r'aria-label="([^"]+)"', drawn)[1]
    for figure in ("5,842人", "6,817人", "7,073人", "7,144人"):
        assert figure in label


def test_figures_that_are_all_the_same_stand_in_the_middle(sample_data):
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    for past in indicator.history.all():
        past.value = indicator.target_value
        past.save()
    drawn = marks.history_mark(indicator)
    assert set(re.findall(r'cy="([\d.]+)"', drawn)) == {"18.0"}


def test_a_history_that_cannot_be_drawn_is_told_in_words(sample_data):
    indicator = Indicator.objects.get(identifier="107/內政部/kpi/1-1")
    indicator.target_value = None
    assert "<svg" not in marks.history_mark(indicator)
    assert "7,073人" in marks.history_mark(indicator)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("0E-10", "0"),
        ("7144.0000000000", "7,144"),
        ("250000.5", "250,000.5"),
        ("-0.1", "-0.1"),
        ("-3.0000000000", "-3"),
        ("-1234567.25", "-1,234,567.25"),
        ("0.05", "0.05"),
    ],
)
def test_figures_are_shown_exactly(value, shown):
    assert words.figure(Decimal(value)) == shown


def test_words_are_marked_as_text_never_as_markup():
    marked = words.with_words("教育<b>及文化", ["文化", "<b>"])
    assert marked == "教育<mark>&lt;b&gt;</mark>及<mark>文化</mark>"


def test_every_reason_has_its_sentence():
    for code in ReasonCode:
        reason = terms.deciding_word(Indicator(direction_reason=code.value))
        assert str(reason.sentence) != code.value
    assert terms.deciding_word(Indicator()) is None
