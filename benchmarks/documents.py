"""Claims: the plan of a ministry is read in a second (PDF: five), all agencies are linted in three,
and the year's book is set in twenty seconds and 600 MB; each from a process that has just started.

Peer: LibreOffice, converting the same file in the same run. It only changes the form of a file
where Guankao finds goals, KPIs and projects in it. What it cannot do (lint; read a PDF, where Draw
is not installed) stands without a peer.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import Report, Table, figure, times
from guankao import documents, sample
from guankao.documents.book import Book, plans_book
from guankao.documents.formats.docx.writer import write_docx
from guankao.documents.formats.odt.writer import write_odt
from guankao.documents.formats.pdf.writer import write_pdf
from guankao.documents.official import plan_paper
from guankao.documents.papers import PageBreak, Paper

ROOT = Path(__file__).resolve().parent.parent
AGENCY, FISCAL_YEAR = "法務部", 107
RUNS = 5
ALLOWED = {"odt": 1.0, "docx": 1.0, "pdf": 5.0}
LINTING_ALLOWED, BOOK_ALLOWED, BOOK_MEMORY_ALLOWED = 3.0, 20.0, 600.0
GIVEN_UP_AFTER = 600.0
"""Seconds."""

WATCH = """
import resource, subprocess, sys, time
began = time.perf_counter()
run = subprocess.run(sys.argv[1:], capture_output=True)
seconds = time.perf_counter() - began
print(seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, flush=True)
sys.stdout.buffer.write(run.stdout)
sys.stderr.buffer.write(run.stderr)
sys.exit(run.returncode)
"""

READ = """
import sys
from pathlib import Path
from guankao.documents.reading import read_file
path = Path(sys.argv[1])
reading = read_file(path.read_bytes(), path.name)
assert reading.documents, "nothing was read"
"""
LINT = """
from guankao import documents, sample
from guankao.rules import check_plan
plans = [one for one in sample.documents() if isinstance(one, documents.Plan)]
plans = [one for one in plans if one.fiscal_year == 107]
print(len(plans), sum(len(check_plan(plan)) for plan in plans))
"""
WRITE = """
import sys
from pathlib import Path
from guankao import documents, sample
from guankao.documents.formats.pdf.writer import write_pdf
from guankao.documents.official import plan_paper
plans = [one for one in sample.documents() if isinstance(one, documents.Plan)]
plan = next(one for one in plans if (one.agency, one.fiscal_year) == (sys.argv[1], 107))
Path(sys.argv[2]).write_bytes(write_pdf(plan_paper(plan)))
"""
BIND = """
import sys
from dataclasses import replace
from pathlib import Path
from guankao import documents, sample
from guankao.documents.book import plans_book
from guankao.documents.formats.pdf.book_writer import write_book
plans = [one for one in sample.documents() if isinstance(one, documents.Plan)]
book = plans_book([one for one in plans if one.fiscal_year == 107])
chapters = tuple(
    replace(one, paper=replace(one.paper, blocks=one.paper.blocks * int(sys.argv[2])))
    for one in book.chapters
)
Path(sys.argv[1]).write_bytes(write_book(replace(book, chapters=chapters)))
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds from its start to its end, and its largest memory in MB."""

    seconds: float
    megabytes: float
    said: str = ""


class Failed(RuntimeError):
    """A process that was measured did not do its work."""


def measure(_copies: int) -> Report:
    """Read, lint and bind beside LibreOffice, where it is installed."""
    report = Report(
        name="documents",
        claim="files are read, linted and set in the time of a conversion or less.",
        peer="LibreOffice, converting the same file in the same run.",
    )
    with tempfile.TemporaryDirectory() as folder, _office(Path(folder)) as convert:
        place = Path(folder)
        files, origin = _files(place)
        rows = [_reading_row(path, convert, report) for path in files]
        rows += [_writing_row(place, convert), _linting_row(report)]
        rows += [_book_row(place, convert, report), _long_book_row(place)]
        report.parts.append(f"{origin} Medians of {RUNS} runs, each a process of its own.")
        if convert is None:
            report.parts.append("LibreOffice is not installed here.")
        columns = ("what", "Guankao (s)", "Guankao (MB)", "LibreOffice (s)", "(MB)", "ratio")
        report.parts.append(Table(columns, [row for row, _ratio in rows]))
        ratios = [ratio for _row, ratio in rows if ratio is not None]
        report.ratio = (
            f"The year's book takes {times(ratios[-1])} the time of LibreOffice."
            if ratios
            else "Nothing to compare with."
        )
    return report


Convert = Callable[[Path, str], Cost | None]
"""A file and what to make of it; nothing where this LibreOffice cannot."""

Row = tuple[tuple[str, ...], float | None]
"""The cells of the table, and our time beside the peer's where there is one."""


def _reading_row(path: Path, convert: Convert | None, report: Report) -> Row:
    kind = path.suffix[1:]
    # LibreOffice reads a PDF as a drawing, which has no text form, and only where Draw is there.
    to = "pdf" if kind == "pdf" else "txt:Text"
    ours, theirs = _beside(lambda: _program(READ, str(path)), convert, path, to)
    _miss(report, ours.seconds > ALLOWED[kind], f"reading {kind} takes {figure(ours.seconds)} s")
    return _row(f"read {path.name}", ours, theirs)


def _writing_row(place: Path, convert: Convert | None) -> Row:
    source = place / "plan.odt"
    source.write_bytes(write_odt(plan_paper(_plan())))
    target = str(place / "plan.pdf")
    costs = _beside(lambda: _program(WRITE, AGENCY, target), convert, source)
    return _row("a ministry's plan as PDF", *costs)


def _linting_row(report: Report) -> Row:
    ours, _none = _beside(lambda: _program(LINT))
    agencies, findings = ours.said.split()
    _miss(report, ours.seconds > LINTING_ALLOWED, f"linting takes {figure(ours.seconds)} s")
    return _row(f"lint {agencies} agencies ({findings} findings)", ours, None)


def _book_row(place: Path, convert: Convert | None, report: Report) -> Row:
    source = place / "book.odt"
    source.write_bytes(write_odt(_one_paper(plans_book(_plans()))))
    target = str(place / "book.pdf")
    ours, theirs = _beside(lambda: _program(BIND, target, "1"), convert, source)
    _miss(report, ours.seconds > BOOK_ALLOWED, f"the book takes {figure(ours.seconds)} s")
    _miss(
        report,
        ours.megabytes > BOOK_MEMORY_ALLOWED,
        f"the book takes {figure(ours.megabytes)} MB",
    )
    return _row("the year's book as PDF", ours, theirs)


def _long_book_row(place: Path) -> Row:
    """The sample holds no strategies and contents; with them a year's book is some 3.5 times it."""
    ours, _none = _beside(lambda: _program(BIND, str(place / "long.pdf"), "4"))
    return _row("a book with every plan four times over", ours, None)


def _one_paper(book: Book) -> Paper:
    """The chapters of the book behind one another, as LibreOffice is given them."""
    blocks = [block for one in book.chapters for block in (*one.paper.blocks, PageBreak())]
    return Paper(tuple(blocks), title=book.title)


def _row(what: str, ours: Cost, theirs: Cost | None) -> Row:
    if theirs is None:
        return (what, figure(ours.seconds), figure(ours.megabytes), "–", "–", "–"), None
    ratio = ours.seconds / theirs.seconds
    cells = (
        figure(ours.seconds),
        figure(ours.megabytes),
        figure(theirs.seconds),
        figure(theirs.megabytes),
    )
    return (what, *cells, times(ratio)), ratio


def _miss(report: Report, missed: bool, told: str) -> None:  # noqa: FBT001
    if missed:
        report.misses.append(told)


def _plans() -> list[documents.Plan]:
    plans = [one for one in sample.documents() if isinstance(one, documents.Plan)]
    return [one for one in plans if one.fiscal_year == FISCAL_YEAR]


def _plan() -> documents.Plan:
    return next(one for one in _plans() if one.agency == AGENCY)


def _files(place: Path) -> tuple[list[Path], str]:
    """The files to read: those of the ministry, or else those that Guankao writes of its plan."""
    beside = Path(os.environ.get("GUANKAO_SHARED") or ROOT.parent / "shared")
    found = [next(beside.glob(f"documents/set/*{AGENCY}.{kind}"), None) for kind in ALLOWED]
    if all(found):
        return [path for path in found if path], "The files are those of the ministry."
    paper = plan_paper(_plan())
    written = {"odt": write_odt(paper), "docx": write_docx(paper), "pdf": write_pdf(paper)}
    paths = []
    for kind, content in written.items():
        paths.append(place / f"{AGENCY}.{kind}")
        paths[-1].write_bytes(content)
    return paths, "The documents beside the project are not here: the files are Guankao's own."


@contextmanager
def _office(place: Path) -> Iterator[Convert | None]:
    """LibreOffice as a function, with a profile of its own that exists before it is measured."""
    program = shutil.which("soffice")
    if program is None:
        yield None
        return

    def convert(source: Path, to: str) -> Cost | None:
        out = place / "converted"
        shutil.rmtree(out, ignore_errors=True)
        cost = _run(
            [
                *(program, "--headless", f"-env:UserInstallation={(place / 'profile').as_uri()}"),
                *("--convert-to", to, "--outdir", str(out), str(source)),
            ]
        )
        return cost if any(out.glob("*")) else None

    small = place / "small.txt"
    small.write_text("profile", encoding="utf-8")
    convert(small, "pdf")
    yield convert


def _program(text: str, *arguments: str) -> Cost:
    return _run([sys.executable, "-c", text, *arguments])


def _run(command: list[str]) -> Cost:
    """Run a process to its end through a small one, which tells what it took.

    The system counts the memory of the process that starts another as the other's; the small one
    has next to none.
    """
    finished = subprocess.run(
        [sys.executable, "-S", "-c", WATCH, *command],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=GIVEN_UP_AFTER,
    )
    if finished.returncode:
        raise Failed(finished.stderr.strip()[-500:])
    took, _newline, said = finished.stdout.partition("\n")
    seconds, kilobytes = took.split()
    return Cost(float(seconds), int(kilobytes) * 1024 / 1e6, said)


def _beside(
    ours: Callable[[], Cost], convert: Convert | None = None, source: Path = ROOT, to: str = "pdf"
) -> tuple[Cost, Cost | None]:
    """The medians of both, which take turns: what else the machine does meets both alike."""
    peer = None if convert is None or convert(source, to) is None else convert
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for _turn in range(RUNS):
        costs[0].append(ours())
        if peer is not None and (cost := peer(source, to)) is not None:
            costs[1].append(cost)
    return _median(costs[0]), _median(costs[1]) if costs[1] else None


def _median(costs: list[Cost]) -> Cost:
    return sorted(costs, key=lambda cost: cost.seconds)[len(costs) // 2]
