"""One of a crowd: hands in, corrects, drafts, copies, reviews and publishes, all at random.

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

Step = dict[str, object]
NEWEST = 2
"""Files that all are after; few, so that they meet."""
LOADED_YEARS = (107, 108)
HANDED_IN_YEARS = tuple(range(109, 121))
COPIED_YEARS = tuple(range(121, 1000))
LONGEST_LOOK = 0.1
"""In seconds."""


def variant(words: str, choice: random.Random, years: tuple[int, ...] = HANDED_IN_YEARS):
    """One of the two plans of the fictional ministry, for one of some years, unlike any other."""
    plan = choice.choice(list(sample.documents(fictional=True)))
    projects = plan.projects[: choice.randint(1, len(plan.projects))]
    return plan.model_copy(
        update={
            "fiscal_year": choice.choice(years),
            "introduction": (f"版本 {words}",),
            "projects": projects,
        }
    )


class Member:
    """One process of the crowd, acting as a planner, an approver, the server and the worker."""

    def __init__(self, seed: int) -> None:
        from guankao.web.organizations.actors import as_actor
        from guankao.web.organizations.models import Person
        from robustness.employ import APPROVER, PLANNER

        people = Person.objects.select_related("agency")
        self.person = as_actor(people.get(account=PLANNER))
        self.approver = as_actor(people.get(account=APPROVER))
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

    def begin(self) -> Step:
        from guankao.web.importing.actions import draft_import

        row = self._any_document()
        seen = {row.position: row.version}
        (draft,) = draft_import(by=self.person, key=row.import_of_id, versions=seen)
        return {"key": str(row.import_of_id), "document": draft.identifier}

    def take(self) -> Step:
        from guankao.web.importing.actions import take_into_draft

        row, draft = self._any_document(), self._any_draft()
        saved = take_into_draft(
            by=self.person,
            key=row.import_of_id,
            position=row.position,
            version=row.version,
            draft=draft.pk,
            draft_version=draft.version,
            elements=None,
        )
        return {"key": str(row.import_of_id), "changed": saved.changed}

    def discard(self) -> Step:
        from guankao.web.importing.actions import discard_import

        row = self._any_document()
        return {"key": str(discard_import(by=self.person, key=row.import_of_id).pk)}

    def publish(self) -> Step:
        from guankao.web.ledger.actors import COMMAND_LINE
        from guankao.web.publishing.actions import publish

        # Now and then what somebody published before, word for word.
        words = "wieder" if self.random.random() < 0.2 else self.words()
        loaded = publish(variant(words, self.random, LOADED_YEARS), by=COMMAND_LINE)
        return {"document": loaded.identifier, "outcome": loaded.outcome.value}

    def copy(self) -> Step:
        from guankao.web.planning.actions import copy_plan

        agency = self.random.choice(["示範部", "示範署"])
        year = self.random.choice(COPIED_YEARS)
        draft = copy_plan(by=self.person, agency=agency, fiscal_year=year)
        return {"document": draft.identifier}

    def save(self) -> Step:
        from guankao.documents import editing
        from guankao.web.planning.actions import save_draft
        from guankao.web.planning.actions.drafts import plan_of

        draft = self._any_draft()
        plan = plan_of(draft.digest)
        key = self.random.choice(plan.indicators).key
        note = {"note": self.words()}
        saved = save_draft(
            by=self.person,
            draft=draft.pk,
            version=draft.version,
            element=f"kpi/{key}",
            document=editing.with_indicator(plan, key, note, key_follows=False),
        )
        return {"document": draft.identifier, "changed": saved.changed}

    def onward(self) -> Step:
        """Take a draft one step further: to its review, the public, and its next amendment."""
        from guankao.web.review import actions

        draft = self._any_draft()
        at = {"draft": draft.pk, "version": draft.version}
        if draft.state in {"draft", "returned"}:
            actions.submit_plan(by=self.person, answer="已說明。", **at)
        elif draft.state == "submitted" and self.random.random() < 0.2:
            actions.return_plan(by=self.approver, reason="請說明。", **at)
        elif draft.state == "submitted":
            actions.approve_plan(by=self.approver, **at)
        elif draft.state == "approved":
            actions.publish_plan(by=self.approver, **at)
        else:
            actions.start_amendment(by=self.person, identifier=draft.identifier, reason="修正。")
        return {"document": draft.identifier, "from": draft.state}

    def _any_draft(self):
        from guankao.web.planning.models import Draft

        newest = list(Draft.objects.select_related("agency").order_by("-changed_at")[:NEWEST])
        if not newest:
            raise Draft.DoesNotExist
        return self.random.choice(newest)

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


WEIGHTS = {
    "hand_in": 20,
    "correct": 20,
    "begin": 8,
    "take": 10,
    "discard": 4,
    "publish": 10,
    "copy": 6,
    "save": 12,
    "onward": 20,
}


def refusals() -> tuple[type[Exception], ...]:
    """What the desk may say to a person who comes too late."""
    from guankao.documents.taking import DoNotFit, LeftOut
    from guankao.web.importing import actions as importing
    from guankao.web.importing.models import Import
    from guankao.web.importing.states import NotNow as ImportOver
    from guankao.web.planning.actions.drafts import AlreadyDrafted, Overtaken
    from guankao.web.planning.models import Draft
    from guankao.web.planning.states import NotNow
    from guankao.web.review.actions.taking import ChangedSince, WithoutAnswer

    of_imports = (importing.Overtaken, importing.RefusedFile, importing.Changed, ImportOver)
    of_taking = (importing.NothingChosen, LeftOut, DoNotFit, Import.DoesNotExist)
    of_drafts = (AlreadyDrafted, Overtaken, NotNow, ChangedSince, WithoutAnswer)
    return (*of_imports, *of_taking, *of_drafts, Draft.DoesNotExist)


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
