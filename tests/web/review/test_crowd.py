"""Several people at once on the same plans: no lost change, no double event, no impossible state.

In a program of its own, since it needs transactions that are really committed, and on the database
that the suite runs on. The long one is `python tools/stress.py`.
"""

from __future__ import annotations

import os

from robustness.places import new_place
from robustness.trials import crowd_on_plans


def test_a_crowd_on_the_same_plans(tmp_path):
    with new_place(tmp_path / "place", os.environ.get("DATABASE_URL", "")) as place:
        told = crowd_on_plans(place, processes=4, operations=25)
    # How many succeed is chance; that all were counted, and what must hold, the program has seen.
    refused = sum(number for name, number in told.items() if name.startswith("refused"))
    assert told["succeeded"] + refused == 100
