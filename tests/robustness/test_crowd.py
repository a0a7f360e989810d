"""Eight at once, on the same files and the same plans."""

import time

from robustness.places import LONGEST
from robustness.trials import crowd, inspect, prepare, write_sample

HEAD_START = 3
"""Seconds: long enough that without the queue the second has begun before the first goes on."""


def test_nothing_is_lost_doubled_or_impossible(place):
    prepare(place)
    told = crowd(place, processes=8, steps=100)
    # Which of them succeeds is chance; what was done is compared with what is there.
    assert sum(told.values()) >= 100
    assert told["hand_in done"] > 0


def test_two_who_publish_the_same_in_turned_order_wait_and_do_not_deadlock(place):
    """Each has published what the other comes to next; only one may have begun."""
    prepare(place)
    one = place.start("two_documents", "0", "1")
    assert one.stdout.readline() == "first\n"
    two = place.start("two_documents", "1", "0")
    # The second is let go on at once: it gets so far as the first lets it.
    two.stdin.write("\n")
    two.stdin.flush()
    time.sleep(HEAD_START)
    out, said = one.communicate("\n", timeout=LONGEST)
    assert (one.returncode, out, said) == (0, "both\n", "")
    out, said = two.communicate(timeout=LONGEST)
    assert (two.returncode, out, said) == (0, "first\nboth\n", "")
    inspect(place)


def test_two_loads_of_the_same_documents_at_once(place, tmp_path):
    prepare(place)
    folder = tmp_path / "documents"
    write_sample(folder)
    loads = [place.start_guankao("load", str(folder)) for _number in range(2)]
    told = []
    for load in loads:
        out, said = load.communicate(timeout=LONGEST)
        assert (load.returncode, said) == (0, "")
        told.append(out)
    number = len(list(folder.iterdir()))
    assert sorted(told) == [
        f"Documents: {number} created.\n",
        f"Documents: {number} unchanged.\n",
    ]
    inspect(place)
