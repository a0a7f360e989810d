"""The script that builds the sample: the same input gives the very files that ship."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tools" / "build_sample.py"
SAMPLE = ROOT / "src" / "guankao" / "sample"
DATA = ROOT.parent / "shared" / "data"


def build(data: Path, output: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(data), "--output", str(output)],
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not DATA.is_dir(), reason=f"needs the transcribed documents at {DATA}")
def test_building_again_gives_the_shipped_bytes(tmp_path: Path) -> None:
    (tmp_path / "plan_105_outdated.json").write_text("{}")
    result = build(DATA, tmp_path)
    assert result.returncode == 0, result.stderr
    built = {path.name: path.read_bytes() for path in tmp_path.glob("*")}
    shipped = {path.name: path.read_bytes() for path in SAMPLE.glob("*.json")}
    assert built.keys() == shipped.keys()
    assert [name for name in built if built[name] != shipped[name]] == []


def test_a_folder_without_plans_is_refused_and_nothing_is_taken_away(tmp_path: Path) -> None:
    kept = tmp_path / "plan_107_02.json"
    kept.write_text("{}")
    result = build(tmp_path, tmp_path)
    assert result.returncode == 2
    assert "holds no folder 'plans'" in result.stderr
    assert kept.exists()
