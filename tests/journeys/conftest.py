"""A running program and a real browser. Skipped, with the reason, where there is no Chromium."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from robustness.places import GUANKAO, Place, new_place

STARTS_WITHIN = 300
"""Seconds, on a busy machine: a first start migrates, gathers scripts and loads the sample."""

WAITS = 60_000
"""Milliseconds, on a busy machine, that a page or a part of it may take."""

CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    """All journeys share one program and one browser, so they run in one process."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def place(tmp_path_factory) -> Iterator[Place]:
    """Where the program works: a directory of its own, on the database of the suite."""
    directory = tmp_path_factory.mktemp("demo") / "guankao"
    with new_place(directory, os.environ.get("DATABASE_URL", "")) as made:
        yield made


@pytest.fixture(scope="session")
def program(place, tmp_path_factory, plain_environment) -> Iterator[str]:
    """The address of `guankao demo`, started as a person starts it, on a folder of its own.

    The demonstration takes no other database than its own file: on PostgreSQL a program of the
    tests starts the same server (demonstrate.py).
    """
    port = _free_port()
    where = [str(port), str(place.directory)]
    command, environment = [*GUANKAO, "demo", "--port", where[0], "--data", where[1]], None
    if place.database:
        command = [sys.executable, str(Path(__file__).with_name("demonstrate.py")), *where]
        environment = place.environment
    log = tmp_path_factory.mktemp("program") / "log"
    with log.open("w", encoding="utf-8") as told:
        process = subprocess.Popen(
            command, env=environment or plain_environment, stdout=told, stderr=subprocess.STDOUT
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process, log)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=120)


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{address}/107/", timeout=30):
                return
        except OSError:
            time.sleep(0.3)
    pytest.fail(f"guankao demo did not start:\n{log.read_text(encoding='utf-8')}")


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """Debian's Chromium, driven by Playwright."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        pytest.skip("no Chromium on this machine (Debian's package is called chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sign_in():
    """Sign in as one of the demonstration's people, in the language that the page is in.

    Who has come in once is known by the cookie, as in a browser that was left open; whoever was
    signed out meanwhile fills in the form again.
    """
    known: dict[tuple[str, str], dict] = {}

    def sign_in(page, account: str, password: str = "demo-guankao-107") -> None:
        if cookie := known.get((account, password)):
            page.context.add_cookies([cookie])
            page.goto("/desk/")
            if urlsplit(page.url).path == "/desk/":
                return
        page.goto("/account/login/")
        page.locator("#id_login").fill(account)
        page.locator("#id_password").fill(password)
        page.locator("main form button").first.click()
        page.wait_for_url(re.compile(r"/desk/$"))
        known[account, password] = next(
            one for one in page.context.cookies() if one["name"] == "guankao_session"
        )

    return sign_in


class Complaints:
    """What a browser complains of, such as a refused script; it fails the test."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def listen(self, page) -> None:
        page.on("pageerror", lambda error: self.heard.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message) -> None:
        # The browser reports the status of a form that was refused, or a page asked for in vain,
        # and a line that a test cut off.
        expected = ("the server responded with a status of 4", "net::ERR_INTERNET_DISCONNECTED")
        if message.type == "error" and not any(one in message.text for one in expected):
            self.heard.append(message.text)


class Opening:
    """Opens pages, each in a context of its own, as somebody or nobody."""

    def __init__(self, browser, program: str, sign_in) -> None:
        self.browser, self.program, self.sign_in = browser, program, sign_in
        self.contexts: list = []
        self.kept: dict = {}
        self.complaints = Complaints()

    def __call__(
        self,
        account: str = "",
        *,
        language: str = "zh-hant",
        script: bool = True,
        width: int = 1280,
        scheme: str = "light",
    ):
        context = self.browser.new_context(
            base_url=self.program,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=script,
        )
        self.contexts.append(context)
        context.set_default_timeout(WAITS)
        context.add_cookies(
            [
                {
                    "name": "guankao_language",
                    "value": language,
                    "url": self.program,
                    "httpOnly": True,
                }
            ]
        )
        page = context.new_page()
        self.complaints.listen(page)
        if account:
            self.sign_in(page, account)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def open_page(browser, program, sign_in) -> Iterator[Opening]:
    """Open a fresh page, as somebody or nobody; `script=False` is a browser without JavaScript."""
    opening = Opening(browser, program, sign_in)
    yield opening
    opening.close()
    assert opening.complaints.heard == []


@pytest.fixture(scope="module")
def windows(browser, program, sign_in) -> Iterator[Opening]:
    """Windows that stay open while one page after the other is looked at."""
    opening = Opening(browser, program, sign_in)
    yield opening
    opening.close()


@pytest.fixture
def kept_page(windows) -> Iterator:
    """The page of a person and a language, from test to test: a new window takes most of a look."""
    kept = windows.kept

    def kept_page(account: str, *, language: str):
        if (account, language) not in kept:
            kept[account, language] = windows(account, language=language)
        return kept[account, language]

    windows.complaints.heard.clear()
    yield kept_page
    assert windows.complaints.heard == []


@pytest.fixture
def page(open_page):
    """A fresh page of nobody, in Chinese."""
    return open_page()
