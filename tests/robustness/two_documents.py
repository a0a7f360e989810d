"""Publish two documents in one transaction, in the order that is asked for, and wait in between.

python two_documents.py 0 1      # says "first", waits for a line, says "both"
"""

from __future__ import annotations

import sys

from guankao import sample
from guankao.web.commands.preparing import start_django


def main() -> None:
    start_django(None)
    from django.db import transaction

    from guankao.web.ledger.actors import COMMAND_LINE
    from guankao.web.publishing.actions import publish

    plans = list(sample.documents(fictional=True))
    first, second = (plans[int(number)] for number in sys.argv[1:3])
    words = (f"由 {sys.argv[1]} 開始",)
    with transaction.atomic():
        publish(first.model_copy(update={"introduction": words}), by=COMMAND_LINE)
        sys.stdout.write("first\n")
        sys.stdout.flush()
        sys.stdin.readline()
        publish(second.model_copy(update={"introduction": words}), by=COMMAND_LINE)
    sys.stdout.write("both\n")


if __name__ == "__main__":
    main()
