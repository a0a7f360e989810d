"""One of a crowd: hands in, corrects, accepts, discards and publishes, all at random.

A program of its own. Each line that it prints is one step that is over, as JSON; a step that was
refused says why. What is no refusal of the desk ends the program with its trace.

    python crowd.py --seed 3 --steps 100      # 0 steps: until it is killed
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Callable
from itertools import count

from guankao import sample
from guankao.web.commands.preparing import start_django

ACCOUNT = "crowd"
"""Of the person whom employ.py makes."""

Step = dict[str, object]
NEWEST = 2
"""Files that all are after; few, so that they meet."""
LONGEST_LOOK = 0.1
"""In seconds."""


def variant(words: str, choice: random.Random):
    """One of the two plans of the fictional ministry, for one of two years, unlike any other."""
    plan = choice.choice(list(sample.documents(fictional=True)))
    projects = plan.projects[: choice.randint(1, len(plan.projects))]
    return plan.model_copy(
        update={
            "fiscal_year": choice.choice([107, 108]),
            "introduction": (f"版本 {words}",),
            "projects": projects,
        }
    )


class Member:
    """One process of the crowd, acting as one planner and as the worker."""

    def __init__(self, seed: int) -> None:
        from guankao.web.organizations.actors import as_actor
        from guankao.web.organizations.models import Person

        self.person = as_actor(Person.objects.select_related("agency").get(account=ACCOUNT))
        self.seed = seed
        self.random = random.Random(seed)
        self.steps = count(1)

    def words(self) -> str:
        return f"{self.seed}-{next(self.steps)}"

    def hand_in(self) -> Step:
        from guankao.documents import write_document
        from guankao.documents.formats.recognition import FileFormat
        from guankao.documents.reading import Reading
        from guankao.web.importing.actions import hand_in, read_import
        from guankao.web.importing.actions.reading import begin_reading
        from guankao.web.ledger.actors import WORKER

        document = variant(self.words(), self.random)
        data = write_document(document).encode()
        one = hand_in(by=self.person, file_name="plan.json", data=data)
        digest = hashlib.sha256(data).hexdigest()
        if begin_reading(by=WORKER, key=one.pk) is None:
            raise AssertionError("nobody else takes what this process handed in")
        reading = Reading("plan.json", FileFormat.JSON, digest, None, (document,))
        read_import(by=WORKER, key=one.pk, reading=reading)
        return {"key": str(one.pk), "content": digest}

    def correct(self) -> Step:
        from guankao.web.importing.actions import correct_document
        from guankao.web.importing.models import ImportedDocument

        row = self._any_document()
        document = variant(self.words(), self.random)
        corrected: ImportedDocument = correct_document(
            by=self.person,
            key=row.import_of_id,
            position=row.position,
            version=row.version,
            element="introduction",
            document=document,
        )
        digest = hashlib.sha256(corrected.content.encode()).hexdigest()
        return {
            "key": str(row.import_of_id),
            "seen": row.version,
            "version": corrected.version,
            "content": digest,
        }

    def accept(self) -> Step:
        from guankao.web.importing.actions import accept_import

        row = self._any_document()
        seen = {row.position: row.version}
        one = accept_import(by=self.person, key=row.import_of_id, versions=seen)
        accepted = one.documents.get()
        return {
            "key": str(one.pk),
            "document": accepted.identifier,
            "outcome": accepted.outcome,
        }

    def discard(self) -> Step:
        from guankao.web.importing.actions import discard_import

        row = self._any_document()
        return {"key": str(discard_import(by=self.person, key=row.import_of_id).pk)}

    def publish(self) -> Step:
        from guankao.web.publishing.actions import publish

        # Now and then what somebody published before, word for word.
        words = "wieder" if self.random.random() < 0.2 else self.words()
        loaded = publish(variant(words, self.random), by=self.person)
        return {"document": loaded.identifier, "outcome": loaded.outcome.value}

    def _any_document(self):
        from guankao.web.importing.models import Import, ImportedDocument
        from guankao.web.importing.states import State

        newest = Import.objects.filter(state=State.READ.value).order_by("-created_at")
        keys = list(newest.values_list("pk", flat=True)[:NEWEST])
        if not keys:
            raise Import.DoesNotExist
        row = ImportedDocument.objects.get(import_of=self.random.choice(keys))
        # A person looks before they press, and somebody else looks at the same.
        time.sleep(self.random.uniform(0, LONGEST_LOOK))
        return row


WEIGHTS = {"hand_in": 30, "correct": 30, "accept": 12, "discard": 8, "publish": 20}


def refusals() -> tuple[type[Exception], ...]:
    """What the desk may say to a person who comes too late."""
    from guankao.web.importing.actions import Overtaken, RefusedFile
    from guankao.web.importing.actions.accepting import Changed
    from guankao.web.importing.models import Import
    from guankao.web.importing.states import NotNow

    return (Overtaken, RefusedFile, Changed, NotNow, Import.DoesNotExist)


def main() -> None:
    """Take the steps."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--only", choices=sorted(WEIGHTS), action="append")
    wanted = parser.parse_args()
    start_django(None)
    refused = refusals()
    member = Member(wanted.seed)
    names = wanted.only or list(WEIGHTS)
    weights = [WEIGHTS[name] for name in names]
    for _step in range(wanted.steps) if wanted.steps else count():
        name = member.random.choices(names, weights)[0]
        act: Callable[[], Step] = getattr(member, name)
        try:
            said: Step = {"step": name, **act()}
        except refused as refusal:
            said = {"step": name, "refused": type(refusal).__name__}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
