"""Which city an office without a place belongs to: the one its sentence names, else the one named last before.

In: a `Doc` with places and a token. Out: the name of a city, None where the text names none nearby.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter

from spacy.tokens import Doc

from claims.extraction.components.city_adjectives import large_cities
from claims.extraction.extensions import PlaceMention

WORD = re.compile(r"[\w-]+")
BACK = 200  # mentions of places looked back over
OFTEN = 2  # mentions of a city that make it the place of a text
LEAD = 10  # characters: a dateline
AHEAD = 40  # tokens of the same sentence looked ahead over


def city_near(doc: Doc, token: int) -> str | None:
    """The city for "die Polizei" at this token."""
    places, at = doc._.places, doc[token].idx
    first = bisect_left(places, at, key=lambda place: place.start)
    begin, end = _sentence(doc, token)
    earlier = [p for p in places[max(0, first - BACK) : first] if _is_city(p) and _is_named(doc, p)]
    times = Counter(p.name for p in earlier)
    before = next((p for p in reversed(earlier) if p.start >= begin or times[p.name] >= OFTEN or _leads(doc, p)), None)
    if before and before.start >= begin:
        return str(before.name)
    ahead = (p for p in places[first : first + AHEAD] if p.start < end)
    after = next((p for p in ahead if _is_city(p) and _is_named(doc, p)), None)
    found = after or before
    return str(found.name) if found else None


def city_of_title(doc: Doc) -> str | None:
    """The large city that a headline names, if it names one only."""
    named = {word for word in WORD.findall(doc._.title or "") if word in large_cities()}
    return named.pop() if len(named) == 1 else None


def _leads(doc: Doc, place: PlaceMention) -> bool:
    """Whether a city stands in the headline or opens the text."""
    return place.start < LEAD or place.name in (doc._.title or "")


def _is_city(place: object) -> bool:
    return getattr(place, "kind", "") == "city" and not getattr(place, "adjectival", False)


def _is_named(doc: Doc, place: PlaceMention) -> bool:
    """Whether the tagger does not take the word for an adjective: "im Schwarzen Block"."""
    span = doc.char_span(place.start, place.end, alignment_mode="expand")
    return span is None or span[0].tag_ != "ADJA"


def _sentence(doc: Doc, token: int) -> tuple[int, int]:
    """Characters of the sentence around a token, cut where it is very long."""
    start = token
    while start > max(0, token - AHEAD) and not doc[start].is_sent_start:
        start -= 1
    end = token + 1
    while end < min(len(doc), token + AHEAD) and not doc[end].is_sent_start:
        end += 1
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])
