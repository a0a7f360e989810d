"""Ask for pages, and print the digest of each answer: a program of its own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys

from guankao.web.commands.preparing import start_django

ADDRESSES = [
    "/107/",
    "/107/內政部/",
    "/107/內政部/kpi/7-2/",
    "/107/法務部/findings/",
    "/107/guidelines/",
    "/107/guidelines.json",
    "/107/action-plan/integrity/",
    "/107/action-plan/integrity.csv",
    "/107/示範部/",
    "/107/示範部.json",
    "/search/?q=毒品",
    "/search/?q=的",
    "/107/indicators/?direction=lower",
    "/data/indicators.json",
    "/data/projects.csv",
    "/107/法務部/document.json",
]
TOKEN = re.compile(rb'(csrfmiddlewaretoken" value=")[^"]*')


def main() -> None:
    # Plain static files, without the manifest that only a start of the server writes.
    os.environ["GUANKAO_DEBUG"] = "1"
    start_django(None)
    from django.test import Client

    # Not as a test: the pages of a demonstration, as they are served.
    client = Client(headers={"host": "localhost"})
    answers = {}
    for address in ADDRESSES:
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        digest = hashlib.sha256(TOKEN.sub(rb"\1", content)).hexdigest()
        answers[address] = [answer.status_code, digest]
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
