"""Places that no list knows, told by the noun before them: "Stadt Altmoor", "Ferieninsel Sandö", "Orte A und B".

In: a `Doc` and the places found so far. Out: all places in text order. A name told once is known in the whole text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Doc, Span

from claims.extraction.components.columns import written
from claims.extraction.components.inflection import genitives
from claims.extraction.components.person_names import is_name_part
from claims.extraction.components.place_heads import is_naming, is_plural_head, kind_of
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.components.unknown_places import is_unknown_name
from claims.extraction.extensions import PlaceMention
from claims.extraction.words.known import is_known

PLACE = "LOC"  # the trained model's label
NO_MODEL = 0  # the value of `ent_iob` where nobody looked for names
LONGEST = 3
LISTED = {",", "und", "sowie", "oder"}


def with_headed(doc: Doc, known: list[PlaceMention]) -> list[PlaceMention]:
    """The places known and those that a noun before them makes known."""
    taken = {i for place in known for i in range(place.start, place.end)}
    names: dict[str, dict[tuple[str, ...], PlaceName]] = {}
    country = main_country(known)
    for sentence in doc.sents:
        for words, kind in _told(doc, sentence, taken):
            place = PlaceName(" ".join(words), kind, country)
            for first in {words[0], *(genitives(words[0]) if len(words) == 1 else ())}:
                names.setdefault(first, {}).setdefault(words, place)
    found = [m for sentence in doc.sents for m in _mentions(doc, sentence, names, taken)]
    return sorted([*known, *found], key=lambda m: (m.start, -m.end))


def _told(doc: Doc, sentence: Span, taken: set[int]) -> Iterator[tuple[tuple[str, ...], str]]:
    for index, head in enumerate(written(doc)[sentence.start : sentence.end - 1], start=sentence.start):
        if not is_naming(head):
            continue
        kind, start = kind_of(head), index + 1
        while (end := _end_of_name(doc, sentence, start, taken)) > start:
            if doc[start].idx not in taken:
                yield tuple(doc[i].text for i in range(start, end)), kind
            if not is_plural_head(head) or end + 1 >= sentence.end or doc[end].text not in LISTED:
                break
            start = end + 1


def _end_of_name(doc: Doc, sentence: Span, start: int, taken: set[int]) -> int:
    """The token after a name that no list has; one that is known counts as well, to go on in a list behind it."""
    if start < sentence.end and doc[start].idx in taken:
        return start + 1
    end = start
    while end < sentence.end and end - start < LONGEST and _is_free_name(doc, end, taken):
        end += 1
    return end


def _is_free_name(doc: Doc, index: int, taken: set[int]) -> bool:
    token = doc[index]
    if token.idx in taken or not is_name_part(token.text):
        return False
    if token.ent_iob == NO_MODEL:
        return not is_known(token.text)
    return token.ent_type_ == PLACE or (not token.ent_type_ and is_unknown_name(token.text))


def main_country(known: list[PlaceMention]) -> str | None:
    """The country that the text names most."""
    counts = Counter(place.country for place in known if place.country)
    return counts.most_common(1)[0][0] if counts else None


def _mentions(
    doc: Doc, sentence: Span, names: dict[str, dict[tuple[str, ...], PlaceName]], taken: set[int]
) -> Iterator[PlaceMention]:
    if not names:
        return
    for index, first in enumerate(written(doc)[sentence.start : sentence.end], start=sentence.start):
        for words, place in names.get(first, {}).items():
            end = index + len(words)
            if end > sentence.end or doc[index].idx in taken or not _matches(doc, index, words):
                continue
            last = doc[end - 1]
            role = role_before(doc, sentence, index, place)
            stop = last.idx + len(last)
            yield PlaceMention(
                doc[index].idx, stop, place.name, place.kind, place.country, role, False, "places.headed"
            )
            break


def _matches(doc: Doc, index: int, words: tuple[str, ...]) -> bool:
    written = [doc[index + i].text for i in range(len(words))]
    return written[:-1] == list(words[:-1]) and written[-1] in {words[-1], *genitives(words[-1])}
