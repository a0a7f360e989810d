"""Killed at any moment, nothing is half done when the program starts again."""

from robustness.trials import killings, killings_on_reports, prepare


def test_nothing_is_half_done_after_a_kill(place):
    prepare(place)
    assert killings(place, times=5).total() == 5


def test_no_report_is_half_done_after_a_kill(place):
    assert killings_on_reports(place, times=3).total() == 3
