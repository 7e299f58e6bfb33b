"""Names that lists know: countries, what derives from them, institutions, parties, services.

In: the words of a text, and their STTS tags where there are any. Out: `(start, end, label, certainty)`, longest and
leftmost first, without overlaps; label: LOC, ORG or DERIV; certainty 1 is fixed, a lower one a bonus for the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from claims.extraction.components.countries import countries
from claims.extraction.components.inflection import declined, genitives, people
from claims.extraction.lexicon import load

Name = tuple[int, int, str, float]
Meaning = tuple[str, float]
Phrases = dict[str, dict[tuple[str, ...], Meaning]]

CERTAIN = 1.0
LIKELY = 0.8
SHORTEST = 2
# In GermEval 2014 such words contain a name and are none.
PARTLY = ("US-",)
NAME = "claimtrack_names"
JOINING = frozenset(("/", "-", "–", "&", "“", '"', "'", "«"))
OPENING = frozenset(("„", '"', "'", "»", "/", "-", "&", "of"))
NO_NAMES = ("V", "ADV", "KO", "P", "$", "CARD")


@cache
def phrases() -> Phrases:
    """All names by their first word."""
    found: Phrases = {}
    never = {form for name in load("names_orgs")["never"] for form in (name, *genitives(name))}
    for written, meaning in entries():
        words = tuple(written.split())
        if written not in never and len(written) >= SHORTEST and not written.startswith(PARTLY):
            found.setdefault(words[0], {}).setdefault(words, meaning)
    return found


def entries() -> Iterator[tuple[str, Meaning]]:
    """(name as written, what it is); the first of a spelling counts."""
    for country in countries():
        for name in (country.name, *country.forms):
            yield from inflected(name, ("LOC", CERTAIN))
        for adjective in country.adjectives:
            yield from ((form, ("DERIV", CERTAIN)) for form in declined(adjective))
        for noun in country.people:
            yield from ((form, ("DERIV", CERTAIN)) for form in people(noun))
    names = load("names_orgs")
    for name in names["certain"]:
        yield from inflected(name, ("ORG", CERTAIN))
    for name in names["likely"]:
        yield from inflected(name, ("ORG", LIKELY))
    for row in load("institutions")["institution"]:
        for name in (row["canonical"], *row.get("names", ())):
            yield from inflected(name, ("ORG", LIKELY))


def inflected(name: str, meaning: Meaning) -> Iterator[tuple[str, Meaning]]:
    """The name and its genitives."""
    for form in (name, *genitives(name)):
        yield form, meaning


def names_in(words: Sequence[str], tags: Sequence[str] | None = None) -> list[Name]:
    """The names among the words."""
    found: list[Name] = []
    index = 0
    while index < len(words):
        hit = longest(words, index)
        if hit is None or (tags and tags[index].startswith(NO_NAMES)):
            index += 1
            continue
        end, (label, certainty) = hit
        if not stands_alone(words, index, end):
            certainty = 0.0 if label == "DERIV" else min(certainty, LIKELY)
        if certainty:
            found.append((index, end, label, certainty))
        index = end
    return found


def longest(words: Sequence[str], start: int) -> tuple[int, Meaning] | None:
    """The longest name that begins here: its end (exclusive) and its meaning."""
    candidates = phrases().get(words[start])
    if not candidates:
        return None
    for length in sorted({len(phrase) for phrase in candidates}, reverse=True):
        meaning = candidates.get(tuple(words[start : start + length]))
        if meaning:
            return start + length, meaning
    return None


def stands_alone(words: Sequence[str], start: int, end: int) -> bool:
    """Whether no neighbour may make a longer name of it (`Air France`, `Deutsche Bank`, `„Berlin“`)."""
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    if words[start][:1].islower():
        return after not in JOINING
    capital = (start > 1 and before[:1].isupper()) or after[:1].isupper()
    return not (capital or before in OPENING or after in JOINING)


@Language.factory(NAME, assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def create(nlp: Language, name: str) -> Ruler:
    return Ruler(name)


class Ruler:
    """Sets the certain names as entities before a statistical `ner`, which keeps what it finds set."""

    def __init__(self, name: str = NAME) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        known = names_in([token.text for token in doc])
        spans = [Span(doc, start, end, label) for start, end, label, certainty in known if certainty >= CERTAIN]
        doc.set_ents(filter_spans([*doc.ents, *spans]), default="unmodified")
        return doc
