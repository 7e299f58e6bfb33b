"""Find places and how they take part: to, from, at, via.

In: a `Doc` with sentences. Out: `doc._.places`, in text order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from claims.extraction.components.borders import borders
from claims.extraction.components.countries import by_name
from claims.extraction.components.described_places import described_places
from claims.extraction.components.facilities import facilities
from claims.extraction.components.generic_places import generic_places
from claims.extraction.components.headed_places import with_headed
from claims.extraction.components.heads import match
from claims.extraction.components.model_places import is_common_noun, is_person
from claims.extraction.components.place_anaphora import with_anaphora
from claims.extraction.components.place_attributes import with_attributes
from claims.extraction.components.place_heads import is_head, kind_of
from claims.extraction.components.place_names import PlaceName, gazetteer
from claims.extraction.components.place_roles import is_listed, located, role_before
from claims.extraction.components.plain import plainly
from claims.extraction.components.unlisted_places import with_unlisted
from claims.extraction.extensions import PlaceMention, register
from claims.records import PlaceRole

LIES_IN = re.compile(r"(?:in|bei|nahe)(?: der \w+)?")


class Places:
    """The component; `generic` says whether unnamed places ("abgelegene Orte") are wanted."""

    def __init__(self, nlp: Language, generic: bool) -> None:
        register()
        self._generic = generic
        self._names = gazetteer(lambda text: [token.text for token in nlp.make_doc(text)])

    @plainly
    def __call__(self, doc: Doc) -> Doc:
        found: list[PlaceMention] = []
        for sentence in doc.sents:
            found += self._in_sentence(doc, sentence)
        found = with_attributes(doc, _shared_roles(doc, with_unlisted(doc, with_headed(doc, found))))
        doc._.places = with_anaphora(doc, found)
        return doc

    def _in_sentence(self, doc: Doc, sentence: Span) -> list[PlaceMention]:
        unnamed = [*borders(doc, sentence), *described_places(doc, sentence)]
        if self._generic:
            unnamed += _apart(unnamed, facilities(doc, sentence))
            unnamed += _apart(unnamed, generic_places(doc, sentence))
        taken = {i for mention in unnamed for i in range(mention.start, mention.end)}
        named = [m for m in self._named(doc, sentence) if m.start not in taken or m.adjectival]
        return _named_first(doc, _shared_roles(doc, sorted([*named, *unnamed], key=lambda m: (m.start, -m.end))))

    def _named(self, doc: Doc, sentence: Span) -> Iterator[PlaceMention]:
        index = sentence.start
        while index < sentence.end:
            hit = self._names.at(doc, index)
            if hit and hit[0] <= sentence.end and _is_place(doc, sentence, index, hit[0], hit[1]):
                yield _mention(doc, sentence, index, hit[0], hit[1])
                index = hit[0]
            else:
                yield from _in_compound(doc, index)
                index += 1


def _named_first(doc: Doc, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Without an unnamed place whose name follows; that has its role: "aus der Kaserne in Celle" is from Celle."""
    named = {m.start: m for m in mentions if m.kind not in {"generic", "border"} and not m.adjectival and m.role}
    roles: dict[int, PlaceRole] = {}
    kept = []
    for mention in mentions:
        inside = _located_in(doc, mention, named) if mention.rule == "places.generic" else None
        if inside is None:
            kept.append(mention)
        elif mention.role:
            roles[inside] = mention.role
    return [replace(m, role=roles[m.start]) if m.start in roles and not m.adjectival else m for m in kept]


def _located_in(doc: Doc, mention: PlaceMention, named: dict[int, PlaceMention]) -> int | None:
    """Where the name begins that follows an unnamed place with nothing but a preposition between."""
    ahead = (start for start in named if mention.end < start <= mention.end + len(" in der Stadt "))
    return next((start for start in ahead if LIES_IN.fullmatch(_between(doc, mention.end, start))), None)


def _apart(taken: list[PlaceMention], others: Iterable[PlaceMention]) -> list[PlaceMention]:
    """Those of the others that overlap none of the mentions taken."""
    return [o for o in others if not any(o.start < mention.end and mention.start < o.end for mention in taken)]


def _mention(doc: Doc, sentence: Span, start: int, end: int, place: PlaceName) -> PlaceMention:
    adjectival = place.kind == "adjective"
    role = None if adjectival else role_before(doc, sentence, start, place)
    kind = _kind(doc, start, place)
    last = doc[end - 1]
    return PlaceMention(
        doc[start].idx, last.idx + len(last), place.name, kind, place.country, role, adjectival, f"places.{place.kind}"
    )


def _kind(doc: Doc, start: int, place: PlaceName) -> str:
    if place.kind == "adjective":
        return "country"
    if start and kind_of(doc[start - 1].text) == "region":
        return "region"
    return place.kind


def _is_place(doc: Doc, sentence: Span, start: int, end: int, place: PlaceName) -> bool:
    """Whether the name is used as a place: not as part of a person's name, not as a common noun."""
    if place.kind == "country":
        return True
    if place.kind == "adjective":
        return end < sentence.end and (doc[start].text[0].islower() or start == sentence.start or _noun_ahead(doc, end))
    if is_common_noun(doc, start, end):
        return False
    if place.wary and (is_person(doc, start, end) or not located(doc, sentence, start)):
        return False
    before = doc[start - 1] if start > sentence.start else None
    if before is not None and before.text[0].isupper() and before.is_alpha and start - 1 > sentence.start:
        headed = is_head(before.text) or match(before.text) is not None
        return headed or place.kind == "region"
    return not (_capitalised(doc, end, sentence) and not located(doc, sentence, start))


def _noun_ahead(doc: Doc, end: int) -> bool:
    return end < len(doc) and doc[end].text[0].isupper()


def _capitalised(doc: Doc, index: int, sentence: Span) -> bool:
    return index < sentence.end and doc[index].is_alpha and doc[index].text[0].isupper()


def _in_compound(doc: Doc, index: int) -> Iterator[PlaceMention]:
    """A country before a hyphen ("US-Soldaten", "Ukraine-Krieg") says whose the noun is."""
    token = doc[index]
    first, hyphen, rest = token.text.rpartition("-")
    country = by_name().get({"US": "USA"}.get(first, first)) if hyphen and rest[:1].isupper() else None
    if country:
        end = token.idx + len(first)
        yield PlaceMention(token.idx, end, country.name, "country", country.name, None, True, "places.compound")


def _between(doc: Doc, start: int, end: int) -> str:
    """The words between two offsets; `doc.text` would be made anew for each pair."""
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return span.text if span is not None else ""


def _shared_roles(doc: Doc, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Give members of a list the role of its first one: "in Wladiwostok, Ussurijsk und Chabarowsk"."""
    shared: list[PlaceMention] = []
    for mention in mentions:
        plain = [m for m in shared if not m.adjectival]
        before = plain[-1] if plain else None
        if (
            before
            and mention.role is None
            and not mention.adjectival
            and is_listed(_between(doc, before.end, mention.start))
        ):
            mention = replace(mention, role=before.role)
        shared.append(mention)
    return shared


@Language.factory(
    "claimtrack_places", requires=["doc.sents"], assigns=["doc._.places"], default_config={"generic": True}
)
def make_places(nlp: Language, name: str, generic: bool) -> Places:
    """The component for `nlp.add_pipe("claimtrack_places")`."""
    return Places(nlp, generic)
