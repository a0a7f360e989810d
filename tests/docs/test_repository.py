"""Nothing in the repository depends on the place where it was made."""

from __future__ import annotations

import pytest

# Written in pieces, so that this file does not find itself.
TRACES = {
    "host of a registry": ["pypi" + ".org", "files." + "pythonhosted", "registry." + "npmjs"],
    "folder of somebody's machine": ["/" + "home/", "/" + "root/", "/" + "Users/", "C:" + "\\"],
}


def texts(tracked_files):
    for path in tracked_files:
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize(
    "trace", [pytest.param(traces, id=kind) for kind, traces in TRACES.items()]
)
def test_no_trace_of_another_place(trace, tracked_files):
    found = [
        f"{path}: {part}" for path, text in texts(tracked_files) for part in trace if part in text
    ]
    assert not found


def test_files_are_read(tracked_files):
    assert sum(1 for _ in texts(tracked_files)) > 100


def test_pages_hold_no_direction_marks_or_tabs(pages):
    for page, text in pages.items():
        odd = {hex(ord(one)) for one in text if one in "\t\u200b\u200e\u200f\u202a\u202e\ufeff"}
        assert not odd, f"{page}: {odd}"
