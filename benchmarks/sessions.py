"""Somebody signed in, as the server sees them: a connection that stays open, and cookies."""

from __future__ import annotations

import gzip
import http.client
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from benchmarks.clients import LONGEST_ANSWER
from benchmarks.serving import HOST

SIGN_IN = "/account/login/"
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    size: int
    """Bytes as they were sent, packed."""


class Session:
    """One browser: it keeps cookies, sends the token against forgery, and takes packed answers."""

    def __init__(self, port: int, cookies: Mapping[str, str] | None = None) -> None:
        self.port = port
        self.cookies = dict(cookies or {})
        self._connection = http.client.HTTPConnection(HOST, port, timeout=LONGEST_ANSWER)

    def get(self, path: str, **headers: str) -> Answer:
        """Open an address; names of headers are given with `_` for `-`."""
        return self._ask("GET", path, None, _named(headers))

    def post(self, path: str, values: Mapping[str, object], **headers: str) -> Answer:
        """Send a form; as in `get`."""
        told = _named(headers)
        told |= {"Content-Type": FORM, "X-CSRFToken": self.cookies.get("csrftoken", "")}
        return self._ask("POST", path, urlencode(values, doseq=True).encode(), told)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        headers |= {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        told = response.read()
        for cookie in response.headers.get_all("Set-Cookie", ()):
            self.cookies |= {name: one.value for name, one in SimpleCookie(cookie).items()}
        return Answer(response.status, told, len(told))


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def text_of(answer: Answer) -> str:
    """The page, unpacked: not part of any time that is measured."""
    packed = answer.body.startswith(b"\x1f\x8b")
    return (gzip.decompress(answer.body) if packed else answer.body).decode()


def sign_in(port: int, account: str, password: str) -> dict[str, str]:
    """Sign in as a person does, through the form; gives the cookies of the session."""
    session = Session(port)
    session.get(SIGN_IN)
    answer = session.post(SIGN_IN, {"login": account, "password": password})
    if answer.status != 302 or "guankao_session" not in session.cookies:
        raise RuntimeError(f"{account} could not sign in: {answer.status}, {text_of(answer)[:300]}")
    return session.cookies
