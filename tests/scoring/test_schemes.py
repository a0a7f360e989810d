from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.scoring import (
    Achievement,
    Bands,
    BandsOverlap,
    Light,
    Part,
    StepsDoNotGrow,
    UnknownScheme,
    WeightsDoNotSum,
    composite_of,
    read_scheme,
    scheme_for,
    schemes,
    share_of_steps,
)

BANDS = Bands.of([("特優", Decimal(90)), ("優等", Decimal("59.5")), ("甲等", None)])


@pytest.mark.parametrize(
    ("figure", "name"),
    [("59.5", "優等"), ("59.49", "甲等"), ("89.95", "優等"), ("89.995", "優等"), ("90", "特優")],
)
def test_defect_figures_between_two_bands_were_unknown(figure, name):
    assert BANDS.name_of(Decimal(figure)) == name


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_every_figure_has_one_band(figure):
    assert BANDS.name_of(figure) in {"特優", "優等", "甲等"}


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [("a", Decimal(1))],
        [("a", Decimal(1)), ("b", Decimal(1)), ("c", None)],
        [("a", None), ("b", None)],
        [("a", Decimal(1)), ("a", None)],
    ],
)
def test_bands_that_overlap_or_leave_a_gap_are_refused(rows):
    with pytest.raises(BandsOverlap):
        Bands.of(rows)


@pytest.mark.parametrize("weights", [["1", "0.5"], ["0.333"] * 3, ["1", "0"], [], ["1.5", "-0.5"]])
def test_defect_weights_that_do_not_sum_to_one_were_ignored(weights):
    with pytest.raises(WeightsDoNotSum):
        composite_of([Part(Decimal(weight), Decimal(1)) for weight in weights])


def test_a_composite_with_an_unknown_part_is_unknown():
    parts = [Part(Decimal("0.7"), Decimal(1)), Part(Decimal("0.3"), None)]
    assert composite_of(parts) is None


def test_steps_amount_to_the_share_of_the_last_one_done():
    steps = [Decimal("0.25"), Decimal("0.75"), Decimal(1)]
    assert [share_of_steps(steps, done) for done in (0, 1, 2, 3)] == [0, *steps]
    assert share_of_steps(steps, None) is None
    with pytest.raises(StepsDoNotGrow):
        share_of_steps([Decimal("0.5"), Decimal("0.5")], 1)
    with pytest.raises(ValueError, match="4 steps"):
        share_of_steps(steps, 4)


def test_unknown_is_white_and_never_red():
    scheme = scheme_for("plan", 107)
    assert scheme.light_of(Achievement(None, None)) is Light.WHITE
    assert scheme.light_of(Achievement(Decimal(0), met=False)) is Light.RED
    assert scheme.light_of(Achievement(None, met=True)) is Light.GREEN


def test_every_scheme_that_ships_has_its_source_and_says_whether_it_is_certain():
    shipped = list(schemes())
    assert {scheme.code for scheme in shipped} >= {"annual-plan-example", "service-programme"}
    assert all(scheme.source.title for scheme in shipped)
    assert scheme_for("plan", 107).example


def test_a_year_is_judged_by_its_own_scheme():
    assert scheme_for("programme", 107).calendar[0].due == "0-07-20"
    with pytest.raises(UnknownScheme):
        scheme_for("programme", 108)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('"lights": []', "lowest band"),
        ('"lights": [{"name": "purple"}]', "no light"),
        ('"lights": [{"name": "red"}], "weights": {"a": 0.5}', "sum to 0.5"),
        ('"lights": [{"name": "red"}], "last_year": 90', "before the first"),
    ],
)
def test_a_scheme_that_does_not_hang_together_is_refused(change, said):
    text = (
        '{"code": "x", "version": 1, "kind": "plan", "first_year": 100, "last_year": null, '
        '"source": {"title": "t", "issuer": "", "date": ""}, "example": true, ' + change + "}"
    )
    with pytest.raises(ValueError, match=said):
        read_scheme(text)
