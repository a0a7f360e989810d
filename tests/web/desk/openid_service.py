"""A program of its own: Guankao with a service of OpenID Connect, both in this process.

The service is a small server that keeps to the protocol: discovery, a code for a verifier, tokens,
facts about whoever is in its `told`. Prints what came of each try, as JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

told: dict[str, object] = {}
challenges: list[str] = []
LOGIN = "/account/oidc/service/login/"


class Service(BaseHTTPRequestHandler):
    here = ""

    def log_message(self, *_arguments: object) -> None:
        pass

    def answer(self, facts: dict[str, object], status: int = 200) -> None:
        body = json.dumps(facts).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        if self.path.endswith("/openid-configuration"):
            self.answer(
                {
                    "issuer": self.here,
                    "authorization_endpoint": f"{self.here}/authorize",
                    "token_endpoint": f"{self.here}/token",
                    "userinfo_endpoint": f"{self.here}/userinfo",
                    "jwks_uri": f"{self.here}/keys",
                }
            )
        else:
            assert self.headers["Authorization"] == "Bearer an-access-token"
            self.answer(told)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        verifier = sent["code_verifier"][0]
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        if digest.decode().rstrip("=") != challenges[-1] or sent["code"] != ["a-code"]:
            self.answer({"error": "invalid_grant"}, 400)
        else:
            self.answer({"access_token": "an-access-token", "token_type": "Bearer"})


def attempt(facts: dict[str, object], *, state: str = "", process: str = "") -> dict[str, object]:
    """Go the whole way as a browser does; `state` and `process` are what a stranger changes."""
    from django.test import Client

    told.clear()
    told.update(facts)
    browser = Client()
    asked = browser.get(LOGIN, {"next": "/desk/", **({"process": process} if process else {})})
    query = parse_qs(urlsplit(asked.url).query)
    challenges.append(query["code_challenge"][0])
    given = {"code": "a-code", "state": state or query["state"][0]}
    back = browser.get(f"{LOGIN}callback/", given)
    return {
        "leads": back.headers.get("Location", ""),
        "in": browser.get("/desk/").status_code == 200,
    }


def main() -> None:
    """Start both, and go through each case."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    here = Service.here = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ |= {
        "GUANKAO_DATA": sys.argv[1],
        "GUANKAO_HTTPS": "0",
        "GUANKAO_DEBUG": "1",
        "GUANKAO_HOSTS": "testserver",
        "GUANKAO_OIDC_ISSUER": here,
        "GUANKAO_OIDC_CLIENT": "guankao",
        "GUANKAO_OIDC_SECRET": "a-secret",
        "GUANKAO_OIDC_NAME": "共用登入",
        "DJANGO_SETTINGS_MODULE": "guankao.web.settings",
    }

    from guankao.web.commands.preparing import (
        bring_database_up_to_date,
        start_django,
    )

    start_django(None)
    bring_database_up_to_date()

    from django.test import Client
    from django.test.utils import setup_test_environment

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.ledger.models import Entry
    from guankao.web.organizations.actions import (
        end_person,
        register_agency,
        register_person,
    )
    from guankao.web.organizations.models import Person

    setup_test_environment()
    agency = register_agency(by=COMMAND_LINE, name="測試部")
    person = register_person(by=COMMAND_LINE, account="lin@example.test", name="林", agency=agency)
    gone = register_person(by=COMMAND_LINE, account="gone@example.test", name="離", agency=agency)
    end_person(by=COMMAND_LINE, code=gone.code)
    known = {"sub": "1", "email": "Lin@example.test", "email_verified": True}
    people = Person.objects.count()
    results = {
        "page": "共用登入" in Client().get("/account/login/").content.decode(),
        "known": attempt(known),
        "again": attempt(known),
        "unknown": attempt({"sub": "2", "email": "other@example.test"}),
        "unverified": attempt({**known, "email_verified": False}),
        "ended": attempt({"sub": "3", "email": "gone@example.test"}),
        "nothing told": attempt({"sub": "4"}),
        "another state": attempt(known, state="made-up"),
        "connect": attempt({"sub": "9", "email": "other@example.test"}, process="connect"),
        "people": Person.objects.count() - people,
        "events": list(
            Entry.objects.filter(stream=f"person/{person.code}").values_list("event", flat=True)
        ),
    }
    sys.stdout.write(json.dumps(results) + "\n")


if __name__ == "__main__":
    main()
