"""What the rooms of the core offer at their doors is explained there."""

from __future__ import annotations

import inspect
from dataclasses import is_dataclass

import pytest

from guankao import documents, figures, sample, scoring
from guankao.figures import formulas

ROOMS = [figures, formulas, documents, sample, scoring]
OFFERED = [(room.__name__, name, getattr(room, name)) for room in ROOMS for name in room.__all__]
EXPLAINED = [
    pytest.param(name, thing, id=f"{room}.{name}")
    for room, name, thing in OFFERED
    if inspect.isfunction(thing) or inspect.isclass(thing)
]


def test_there_are_doors():
    assert len(EXPLAINED) > 50


@pytest.mark.parametrize(("name", "thing"), EXPLAINED)
def test_whatever_is_offered_has_a_docstring_of_its_own(name, thing):
    written = vars(thing).get("__doc__") if inspect.isclass(thing) else thing.__doc__
    assert written, f"{name} has no docstring"
    assert written.strip()
    if is_dataclass(thing):
        # Python writes the signature where the author wrote nothing.
        assert not written.startswith(f"{name}("), f"{name} has no docstring"


@pytest.mark.parametrize("room", ROOMS)
def test_doors_are_sorted_and_complete(room):
    assert list(room.__all__) == sorted(room.__all__, key=lambda name: (not name.isupper(), name))
    assert room.__doc__
