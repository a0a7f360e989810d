"""Several people at once on the same plans: no lost change, no double event, no impossible state.

In a program of its own, since it needs transactions that are really committed. By hand it runs
longer, and on PostgreSQL with DATABASE_URL: see crowd.py.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("crowd.py")


def test_a_crowd_on_the_same_plans(tmp_path, plain_environment):
    done = subprocess.run(
        [sys.executable, str(PROGRAM), "4", "40"],
        env={
            **plain_environment,
            "DJANGO_SETTINGS_MODULE": "guankao.web.settings",
            "GUANKAO_DATA": str(tmp_path),
            "GUANKAO_DEMO": "1",
        },
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "'save" in done.stdout
    assert "'submit'" in done.stdout
