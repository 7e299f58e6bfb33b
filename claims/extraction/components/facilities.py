"""Buildings, squares and grounds that have a name: "Potsdamer Hauptbahnhof", "Gänsbertmarkt", "Lager der UN",
"Halloway Road", "Universität von Kelmoraz".

In: a sentence. Out: mentions of kind `generic` (no list knows them), named in the nominative; only behind a preposition
of place. A bare noun ("im Krankenhaus") is no name: `generic_places` judges those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Doc, Span

from claims.extraction.components.city_adjectives import city_of
from claims.extraction.components.columns import written
from claims.extraction.components.countries import by_name
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.components.unknown_places import is_unknown_name
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.extraction.words.known import is_known, lemmatize

LONGEST = 3  # words of a name before the noun
QUOTES = '„“”"«»‚‘'
DERIVED = "DERIV"  # the trained model's label for "Potsdamer"
PERSON = "PER"
LINKS = {"der", "des", "von"}
ROAD = re.compile(r"(?:[Ss]traße|[Aa]utobahn)$")


def facilities(doc: Doc, sentence: Span) -> Iterator[PlaceMention]:
    """The named buildings and grounds of a sentence."""
    words = written(doc)
    for index in range(sentence.start + 1, sentence.end):
        if is_facility(words[index]):
            found = _mention(doc, sentence, index)
            if found is not None:
                yield found


@lru_cache(maxsize=20_000)
def is_facility(word: str) -> bool:
    """Whether a noun is one of a building or ground, compounds with it."""
    lists = load("places")["facilities"]
    if not word[:1].isupper() or not word[-1:].isalpha():
        return False
    return word in lists["nouns"] or (len(word) > 6 and word.lower().endswith(tuple(lists["tails"])))


def _mention(doc: Doc, sentence: Span, index: int) -> PlaceMention | None:
    start, before = _before(doc, sentence, index)
    end, behind = _behind(doc, sentence, index)
    if not before and not behind and not _names_itself(doc, index):
        return None
    opening = start - 1 if start > sentence.start and doc[start - 1].text in QUOTES else start
    role = role_before(doc, sentence, opening, PlaceName(doc[index].text, "generic", None))
    if role is None:
        return None
    name = " ".join([*before, _nominative(doc[index].text), *behind])
    last = doc[end - 1]
    return PlaceMention(doc[start].idx, last.idx + len(last), name, "generic", None, role, False, "places.facility")


def _before(doc: Doc, sentence: Span, index: int) -> tuple[int, list[str]]:
    """Potsdamer Hauptbahnhof, Orelda Palast, Green Harbour Hospital: where the name begins, and its words."""
    start, words = index, list[str]()
    while start > sentence.start and len(words) < LONGEST:
        word = doc[start - 1].text
        derived = doc[start - 1].ent_type_ == DERIVED and word.endswith("er")
        named = doc[start].ent_iob_ == "I" and doc[start].ent_type_ != PERSON and doc[start - 1].tag_ != "ADJA"
        if not (derived or named or city_of(word) or is_unknown_name(word) or word in {"St.", "Sankt", "New"}):
            break
        words.insert(0, word)
        start -= 1
    return start, words


def _behind(doc: Doc, sentence: Span, index: int) -> tuple[int, list[str]]:
    """Hauptquartier Perus, Lager der UN, Universität von Kelmoraz."""
    follow = index + 1
    if follow < sentence.end and doc[follow].text.isdigit() and ROAD.search(doc[index].text):
        return follow + 1, [doc[follow].text]
    if follow < sentence.end and _is_country_genitive(doc[follow].text):
        return follow + 1, [doc[follow].text]
    if follow + 1 < sentence.end and doc[follow].text in LINKS:
        end = follow + 1
        while end < sentence.end and end - follow <= LONGEST and _is_proper(doc[end].text):
            end += 1
        if end > follow + 1:
            return end, written(doc)[follow:end]
    return index + 1, []


def _is_country_genitive(word: str) -> bool:
    country = by_name().get(word)
    return country is not None and word not in {country.name, *country.forms}


def _is_proper(word: str) -> bool:
    """A name: an abbreviation in capitals, a country, a word that no dictionary has."""
    return (len(word) > 1 and word.isupper()) or word in by_name() or is_unknown_name(word)


def _names_itself(doc: Doc, index: int) -> bool:
    """Gänsbertmarkt, Annenkirche, Tarviktor: a compound with a name, or one that stands without an article."""
    word = doc[index].text
    if is_unknown_name(word):
        return True
    if not any(word.endswith(tail) for tail in load("places")["facilities"]["tails"]) or word in _common():
        return False
    before = doc[index - 1]
    return before.text in {"Richtung", "zur", "zum", "vom", "am"} and not is_adjective(before.text) and is_own(word)


@lru_cache(maxsize=20_000)
def is_own(word: str) -> bool:
    """Whether the first part is a name: Annen-kirche, Dorf-kirche is none."""
    for tail in load("places")["facilities"]["tails"]:
        first = word[: -len(tail)] if word.endswith(tail) else ""
        if len(first) > 2:
            bases = (first, first.removesuffix("s"), first.removesuffix("en"), first.removesuffix("er"))
            return not any(is_known(base) and _is_noun(base) for base in bases if len(base) > 2)
    return False


def _is_noun(word: str) -> bool:
    return lemmatize(word)[:1].isupper() and word not in load("places")["facilities"]["names"]


def _common() -> frozenset[str]:
    return frozenset(load("places")["facilities"]["nouns"])


def _nominative(word: str) -> str:
    """Without the -s of the genitive: Krankenhauses → Krankenhaus."""
    lemma = lemmatize(word)
    return lemma if lemma[:1].isupper() and word.startswith(lemma) and word != lemma else word
