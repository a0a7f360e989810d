"""What the archive remembers without asking the database, and how much of it."""

from __future__ import annotations

import pytest
from django.db import transaction

from guankao.documents import Plan, write_document
from guankao.web.archive import memory
from guankao.web.archive.actions import keep
from guankao.web.archive.models import KeptDocument
from guankao.web.archive.queries import AlteredDocument, document_of

pytestmark = pytest.mark.django_db


def plan_of_year(fiscal_year: int, **facts: object) -> Plan:
    return Plan.model_validate({"agency": "示範署", "fiscal_year": fiscal_year, **facts})


def kept(plan: Plan) -> str:
    with transaction.atomic():
        return keep(plan)


def test_a_document_is_read_once(django_assert_num_queries):
    digest = kept(plan_of_year(107))

    with django_assert_num_queries(1):
        first = document_of(digest)
    with django_assert_num_queries(0):
        again = document_of(digest)

    assert first is again == plan_of_year(107)


def test_what_was_kept_needs_no_reading(
    django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        digest = kept(plan_of_year(107))

    with django_assert_num_queries(0):
        assert document_of(digest) == plan_of_year(107)


def test_what_was_never_committed_is_not_remembered():
    with transaction.atomic():
        digest = keep(plan_of_year(107))
        transaction.set_rollback(True)

    with pytest.raises(KeptDocument.DoesNotExist):
        document_of(digest)


def test_the_same_text_twice_is_kept_once():
    digest = kept(plan_of_year(107))

    assert kept(plan_of_year(107)) == digest
    assert KeptDocument.objects.filter(digest=digest).count() == 1


def test_an_altered_text_is_refused_by_whoever_reads_it():
    digest = kept(plan_of_year(107))
    KeptDocument.objects.filter(digest=digest).update(content=write_document(plan_of_year(108)))

    with pytest.raises(AlteredDocument):
        document_of(digest)


def test_what_was_not_asked_for_longest_is_forgotten_first():
    few = memory.Memory[str](25)
    few.put("first", "1", weight=10)
    few.put("second", "2", weight=10)
    assert few.get("first") == "1"

    few.put("third", "3", weight=10)

    assert [few.get(key) for key in ("first", "second", "third")] == ["1", None, "3"]


def test_what_is_put_again_weighs_once():
    few = memory.Memory[str](25)
    for text in ("1", "one", "uno"):
        few.put("first", text, weight=10)
    few.put("second", "2", weight=10)

    assert (few.get("first"), few.get("second")) == ("uno", "2")


def test_a_document_too_long_to_remember_is_still_read(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(memory.documents, "most", 10)
    digest = kept(plan_of_year(107))

    for _time in range(2):
        with django_assert_num_queries(1):
            assert document_of(digest) == plan_of_year(107)
