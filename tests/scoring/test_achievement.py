"""Achievement in every direction; the defects seen elsewhere are named after what went wrong."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guankao.figures import Quantity, read_quantity, read_target
from guankao.scoring import Achievement, Problem, achievement_of, progress_of


def _achieved(target, actual, **about):
    return achievement_of(read_target(target, **about), read_quantity(actual) if actual else None)


@pytest.mark.parametrize(
    ("target", "actual", "ratio", "met"),
    [
        ("7,144人", "7,144人", "1", True),
        ("7,144人", "3,572人", "0.5", False),
        ("80%", "100%", "1.25", True),
        ("10%以下", "8%", "1", True),
        ("10%以下", "10%", "1", True),
        ("10%以下", "20%", "0.5", False),
        ("8.5億元", "850,000,000元", "1", True),
        ("280萬戶", "140萬戶", "0.5", False),
    ],
)
def test_in_the_direction_of_the_target(target, actual, ratio, met):
    assert _achieved(target, actual) == Achievement(Decimal(ratio), met)


def test_defect_lower_is_better_came_out_at_2025_percent():
    assert _achieved("20%以下", "15%").ratio == 1


def test_defect_bigger_and_smaller_scored_the_same():
    assert _achieved("20%以下", "25%").met is False
    assert _achieved("20%以上", "25%").met is True


def test_defect_target_equal_to_baseline_took_the_value_of_the_row_before():
    assert progress_of(Decimal(20), Decimal(20), Decimal(20)) == Achievement(
        None, True, Problem.NO_CHANGE_ASKED
    )
    assert progress_of(Decimal(20), Decimal(20), Decimal(19)).met is False


def test_defect_a_true_zero_became_missing():
    assert _achieved("100件", "0件") == Achievement(Decimal(0), False)
    assert _achieved("100件", "") == Achievement(None, None, Problem.NO_ACTUAL)


def test_defect_a_cap_was_a_maximum():
    assert Achievement(Decimal("1.3"), True).capped().ratio == 1
    assert Achievement(Decimal("0.3"), False).capped().ratio == Decimal("0.3")


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [("0次", "0次", True), ("0次", "1次", False), ("-0.1%", "-0.2%", True)],
)
def test_at_nought_and_below_only_met_or_not_is_said(target, actual, met):
    about = {"name": "總員額年度成長率"}
    assert _achieved(target, actual, **about) == Achievement(None, met, Problem.ONLY_MET_OR_NOT)


def test_other_units_are_refused():
    assert _achieved("90%", "90件").problem is Problem.UNITS_DIFFER


def test_a_deed_has_no_ratio():
    assert _achieved("完成修正草案", "1件").problem is Problem.NO_FIGURE


@given(
    st.decimals(min_value="0.01", max_value=10**6, places=2),
    st.decimals(min_value=0, max_value=10**6, places=2),
)
def test_a_target_is_met_exactly_where_the_ratio_reaches_one(wanted, actual):
    for text in (f"{wanted}件以上", f"{wanted}件以下"):
        reached = achievement_of(read_target(text), Quantity(actual, "件"))
        assert reached.met == (reached.ratio >= 1)
