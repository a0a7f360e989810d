"""`guankao read` as a person calls it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from documents.reading.test_in_process import PLAN
from guankao.cli import read as command
from guankao.cli import reading_report
from guankao.documents import KINDS, read_document, write_document
from guankao.documents.formats.records import are_records
from guankao.documents.reading import parent_process, read_here

app = typer.Typer()
app.command()(command.read)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan as plain text."""
    file = tmp_path / "計畫.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file


def called(*words: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def test_the_plan_is_printed_and_the_report_stands_beside_it(plan: Path) -> None:
    result = called(plan)
    assert result.exit_code == 0
    assert read_document(result.stdout).identifier == "107/示範部"
    assert "計畫.txt · TXT" in result.stderr
    assert "施政計畫 107/示範部" in result.stderr
    assert "關鍵績效指標 1" in result.stderr


def test_the_report_speaks_english_and_can_be_left_out(plan: Path) -> None:
    assert "indicators 1" in called(plan, "--language", "en").stderr
    assert called(plan, "--no-report").stderr == ""


def test_records_and_papers_are_printed_too(plan: Path) -> None:
    assert are_records(json.loads(called(plan, "--as", "records").stdout))
    paper = json.loads(called(plan, "--as", "paper").stdout)
    assert paper["blocks"][0]["paragraph"] == "示範部 107 年度施政計畫"
    assert paper["blocks"][0]["mark"] == {"file": "計畫.txt", "line": 1}


def test_document_and_places_go_into_files(plan: Path, tmp_path: Path) -> None:
    result = called(plan, "--output", tmp_path / "plan.json", "--places", tmp_path / "places.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert read_document((tmp_path / "plan.json").read_bytes()).identifier == "107/示範部"
    places = json.loads((tmp_path / "places.json").read_text("utf-8"))
    assert places["107/示範部/kpi/1-1#name"]["line"] == 13


def test_standard_input_is_read_and_what_was_printed_is_read_again(plan: Path) -> None:
    printed = called("-", stdin=plan.read_bytes()).stdout
    assert called("-", stdin=printed.encode()).stdout == printed


def test_several_documents_are_an_array(tmp_path: Path) -> None:
    (document,) = read_here(PLAN.encode()).documents
    text = write_document(document)
    book = tmp_path / "書.json"
    book.write_text(text + text.replace("示範部", "示範會"), encoding="utf-8")
    printed = called(book).stdout
    assert [one["agency"] for one in json.loads(printed)] == ["示範部", "示範會"]
    assert called("-", stdin=printed.encode()).stdout == printed


def test_what_is_missing_uncertain_and_noted_is_told(tmp_path: Path) -> None:
    file = tmp_path / "計畫.pdf"
    file.write_text(PLAN.replace("提升造林面積\n", "沒有的指標\n"), encoding="utf-8")
    told = called(file, "--language", "en").stderr
    assert "Uncertain (1)" in told
    assert "「沒有的指標」" in told
    assert "[table 2, row 2, cell 5, line 18]" in told
    assert "The name 計畫.pdf does not fit" in told
    assert "[表 2、第 2 列、第 5 格、第 18 行]" in called(file).stderr


def test_every_kind_of_document_has_its_name_in_the_report() -> None:
    assert set(reading_report._KINDS) == set(KINDS)


@pytest.mark.parametrize(
    ("content", "language", "sentence"),
    [
        (b"", "en", "The file is empty."),
        (b"", "zh-Hant", "檔案是空的。"),
        (b"{\\rtf1}", "en", "save it as ODT or DOCX"),
        ("菜單".encode(), "en", "none of the documents that are known"),
    ],
)
def test_what_cannot_be_read_gives_a_sentence_and_exit_code_2(
    content: bytes, language: str, sentence: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.odt"
    file.write_bytes(content)
    result = called(file, "--output", tmp_path / "out.json", "--language", language)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_is_not_there_gives_a_sentence_and_exit_code_2(tmp_path: Path) -> None:
    result = called(tmp_path / "none.odt")
    assert result.exit_code == 2
    assert "No such file" in result.stderr


def test_a_place_that_cannot_be_written_gives_exit_code_2(plan: Path, tmp_path: Path) -> None:
    assert called(plan, "--output", tmp_path / "no" / "folder.json").exit_code == 2


def test_only_annual_plans_are_records(shared: Path) -> None:
    file = shared / "documents" / "plain" / "法務部107年度服務躍升實施計畫.txt"
    result = called(file, "--as", "records")
    assert result.exit_code == 2
    assert "only annual plans" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no terminals of this kind")
def test_a_terminal_shows_a_bar_and_a_pipe_does_not(plan: Path) -> None:
    master, slave = pty.openpty()
    order = [str(Path(sys.executable).with_name("guankao")), "read", str(plan), "--no-report"]
    subprocess.run(order, stdout=subprocess.DEVNULL, stderr=slave, check=True)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "█" in shown
    assert shown.endswith("\r\x1b[K")
    ended = subprocess.run(order, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    assert ended.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of this kind")
def test_ctrl_c_ends_reader_and_child(plan: Path, tmp_path: Path) -> None:
    """The program is held up in its child by a reader that never ends."""
    noted = tmp_path / "child"
    program = f"""
import subprocess, sys
from guankao.cli import main
start = subprocess.Popen
def popen(order, **options):
    child = start([sys.executable, "-c", "import time; time.sleep(600)"], **options)
    open({str(noted)!r}, "w").write(str(child.pid))
    return child
subprocess.Popen = popen
sys.argv = ["guankao", "read", {str(plan)!r}]
main.main()
"""
    running = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    while not (noted.exists() and noted.read_text()):
        time.sleep(0.05)
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    printed, told = running.communicate(timeout=60)
    assert running.returncode == command.EXIT_STOPPED
    assert printed == b""
    assert told == b"guankao read: stopped\n"
    with pytest.raises(ProcessLookupError):
        os.kill(int(noted.read_text()), 0)


def test_the_child_is_another_process(monkeypatch: pytest.MonkeyPatch, plan: Path) -> None:
    orders: list[list[str]] = []
    start = subprocess.Popen

    def popen(order: list[str], **options: object) -> subprocess.Popen[bytes]:
        orders.append(order)
        return start(order, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(parent_process.subprocess, "Popen", popen)
    assert called(plan).exit_code == 0
    assert "guankao.documents.reading.child_process" in orders[0]
