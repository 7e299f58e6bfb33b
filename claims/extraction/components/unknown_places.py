"""Places that no list has, told by the preposition before them: "in Kelmora", "von Kelmora nach Port Sarin".

In: a sentence and what is known as a place. Out: mentions of kind `city`. Only `in`, `nach`, `aus` take names
without an article; a word that the dictionary knows, or a compound of such words, is no name (Duden grammar, articles).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span

from claims.extraction.components.columns import lower
from claims.extraction.components.person_names import is_name_part
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention
from claims.extraction.words.known import is_known
from claims.records import PlaceRole

LONGEST = 3
LEADS = {"in", "nach", "aus"}
LISTED = {",", "und", "sowie", "oder"}
AHEAD = 8  # tokens in which "von X" finds its "nach Y"
SHORTEST = 3
HEAD = 4  # letters of a known noun that a compound ends with
PARTICLES = {"al", "de", "del", "la", "el", "du", "sur", "an", "upon"}
LIKE_A_NAME = re.compile(r"[A-ZÄÖÜÁÉÍÓŠŽČİ][\w'’]*(?:-[\w'’]+)*")


def unknown_places(doc: Doc, sentence: Span, taken: set[int], country: str | None) -> Iterator[PlaceMention]:
    """The places of a sentence that their preposition shows; taken: characters where known ones begin."""
    index = sentence.start + 1
    while index < sentence.end:
        if not _led(doc, sentence, index):
            index += 1
            continue
        listed = False
        while (end := _end(doc, sentence, index, taken)) > index:
            yield _mention(doc, sentence, index, end, country)
            listed = True
            if end + 1 >= sentence.end or doc[end].text not in LISTED:
                break
            index = end + 1
        index = max(index + 1, end) if listed else index + 1


def _led(doc: Doc, sentence: Span, index: int) -> bool:
    words = lower(doc)
    before = words[index - 1]
    if before in LEADS:
        return True
    return before == "von" and not {"nach", "bis"}.isdisjoint(words[index + 1 : min(sentence.end, index + AHEAD)])


def _end(doc: Doc, sentence: Span, start: int, taken: set[int]) -> int:
    """The token after the name that begins here; `start` where none does."""
    end = start
    while end < sentence.end and end - start < LONGEST:
        word = doc[end].text
        small = end > start and word in PARTICLES and end + 1 < sentence.end and doc[end + 1].text[0].isupper()
        if doc[end].idx in taken or not (small or is_unknown_name(word)):
            break
        end += 1
    return end


@lru_cache(maxsize=20_000)
def is_unknown_name(word: str) -> bool:
    """Whether a capitalised word is neither in the dictionary nor made of words that are."""
    if len(word) < SHORTEST or not LIKE_A_NAME.fullmatch(word) or word.isupper() or not is_name_part(word):
        return False
    return not is_known(word) and not is_compound(word)


def is_compound(word: str) -> bool:
    """Whether a word ends with a noun of the dictionary behind another: "Drohnenpiloten", "NATO-Kreisen"."""
    last = word.rpartition("-")[2]
    if last != word and is_known(last):
        return True
    for cut in range(3, len(word) - HEAD + 1):
        tail = word[cut:].capitalize()
        head = word[:cut]
        if is_known(tail) and any(is_known(form) for form in (head, head.removesuffix("s"), head.removesuffix("n"))):
            return True
    return False


def _mention(doc: Doc, sentence: Span, start: int, end: int, country: str | None) -> PlaceMention:
    name = doc[start:end].text
    last = doc[end - 1]
    role = role_before(doc, sentence, start, PlaceName(name, "city", country))
    if role is None and doc[start - 1].lower_ == "von":
        role = PlaceRole.FROM
    return PlaceMention(doc[start].idx, last.idx + len(last), name, "city", country, role, False, "places.shape")
