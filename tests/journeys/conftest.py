"""A running program and a real browser. Skipped, with the reason, where there is no Chromium."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

STARTS_WITHIN = 300
"""Seconds: a first start migrates, gathers scripts and loads the sample."""

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
def program(tmp_path_factory, plain_environment) -> Iterator[str]:
    """The address of `guankao demo`, started as a person starts it, on a folder of its own."""
    port = _free_port()
    data = tmp_path_factory.mktemp("demo")
    log = (data / "log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from guankao.cli.main import main; main()",
            "demo",
            "--port",
            str(port),
            "--data",
            str(data / "guankao"),
        ],
        env=plain_environment,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, data / "log")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=120)
        log.close()


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
    """Sign in as one of the demonstration's people, in the language that the page is in."""

    def sign_in(page, account: str, password: str = "demo-guankao-107") -> None:
        page.goto("/account/login/")
        page.locator("#id_login").fill(account)
        page.locator("#id_password").fill(password)
        page.locator("main form button").first.click()
        page.wait_for_url(re.compile(r"/desk/$"))

    return sign_in


@pytest.fixture
def page(browser, program) -> Iterator:
    """A fresh page; what the browser complains of, such as a refused script, fails the test."""
    context = browser.new_context(base_url=program, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type == "error" else None,
    )
    page.complaints = complaints
    yield page
    context.close()
    expected = ("404", "400")  # the browser itself reports the status of a page asked for in vain
    assert [one for one in complaints if not any(code in one for code in expected)] == []
