"""docs/reference/events.md lists every event with its words, and every field of an entry."""

from __future__ import annotations

from django.utils import translation

from guankao.web.ledger.events import WORDS, Event

PAGE = "docs/reference/events.md"


def test_every_event_has_words():
    assert set(WORDS) == set(Event)


def test_the_page_lists_every_event_with_its_words(tables):
    rows = tables(PAGE, "Events")
    assert [row["code"] for row in rows] == [f"`{event.value}`" for event in Event]
    for language, column in (("en", "words"), ("zh-hant", "中文")):
        with translation.override(language):
            assert [row[column] for row in rows] == [str(WORDS[event]) for event in Event]


def test_the_page_lists_every_field_of_an_entry(tables):
    from guankao.web.ledger.models import Entry

    wanted = [field.name for field in Entry._meta.get_fields() if field.name != "id"]
    assert [row["field"].strip("`") for row in tables(PAGE, "Fields of an entry")] == wanted


def test_every_event_is_recorded_somewhere(root):
    """An event that no verb records would be a promise on the page."""
    sources = [
        path.read_text(encoding="utf-8")
        for path in (root / "src" / "guankao" / "web").rglob("*.py")
        if path.name != "events.py"
    ]
    for event in Event:
        assert any(f"Event.{event.name}" in source for source in sources), event
