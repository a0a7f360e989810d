"""Backed up while somebody writes, put back elsewhere: the same record, the same pages."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sqlite3
import time
import zipfile
from pathlib import Path

import pytest

from robustness.places import Place, new_place
from robustness.trials import crowd, fill, inspect, prepare


def _answers(place: Place) -> dict[str, list[object]]:
    asked = place.run(*place.program("asking"))
    assert asked.returncode == 0, asked.stderr
    return json.loads(asked.stdout)


def _ends(place: Place) -> str:
    """The head of the record, without the moment when it was taken."""
    head = place.guankao("ledger", "head")
    assert head.returncode == 0, head.stderr
    return re.sub(r"^(date|taken) .*\n", "", head.stdout, flags=re.MULTILINE)


def _pieces(file: Path) -> dict[str, bytes]:
    """What a backup holds, without what says where and when it was made."""
    with zipfile.ZipFile(file) as archive:
        return {
            name: archive.read(name)
            for name in archive.namelist()
            if name not in {"manifest.json", "ledger-head.txt"}
        }


def _backup(place: Place, file: Path) -> None:
    backed_up = place.guankao("backup", str(file))
    assert (backed_up.returncode, backed_up.stderr) == (0, "")


def _restore(place: Place, file: Path) -> None:
    restored = place.guankao("restore", str(file))
    assert (restored.returncode, restored.stderr) == (0, "")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A place with the whole sample and a backup of it."""
    folder = tmp_path_factory.mktemp("backup")
    with new_place(folder / "place", os.environ.get("DATABASE_URL", "")) as place:
        prepare(place)
        fill(place, folder / "documents")
        # Imports, drafts with their versions and steps, and what was published of them.
        crowd(place, processes=1, steps=40)
        _backup(place, folder / "backup.zip")
        yield place, folder / "backup.zip"


@pytest.mark.parametrize("into", ["the same", "SQLite"])
def test_the_same_record_and_the_same_pages_elsewhere(filled, tmp_path, into):
    place, file = filled
    if into == "SQLite" and not place.database:
        pytest.skip("it is SQLite already")
    with new_place(tmp_path / "other", place.database if into == "the same" else "") as other:
        _restore(other, file)
        assert _ends(other) == _ends(place)
        answers = _answers(other)
        assert {status for status, _digest in answers.values()} == {200}
        assert answers == _answers(place)
        inspect(other)
        # Every row of every table of every room, and every file that waits.
        _backup(other, tmp_path / "again.zip")
        assert _pieces(tmp_path / "again.zip") == _pieces(file)


def test_sqlite_is_left_for_postgresql_and_nothing_is_lost(filled, tmp_path):
    place, _file = filled
    if not place.database:
        pytest.skip("there is no PostgreSQL in this run")
    with (
        new_place(tmp_path / "small", "") as small,
        new_place(tmp_path / "large", place.database) as large,
    ):
        prepare(small)
        fill(small, tmp_path / "documents")
        _backup(small, tmp_path / "small.zip")
        _restore(large, tmp_path / "small.zip")
        assert _ends(large) == _ends(small)
        assert _answers(large) == _answers(small)
        inspect(large)


def test_a_backup_beside_somebody_who_writes_is_of_one_moment(place, tmp_path):
    prepare(place)
    writer = place.start("writer")
    try:
        for _line in range(5):
            assert writer.stdout.readline()
        _backup(place, tmp_path / "during.zip")
        before = int(writer.stdout.readline())
        _backup(place, tmp_path / "later.zip")
    finally:
        writer.kill()
        out, said = writer.communicate()
    assert said == ""
    assert len(out.split()) > 0, "nobody wrote while the backup was written"
    assert before >= 6
    for name in ("during", "later"):
        with new_place(tmp_path / name, place.database) as other:
            _restore(other, tmp_path / f"{name}.zip")
            # Every waiting file has its bytes, every plan its entry, and the chain holds.
            inspect(other)
            assert len(list((other.directory / "uploads").iterdir())) == 5
    # The live record, which went on, still holds what the backup took with it.
    with zipfile.ZipFile(tmp_path / "during.zip") as archive:
        (tmp_path / "head").write_bytes(archive.read("ledger-head.txt"))
    checked = place.guankao("ledger", "check", str(tmp_path / "head"))
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert " 0 were recorded since" not in checked.stdout


def test_a_backup_is_never_written_over_another(filled):
    place, file = filled
    before = file.read_bytes()
    again = place.guankao("backup", str(file))
    assert (again.returncode, "already" in again.stderr) == (2, True)
    assert file.read_bytes() == before
    assert file.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in file.parent.iterdir() if path.name.startswith(".")) == []


def test_the_same_content_is_the_same_bytes_but_for_the_moment(filled, tmp_path):
    place, file = filled
    _backup(place, tmp_path / "again.zip")
    with zipfile.ZipFile(file) as one, zipfile.ZipFile(tmp_path / "again.zip") as two:
        assert one.namelist() == two.namelist()
        for name in one.namelist():
            if name not in {"manifest.json", "ledger-head.txt"}:
                assert one.read(name) == two.read(name), name
        assert {entry.date_time for entry in one.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not any("secret" in name for name in one.namelist())


def _contents(place: Place) -> list[str]:
    return sorted(str(path.relative_to(place.directory)) for path in place.directory.rglob("*"))


def _rewritten(file: Path, target: Path, change) -> Path:
    """The backup with one thing changed in it: `change` gives a piece's new bytes, or None."""
    with zipfile.ZipFile(file) as archive, zipfile.ZipFile(target, "w") as other:
        for name in archive.namelist():
            content = change(name, archive.read(name))
            if content is not None:
                other.writestr(name, content)
    return target


ENTRIES = "tables/ledger.entry.jsonl"
DAMAGES = {
    "a digit of a row": (
        lambda name, data: data.replace(b"107", b"106", 1) if name == ENTRIES else data,
        "its digest is not the one",
    ),
    "a piece that is gone": (
        lambda name, data: None if name == ENTRIES else data,
        "Its pieces are not those",
    ),
    "no table of contents": (
        lambda name, data: None if name == "manifest.json" else data,
        "It is no backup",
    ),
    "a newer form": (
        lambda name, data: data.replace(b"backup-1", b"backup-9") if "manifest" in name else data,
        "newer Guankao",
    ),
    "another version": (
        lambda name, data: (
            data.replace(b'"planning.0001_initial"', b'"planning.0009_later"')
            if "manifest" in name
            else data
        ),
        "with other tables",
    ),
    "another column": (
        lambda name, data: (
            data.replace(b'"recorded_at"', b'"recorded"') if "manifest" in name else data
        ),
        "other columns of ledger.entry",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_backup_leaves_nothing(filled, tmp_path, damage):
    place, file = filled
    change, reason = DAMAGES[damage]
    broken = _rewritten(file, tmp_path / "broken.zip", change)
    _refused(place, tmp_path, broken, reason)


def _refused(
    place: Place, tmp_path: Path, file: Path, reason: str, *, whole: Path | None = None
) -> None:
    with new_place(tmp_path / "other", place.database) as other:
        refused = other.guankao("restore", str(file))
        assert refused.returncode == 2, refused.stdout
        assert reason in refused.stderr
        assert "Nothing was changed" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert _contents(other) == []
        if whole is not None:
            # The place is as empty as it was: a whole backup goes in.
            _restore(other, whole)


def test_a_forged_ledger_is_found_behind_right_digests(filled, tmp_path):
    """Somebody changed an entry and mended all digests of the archive; the chain tells."""
    place, file = filled
    digests = {}

    def change(name, data):
        if name == ENTRIES:
            digests["old"] = hashlib.sha256(data).hexdigest().encode()
            data = data.replace("示範".encode(), "模範".encode(), 1)
            digests["new"] = hashlib.sha256(data).hexdigest().encode()
        if name == "manifest.json":
            data = data.replace(digests["old"], digests["new"])
        return data

    forged = _rewritten(file, tmp_path / "forged.zip", change)
    _refused(place, tmp_path, forged, "Its ledger is broken", whole=file)


def test_a_broken_record_is_saved_and_comes_back_only_when_asked_for(tmp_path):
    with new_place(tmp_path / "broken", "") as place, new_place(tmp_path / "other", "") as other:
        prepare(place)
        with sqlite3.connect(place.directory / "guankao.sqlite3") as database:
            database.execute("DROP TRIGGER ledger_entry_no_update")
            database.execute("UPDATE ledger_entry SET actor_name='nobody' WHERE id=2")
        file = tmp_path / "backup.zip"
        backed_up = place.guankao("backup", str(file))
        assert (backed_up.returncode, "ledger is broken" in backed_up.stderr) == (1, True)
        refused = other.guankao("restore", str(file))
        assert (refused.returncode, "Its ledger is broken" in refused.stderr) == (2, True)
        assert _contents(other) == []
        asked_for = other.guankao("restore", str(file), "--even-if-broken")
        assert (asked_for.returncode, asked_for.stderr) == (0, "")
        verified = other.guankao("ledger", "verify")
        assert (verified.returncode, verified.stdout.count("\n")) == (1, 1)


@pytest.mark.parametrize("seconds", [0.6, 1.0])
def test_a_restore_that_is_killed_leaves_nothing_or_everything(filled, tmp_path, seconds):
    place, file = filled
    with new_place(tmp_path / "other", place.database) as other:
        killed = other.start_guankao("restore", str(file))
        time.sleep(seconds)
        killed.kill()
        killed.communicate()
        if killed.returncode != 0:
            assert "guankao.sqlite3" not in _contents(other)
            _restore(other, file)
        assert _ends(other) == _ends(place)


def test_a_file_that_is_no_archive_is_named(filled, tmp_path):
    place, file = filled
    (tmp_path / "text").write_text("no backup")
    _refused(place, tmp_path, tmp_path / "text", "cannot be read")
    (tmp_path / "half").write_bytes(file.read_bytes()[:100_000])
    (tmp_path / "second").mkdir()
    _refused(place, tmp_path / "second", tmp_path / "half", "cannot be read")


def test_a_place_in_use_is_left_alone(filled):
    place, file = filled
    before = _ends(place)
    refused = place.guankao("restore", str(file))
    assert (refused.returncode, "empty place only" in refused.stderr) == (2, True)
    assert _ends(place) == before


def test_a_directory_with_something_in_it_is_left_alone(filled, tmp_path):
    _place, file = filled
    with new_place(tmp_path / "other", "") as other:
        (other.directory / "guankao.sqlite3").write_bytes(b"")
        refused = other.guankao("restore", str(file))
        assert (refused.returncode, "guankao.sqlite3" in refused.stderr) == (2, True)
        assert _contents(other) == ["guankao.sqlite3"]


def test_a_restore_that_was_killed_leaves_a_place_for_the_next(filled, tmp_path):
    """It was cut off with its folder half written; there is no database, so nothing is lost."""
    _place, file = filled
    with new_place(tmp_path / "other", "") as other:
        (other.directory / ".restoring").mkdir()
        (other.directory / ".restoring" / "guankao.sqlite3").write_bytes(b"half")
        _restore(other, file)
        assert _contents(other) == ["guankao.sqlite3"]
        with sqlite3.connect(other.directory / "guankao.sqlite3") as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
