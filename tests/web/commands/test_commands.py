"""The commands of the web, as a person runs them: each in a process on a database of its own."""

import json
import socket
import sqlite3
import subprocess
import sys

import pytest

from guankao import sample
from guankao.documents import write_document


@pytest.fixture
def run(tmp_path, plain_environment):
    """Run `guankao …` with its data in a folder of this test; give code, stdout and stderr."""

    def start(*arguments, **environment):
        clean = plain_environment | {
            "XDG_DATA_HOME": str(tmp_path),
            "COLUMNS": "200",
            **environment,
        }
        finished = subprocess.run(
            [sys.executable, "-c", "from guankao.cli.main import main; main()", *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            env=clean,
            check=False,
        )
        return finished.returncode, finished.stdout, finished.stderr

    return start


@pytest.fixture
def plan_file(tmp_path):
    document = next(iter(sample.documents(fictional=True)))
    path = tmp_path / "plan.json"
    path.write_text(write_document(document), encoding="utf-8")
    return path


def test_a_port_in_use_is_named_and_nothing_is_made(run, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, _out, said = run("demo", "--port", str(port), "--data", str(tmp_path / "new"))
    assert code == 2
    assert f"Port {port}" in said
    assert "--port" in said
    assert not (tmp_path / "new").exists()


def free_port() -> str:
    """A port that no program of the machine holds now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_a_data_directory_that_cannot_be_written_is_named(run, tmp_path):
    (tmp_path / "file").write_text("")
    code, _out, said = run("demo", "--port", free_port(), "--data", str(tmp_path / "file" / "data"))
    assert code == 2
    assert str(tmp_path / "file" / "data") in said
    assert "--data" in said


def _contents(database):
    tables = ("sqlite_master", "django_migrations", "planning_plan", "ledger_entry")
    return [database.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


def test_a_newer_database_is_left_alone(run, tmp_path, plan_file):
    data = tmp_path / "data"
    assert run("load", str(plan_file), "--data", str(data))[0] == 0
    with sqlite3.connect(data / "guankao.sqlite3") as database:
        database.execute(
            "INSERT INTO django_migrations (app, name, applied) "
            "VALUES ('planning', '0999_from_the_future', '2030-01-01')"
        )
        before = _contents(database)
    code, _out, said = run("load", str(plan_file), "--data", str(data))
    assert code == 2
    assert "newer than this program" in said
    assert "planning.0999_from_the_future" in said
    with sqlite3.connect(data / "guankao.sqlite3") as database:
        assert _contents(database) == before


def test_a_database_that_is_none_is_named(run, tmp_path, plan_file):
    data = tmp_path / "data"
    data.mkdir()
    (data / "guankao.sqlite3").write_text("this is no database, and was never one" * 100)
    code, _out, said = run("load", str(plan_file), "--data", str(data))
    assert code == 2
    assert "cannot be opened" in said


def test_a_plan_is_loaded_once_and_then_unchanged(run, tmp_path, plan_file):
    data = str(tmp_path / "data")
    assert run("load", str(plan_file), "--data", data)[1] == "Documents: 1 created.\n"
    assert run("load", str(plan_file), "--data", data)[1] == "Documents: 1 unchanged.\n"
    code, out, _said = run("ledger", "verify", "--data", data)
    assert code == 0
    assert "The record holds" in out


def test_one_bad_document_in_a_folder_leaves_everything_as_it_was(run, tmp_path, plan_file):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "1.json").write_bytes(plan_file.read_bytes())
    bad = json.loads(plan_file.read_text(encoding="utf-8"))
    bad["fiscal_year"] = 108
    bad["indicators"][1]["goal"] = "99"
    (folder / "2.json").write_text(json.dumps(bad), encoding="utf-8")
    data = tmp_path / "data"
    code, _out, said = run("load", str(folder), "--data", str(data))
    assert code == 2
    assert "2.json" in said
    assert "indicators[1].goal" in said
    assert not (data / "guankao.sqlite3").exists()


def test_verifying_writes_nothing_where_there_is_no_database(run, tmp_path):
    code, _out, said = run("ledger", "verify", "--data", str(tmp_path / "data"))
    assert code == 2
    assert "There is no database" in said
    assert not (tmp_path / "data").exists()


def test_the_demo_keeps_away_from_an_installation_in_use(run, tmp_path):
    """The one place it may write by itself is guankao-demo; here that is a file, so it stops."""
    (tmp_path / "guankao-demo").write_text("")
    in_use = tmp_path / "in-use"
    code, _out, said = run("demo", "--port", free_port(), GUANKAO_DATA=str(in_use))
    assert code == 2
    assert "guankao-demo" in said
    assert not in_use.exists()


def test_a_ledger_edited_by_hand_is_found(run, tmp_path, plan_file):
    data = tmp_path / "data"
    run("load", str(plan_file), "--data", str(data))
    with sqlite3.connect(data / "guankao.sqlite3") as database:
        database.execute("DROP TRIGGER ledger_entry_no_update")
        database.execute("UPDATE ledger_entry SET actor_name='nobody' WHERE stream LIKE '107/%'")
    code, out, _said = run("ledger", "verify", "--data", str(data))
    assert code == 1
    assert "its content is not what was recorded" in out


@pytest.mark.parametrize("path", ["nowhere.json", "empty"])
def test_a_path_without_documents_is_named(run, tmp_path, path):
    (tmp_path / "empty").mkdir()
    code, _out, said = run("load", str(tmp_path / path), "--data", str(tmp_path / "data"))
    assert code == 2
    assert path in said


def test_the_deploy_check_has_no_warning(run, tmp_path):
    code, out, said = run(
        "manage", "--", "check", "--deploy", "--fail-level", "WARNING", GUANKAO_DATA=str(tmp_path)
    )
    assert (code, said) == (0, "")
    assert "no issues" in out


def test_the_key_is_made_once_and_only_the_owner_reads_it(run, tmp_path):
    run("manage", "check", GUANKAO_DATA=str(tmp_path))
    key = tmp_path / "secret-key"
    first = key.read_text(encoding="ascii")
    run("manage", "check", GUANKAO_DATA=str(tmp_path))
    assert key.read_text(encoding="ascii") == first
    assert len(first) >= 60
    assert key.stat().st_mode & 0o077 == 0


def test_a_setting_that_cannot_be_read_explains_itself(run, tmp_path):
    code, _out, said = run(
        "ledger", "verify", "--data", str(tmp_path / "data"), GUANKAO_HTTPS="perhaps"
    )
    assert code == 2
    assert "GUANKAO_HTTPS" in said


def test_a_head_is_written_and_the_record_is_checked_against_it(run, tmp_path, plan_file):
    data, head = tmp_path / "data", tmp_path / "head"
    run("load", str(plan_file), "--data", str(data))
    assert run("ledger", "head", "--output", str(head), "--data", str(data)) == (0, "", "")
    assert head.read_text(encoding="utf-8").startswith("guankao ledger head 1\n")
    code, out, _said = run("ledger", "check", str(head), "--data", str(data))
    assert (code, "holds everything" in out) == (0, True)
    code, _out, said = run("ledger", "head", "--output", str(head), "--data", str(data))
    assert (code, "never written over" in said) == (2, True)
    with sqlite3.connect(data / "guankao.sqlite3") as database:
        database.execute("DROP TRIGGER ledger_entry_no_delete")
        database.execute("DELETE FROM ledger_entry WHERE stream LIKE '107/%'")
    assert run("ledger", "verify", "--data", str(data))[0] == 0
    code, out, said = run("ledger", "check", str(head), "--data", str(data))
    assert code == 1
    assert "the whole stream is gone" in out
    assert "the first is 107/" in said


def test_a_broken_record_gets_no_head(run, tmp_path, plan_file):
    data = tmp_path / "data"
    run("load", str(plan_file), "--data", str(data))
    with sqlite3.connect(data / "guankao.sqlite3") as database:
        database.execute("DROP TRIGGER ledger_entry_no_update")
        database.execute("UPDATE ledger_entry SET actor_name='nobody'")
    code, out, said = run("ledger", "head", "--data", str(data))
    assert (code, out) == (1, "")
    assert "its content is not what was recorded" in said


@pytest.mark.parametrize("content", ["", "guankao ledger head 1\n", "\xff"])
def test_a_file_that_is_no_head_is_refused(run, tmp_path, content):
    (tmp_path / "head").write_text(content, encoding="latin-1")
    code, _out, said = run("ledger", "check", str(tmp_path / "head"), "--data", str(tmp_path))
    assert (code, "no head" in said) == (2, True)
