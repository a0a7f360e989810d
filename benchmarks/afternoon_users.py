"""What one reporter does on the last afternoon, for Locust: opens the report, types, saves, hands
in, and goes home.

Run by `last_afternoon`: `REPORTERS_OF_THE_AFTERNOON` names the file of those who report.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from locust import FastHttpUser, between, events, task
from locust.exception import StopUser

FIGURE = "30"
TOKEN = "t" * 32
"""Against forged requests: cookie and header say the same, as a browser makes them."""
OPEN, SAVE, SUBMIT = "open", "save", "submit"
_VERSION = re.compile(rb'name="version"[^>]* value="(\d+)"')
_waiting: list[dict[str, Any]] = []


@events.test_start.add_listener
def gather(**_options: Any) -> None:
    """Everybody who has a report to hand in, each once."""
    file = Path(os.environ["REPORTERS_OF_THE_AFTERNOON"])
    _waiting[:] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


class Reporter(FastHttpUser):
    """One person, one report."""

    wait_time = between(1, 3)
    connection_timeout = network_timeout = 60.0

    def on_start(self) -> None:
        if not _waiting:
            raise StopUser
        mine = _waiting.pop()
        self.path = f"/desk/reports/{mine['expected']}/"
        self.headers = {
            "Cookie": f"guankao_session={mine['session']}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
            "Accept-Encoding": "gzip",
        }

    @task
    def report(self) -> None:
        """Open, save, hand in."""
        with self.client.get(
            self.path, headers=self.headers, name=OPEN, catch_response=True
        ) as page:
            found = _VERSION.search(page.content or b"")
            if page.status_code != 200 or found is None:
                page.failure(f"no form: {page.status_code}")
                raise StopUser
        self.wait()
        version = self._save(found[1].decode())
        self.wait()
        given = {"version": version}
        with self.client.post(
            f"{self.path}submit/", given, headers=self.headers, name=SUBMIT,
            catch_response=True, allow_redirects=False,
        ) as answer:  # fmt: skip
            if answer.status_code != 302:
                answer.failure(f"not handed in: {answer.status_code}")
        raise StopUser

    def _save(self, version: str) -> str:
        """As the script of the page saves while one types."""
        given = {"version": version, "figure": FIGURE}
        headers = {**self.headers, "HX-Request": "true"}
        with self.client.post(
            self.path, given, headers=headers, name=SAVE, catch_response=True
        ) as answer:
            told = json.loads(answer.content or b"{}") if answer.status_code == 200 else {}
            if told.get("state") != "saved":
                answer.failure(f"not saved: {answer.status_code} {told.get('message', '')}")
                raise StopUser
        return str(told["version"])
