"""Reading in a child process: what it cannot do, when it ends, and what it says."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from documents.formats.made_files import PdfPage, docx, odt, pdf, run
from documents.formats.papers_read import texts
from documents.reading.test_in_process import PLAN
from guankao.documents.reading import (
    Limits,
    Obstacle,
    Stopped,
    UnreadableFile,
    paper_of,
    parent_process,
    read_file,
    read_here,
    read_paper_of_file,
)
from guankao.documents.reading.paper_transport import paper_from_json, paper_to_json
from guankao.documents.reading.transport import (
    error_from_json,
    error_to_json,
    reading_from_json,
    reading_to_json,
)


def test_a_file_read_in_a_child_is_what_it_is_here() -> None:
    told: list[tuple[str, int, int]] = []
    data = PLAN.encode()
    reading = read_file(data, "計畫.txt", progress=lambda *step: told.append(step))
    assert reading == read_here(data, "計畫.txt")
    assert told[0][0] == "opening"
    assert told[-1][1] == told[-1][2]


def test_a_paper_read_in_a_child_is_what_it_is_here() -> None:
    table = "<w:tbl><w:tr><w:tc>" + run("甲") + "</w:tc></w:tr></w:tbl>"
    data = docx(run("計畫") + table)
    paper = read_paper_of_file(data, "計畫.docx")
    assert paper == paper_of(data, "計畫.docx")
    assert [str(one.mark) for one in paper.paragraphs] == ["計畫.docx, line 1"]


def test_a_refusal_in_the_child_is_the_refusal_of_the_parent() -> None:
    with pytest.raises(UnreadableFile) as raised:
        read_file(b"PK\x03\x04 cut")
    assert raised.value.obstacle is Obstacle.DAMAGED
    assert raised.value.facts == {"detail": "ZIP"}


@pytest.mark.parametrize("data", [b"", b"a" * 2_000])
def test_what_is_empty_or_too_large_starts_no_child(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(UnreadableFile) as raised:
        read_file(data, limits=Limits(file_bytes=1_000))
    assert raised.value.obstacle in {Obstacle.EMPTY, Obstacle.TOO_LARGE}


def test_stopping_kills_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    children = remembered_children(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(Stopped):
        read_file(PLAN.encode(), stop=lambda: True)
    (child,) = children
    assert child.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)


def test_an_interruption_kills_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    children = remembered_children(monkeypatch, "import time; time.sleep(600)")

    def interrupted() -> bool:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_file(PLAN.encode(), stop=interrupted)
    assert children[0].returncode is not None


@pytest.mark.parametrize(
    ("program", "obstacle"),
    [
        ("import time; time.sleep(600)", Obstacle.TOO_SLOW),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Obstacle.BROKE_THE_READER),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Obstacle.TOO_MUCH_MEMORY),
        ("import os, signal; os.kill(os.getpid(), signal.SIGXCPU)", Obstacle.TOO_SLOW),
        ("raise SystemExit(3)", Obstacle.BROKE_THE_READER),
        ("print('no message')", Obstacle.BROKE_THE_READER),
        ("print('[1, 2]')", Obstacle.BROKE_THE_READER),
        ('print(\'{"a": 1, "b": 2}\')', Obstacle.BROKE_THE_READER),
        ("print('{\"paper\": {}}')", Obstacle.BROKE_THE_READER),
        ("print('{\"reading\"', end='')", Obstacle.BROKE_THE_READER),
    ],
)
def test_a_child_that_hangs_dies_or_raves_is_a_refusal(
    program: str, obstacle: Obstacle, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembered_children(monkeypatch, program)
    monkeypatch.setattr(parent_process, "_GRACE", 0)
    with pytest.raises(UnreadableFile) as raised:
        read_file(PLAN.encode(), limits=Limits(seconds=1))
    assert raised.value.obstacle is obstacle


def test_the_child_inherits_no_secrets_and_imports_nothing_from_where_we_stand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('imported from here')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GUANKAO_SECRET_KEY", "secret")
    environments: list[dict[str, str]] = []
    start = subprocess.Popen

    def popen(order: list[str], **options: object) -> subprocess.Popen[bytes]:
        environments.append(options["env"])  # type: ignore[arg-type]
        return start(order, **options)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(subprocess, "Popen", popen)
    assert read_paper_of_file(docx(run("甲"))).blocks
    assert "GUANKAO_SECRET_KEY" not in environments[0]


def test_a_child_that_cannot_be_started_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    with pytest.raises(UnreadableFile) as raised:
        read_file(PLAN.encode())
    assert raised.value.obstacle is Obstacle.BROKE_THE_READER


def test_a_flood_of_messages_leaves_no_thread_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    flood = """print('{"progress": ["pages", 1, 2]}\\n' * 100_000)"""
    remembered_children(monkeypatch, flood)
    asked = iter([False] * 5)
    before = threading.active_count()
    with pytest.raises(Stopped):
        read_file(PLAN.encode(), stop=lambda: next(asked, True))
    assert threading.active_count() <= before + 1  # the one that feeds may still be ending


def remembered_children(
    monkeypatch: pytest.MonkeyPatch, program: str
) -> list[subprocess.Popen[bytes]]:
    """Let another program run in the place of the child; gives the list of those that ran."""
    children: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def popen(order: list[str], **options: object) -> subprocess.Popen[bytes]:
        child = start([sys.executable, "-I", "-c", program], **options)  # type: ignore[call-overload]
        children.append(child)
        return child

    monkeypatch.setattr(subprocess, "Popen", popen)
    return children


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
@pytest.mark.parametrize(
    ("limits", "work", "says"),
    [
        (Limits(memory_bytes=300 << 20), "bytearray(1 << 30)", "MemoryError"),
        (Limits(seconds=1), "[None for _ in iter(int, 1)]", "-24"),
        (Limits(), "open('/tmp/guankao-child', 'w').write('x' * 100_000)", "OSError"),
    ],
)
def test_the_system_holds_the_child_to_its_limits(limits: Limits, work: str, says: str) -> None:
    program = f"""
        from guankao.documents.reading.child_process import restrain
        from guankao.documents.reading import Limits
        restrain(Limits(memory_bytes={limits.memory_bytes}, seconds={limits.seconds}))
        try:
            {work}
        except (MemoryError, OSError) as error:
            print(type(error).__mro__[-4 if isinstance(error, OSError) else 0].__name__)
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, check=False
    )
    assert says in f"{ended.stdout.decode()} {ended.returncode}"


def test_too_little_memory_is_told_as_such() -> None:
    page = PdfPage()
    for number in range(200):
        page.text(50, 800 - 3.5 * number, "計畫目標策略指標" * 6, 3)
    with pytest.raises(UnreadableFile) as raised:
        read_paper_of_file(pdf(*[page] * 150), limits=Limits(memory_bytes=180 << 20))
    assert raised.value.obstacle in {Obstacle.TOO_MUCH_MEMORY, Obstacle.BROKE_THE_READER}


def test_too_little_time_is_told_as_such() -> None:
    page = PdfPage()
    for number in range(200):
        page.text(50, 800 - 3.5 * number, "計畫目標策略指標" * 6, 3)
    with pytest.raises(UnreadableFile) as raised:
        read_paper_of_file(pdf(*[page] * 150), limits=Limits(seconds=1))
    assert raised.value.obstacle is Obstacle.TOO_SLOW


def test_the_answer_survives_its_way_as_json() -> None:
    reading = read_here(PLAN.encode(), "計畫.txt")
    assert reading_from_json(json.loads(json.dumps(reading_to_json(reading)))) == reading
    body = "<text:p>甲</text:p><table:table><table:table-row><table:table-cell "
    body += 'table:number-columns-spanned="2"><text:p>乙</text:p></table:table-cell>'
    body += "</table:table-row></table:table>"
    paper = paper_of(odt(body, parts={"Basic/a": "x"}), "計畫.odt")
    again = paper_from_json(json.loads(json.dumps(paper_to_json(paper))))
    assert again == paper
    assert (again.notes, again.file, texts(again)) == (paper.notes, "計畫.odt", ["甲"])
    error = UnreadableFile(Obstacle.TOO_MANY_PAGES, pages="9", most="8")
    assert str(error_from_json(json.loads(json.dumps(error_to_json(error))))) == str(error)


def test_the_child_answers_a_request_on_its_streams() -> None:
    """The protocol itself, in this process: one line of request, the bytes, lines of answer."""
    data = PLAN.encode()
    request = {"wanted": "documents", "name": "計畫.txt", "size": len(data), "limits": {}}
    ended = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-m", "guankao.documents.reading.child_process"],
        input=json.dumps(request).encode() + b"\n" + data,
        capture_output=True,
        check=True,
    )
    kinds = [next(iter(json.loads(line))) for line in io.BytesIO(ended.stdout)]
    assert kinds[-1] == "reading"
    assert set(kinds[:-1]) == {"progress"}
    assert ended.stderr == b""
