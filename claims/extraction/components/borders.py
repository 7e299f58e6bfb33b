"""Borders as places: "ukrainische Grenze", "Grenze zur Ukraine", "Ukraine-Grenze", "in Grenznähe zur Ukraine";
"polnisches Grenzgebiet zur Ukraine" is the Polish-Ukrainian border.

In: a sentence. Out: mentions of kind `border`, named by the adjective of the country, as the guideline writes them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from claims.extraction.components.columns import written
from claims.extraction.components.countries import Country, by_adjective, by_name
from claims.extraction.components.place_names import PlaceName
from claims.extraction.components.place_roles import role_before
from claims.extraction.extensions import PlaceMention
from claims.records import PlaceRole

NOUNS = {"Grenze", "Grenzen", "Staatsgrenze", "Landesgrenze", "Grenznähe", "Grenzgebiet", "Grenzgebiete", "Grenzregion"}
LINKS = {"zur", "zum", "zu", "mit", "nach"}
PAIR = 6  # tokens in which "zwischen" finds its two countries
ARTICLES = {"der", "den", "dem"}


def borders(doc: Doc, sentence: Span) -> Iterator[PlaceMention]:
    """The borders that a sentence names."""
    for index, word in enumerate(written(doc)[sentence.start : sentence.end], start=sentence.start):
        if word in NOUNS:
            yield from (
                _before(doc, sentence, index) or _between(doc, sentence, index) or _behind(doc, sentence, index)
            )
        elif word.endswith(("-Grenze", "-Grenzgebiet")):
            country = by_name().get(word.rpartition("-")[0])
            if country:
                yield _mention(doc, sentence, index, index + 1, _adjective(country), country)


def _before(doc: Doc, sentence: Span, noun: int) -> list[PlaceMention]:
    """russische Grenze, russisch-ukrainische Grenze."""
    if noun == sentence.start or doc[noun].text not in {"Grenze", "Grenzen", "Staatsgrenze", "Landesgrenze"}:
        return []
    word = doc[noun - 1].text
    last = word.rpartition("-")[2]
    country = by_adjective().get(last)
    if not country:
        return []
    base = word[: -len(last)] + last[: -len(_ending(last))] if "-" in word else _adjective(country)
    return [_mention(doc, sentence, noun - 1, noun + 1, base, country)]


def _ending(word: str) -> str:
    return word[word.rindex("sch") + 3 :]


def _behind(doc: Doc, sentence: Span, noun: int) -> list[PlaceMention]:
    """Grenze zur Ukraine, Grenznähe zu Polen."""
    index = noun + 1
    if index >= sentence.end or doc[index].lower_ not in LINKS:
        return []
    index += 1
    while index < sentence.end and (doc[index].lower_ in ARTICLES or doc[index].text in by_adjective()):
        index += 1
    country = by_name().get(doc[index].text) if index < sentence.end else None
    own = by_adjective().get(doc[noun - 1].text) if noun > sentence.start else None
    if country and own and own.adjectives:
        both = f"{own.adjectives[0]}-{_adjective(country)}"
        return [_mention(doc, sentence, noun - 1, index + 1, both, country)]
    return [_mention(doc, sentence, noun, index + 1, _adjective(country), country)] if country else []


def _between(doc: Doc, sentence: Span, noun: int) -> list[PlaceMention]:
    """Grenze zwischen Polen und der Ukraine."""
    if noun + 1 >= sentence.end or doc[noun + 1].lower_ != "zwischen":
        return []
    reach = range(noun + 2, min(sentence.end, noun + 2 + PAIR))
    named = [(i, country) for i in reach if (country := by_name().get(doc[i].text))]
    if len(named) < 2:
        return []
    (_, one), (last, other) = named[:2]
    both = f"{_adjective(one)}-{_adjective(other)}"
    return [_mention(doc, sentence, noun, last + 1, both, other)]


def _adjective(country: Country) -> str:
    return country.adjectives[0] if country.adjectives else country.name


def _mention(doc: Doc, sentence: Span, start: int, end: int, adjective: str, country: Country) -> PlaceMention:
    name = f"{adjective}e Grenze" if adjective[0].islower() else f"{adjective} Grenze"
    role = role_before(doc, sentence, start, PlaceName(name, "border", country.name)) or PlaceRole.AT
    last = doc[end - 1]
    return PlaceMention(
        doc[start].idx, last.idx + len(last), name, "border", country.name, role, False, "places.border"
    )
