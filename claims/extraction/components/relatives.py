"""People who are told by whose they are: "Brandts Sohn", "die Anwältin Brandts" speak, and not Brandt.

In: a `Doc` and its actor mentions, in text order. Out: the same, a name in the genitive beside a noun for a relative or
helper taken together with it; left out where who it is follows by name ("der Weggefährte Brandts, Ole Kern,").
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from claims.extraction.components.columns import at_offset, text_of
from claims.extraction.extensions import ActorMention
from claims.extraction.lexicon import load
from claims.records import SourceType

MARKS = {",", "(", "–"}


@cache
def _relatives() -> frozenset[str]:
    return frozenset(load("speaking")["relatives"]["words"])


def apart(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """The mentions, relatives told from those to whom they belong."""
    text = text_of(doc)
    owners = [m for m in mentions if m.speaker and text[m.end - 1] == "s"]
    if not owners:
        return mentions
    tokens = at_offset(doc)
    surnames = {part for m in mentions if m.speaker for part in (m.speaker.split()[0], m.speaker.split()[-1])}
    changed: dict[int, ActorMention | None] = {}
    for mention in owners:
        if mention.start in tokens and _is_genitive(doc, mention, tokens[mention.start], surnames):
            _told(doc, mention, tokens[mention.start], changed)
    taken = {i for mention in changed.values() if mention for i in range(mention.start, mention.end)}
    kept = [m for m in mentions if m.start not in changed and m.start not in taken]
    return sorted([*kept, *filter(None, changed.values())], key=lambda mention: mention.start)


def _last(doc: Doc, mention: ActorMention, start: int) -> int:
    end = start
    while end + 1 < len(doc) and doc[end + 1].idx < mention.end:
        end += 1
    return end


def _is_genitive(doc: Doc, mention: ActorMention, start: int, surnames: set[str]) -> bool:
    """Whether the name stands in the genitive: the text has it without the s, or the model says so."""
    word = doc[_last(doc, mention, start)]
    if word.text in surnames and word.text[:-1] not in surnames:
        return word.text != mention.canonical.split()[-1] and "Gen" in word.morph.get("Case", [])
    return word.text[:-1] in surnames


def _is_named(doc: Doc, index: int) -> bool:
    """Whether a person's name follows, also behind a comma or bracket."""
    index += index < len(doc) and doc[index].text in MARKS
    return index < len(doc) and doc[index].ent_type_ == "PER"


def _told(doc: Doc, mention: ActorMention, start: int, changed: dict[int, ActorMention | None]) -> None:
    """Note the mention that stands for the relative, or that none does since a name follows."""
    end = _last(doc, mention, start)
    noun = next((i for i in range(start, end) if doc[i].text in _relatives()), None)  # "behandelnder Arzt Brandts"
    before = noun is None and start > 0 and doc[start - 1].text in _relatives()
    behind = noun is None and end + 1 < len(doc) and doc[end + 1].text in _relatives()
    if noun is None and not (before or behind):
        return
    first, last = start - before, end + (behind and not before)
    if _is_named(doc, last + 1):
        changed[mention.start] = None
        return
    name = mention.name if noun is not None else " ".join(doc[i].text for i in range(first, last + 1))
    at, stop = doc[first].idx, doc[last].idx + len(doc[last])
    changed[mention.start] = replace(
        mention, start=at, end=stop, name=name, canonical=name, type=SourceType.PERSON, country=None, speaker=None,
        rule="actors.relative",
    )  # fmt: skip
