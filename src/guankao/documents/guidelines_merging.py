"""Two people changed the guidelines of one year: what both did, and what cannot be both.

As with plans (see `merging`), three texts are laid beside each other, and what only one of the two
changed is taken from that one. Where a piece stands follows whoever moved anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guankao.documents.editing import free_key
from guankao.documents.guidelines import Guidelines
from guankao.documents.guidelines_editing import WHOLE
from guankao.documents.guidelines_pieces import (
    Heading,
    Sentence,
    headings_of,
    put_together,
    sentences_of,
)
from guankao.documents.merging import Conflict, merged_elements, merged_fields


@dataclass(frozen=True, slots=True)
class GuidelinesMerge:
    """The guidelines with what both did; where there are conflicts, as they stand now."""

    guidelines: Guidelines
    conflicts: tuple[Conflict, ...]


def merge_guidelines(base: Guidelines, theirs: Guidelines, mine: Guidelines) -> GuidelinesMerge:
    """Put what `mine` changed of `base` into `theirs`."""
    if theirs == base:
        return GuidelinesMerge(mine, ())
    mine = _with_keys_of_its_own(base, theirs, mine)
    conflicts: list[Conflict] = []
    whole = merged_fields(WHOLE, base, theirs, mine, conflicts, but=frozenset({"sections"}))
    headings = merged_elements(
        _headings(base), _headings(theirs), _headings(mine), "section", conflicts
    )
    sentences = merged_elements(
        _sentences(base), _sentences(theirs), _sentences(mine), "clause", conflicts
    )
    kept = {one.key for one in headings}
    conflicts += [
        Conflict(f"clause/{one.key}", "", None, None, one.text)
        for one in sentences
        if one.section not in kept
    ]
    if conflicts:
        return GuidelinesMerge(theirs, tuple(conflicts))
    merged = put_together(theirs.model_copy(update=whole), headings, sentences)
    return GuidelinesMerge(merged, ())


def _headings(guidelines: Guidelines) -> tuple[Heading, ...]:
    """Headings told apart by what they say: their numbers follow from their order."""
    return tuple(one.model_copy(update={"no": 1}) for one in headings_of(guidelines))


def _sentences(guidelines: Guidelines) -> tuple[Sentence, ...]:
    return tuple(one.model_copy(update={"no": 1}) for one in sentences_of(guidelines))


def _with_keys_of_its_own(base: Guidelines, theirs: Guidelines, mine: Guidelines) -> Guidelines:
    """What both added under one key are two things: mine takes the next free key."""
    begun, stands, own = headings_of(base), headings_of(theirs), headings_of(mine)
    renamed = _new_keys(
        [one.key for one in begun],
        {one.key: one.title for one in stands},
        [(one.key, one.title) for one in own],
    )
    headings = [one.model_copy(update={"key": renamed.get(one.key, one.key)}) for one in own]
    sentences = [
        one.model_copy(update={"key": f"{renamed[one.section]}/{one.key.partition('/')[2]}"})
        if one.section in renamed
        else one
        for one in sentences_of(mine)
    ]
    for section in {one.section for one in sentences}:
        taken = _new_keys(
            [_own_key(one) for one in sentences_of(base) if one.section == section],
            {_own_key(one): one.title for one in sentences_of(theirs) if one.section == section},
            [(_own_key(one), one.title) for one in sentences if one.section == section],
        )
        sentences = [
            one.model_copy(update={"key": f"{section}/{taken[_own_key(one)]}"})
            if one.section == section and _own_key(one) in taken
            else one
            for one in sentences
        ]
    return put_together(mine, headings, sentences)


def _own_key(sentence: Sentence) -> str:
    return sentence.key.partition("/")[2]


def _new_keys(
    begun: Sequence[str], stands: dict[str, str], own: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """Another key for each thing of one's own that somebody else's new thing has taken."""
    taken = {*stands, *(key for key, _ in own)}
    renamed: dict[str, str] = {}
    for key, said in own:
        if key in stands and key not in begun and stands[key] != said:
            renamed[key] = free_key(taken, key)
            taken.add(renamed[key])
    return renamed
