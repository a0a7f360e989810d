"""Killed at any moment, nothing is half done when the program starts again."""

from robustness.trials import killings, prepare


def test_nothing_is_half_done_after_a_kill(place):
    prepare(place)
    assert killings(place, times=5).total() == 5
