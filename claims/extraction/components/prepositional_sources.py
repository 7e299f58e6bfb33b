"""Sources named by a preposition: laut X, X zufolge, nach Angaben von X, nach Polizeiangaben, so X.

In: the tokens of a clause. Out: `Mention`s of a source with the tokens of the whole phrase.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc

from claims.extraction.components.actor_index import DETERMINERS, Actors
from claims.extraction.components.actor_places import city_near
from claims.extraction.components.bare_phrases import OBLIQUE, nominative, noun_phrase
from claims.extraction.components.countries import by_adjective, by_name
from claims.extraction.components.heads import match
from claims.extraction.components.inflection import is_adjective, strong
from claims.extraction.components.institutions import by_written, office_of
from claims.extraction.components.voices import Voice, joined
from claims.extraction.lexicon import load
from claims.records import SourceRef, SourceType

REACH = 10  # tokens from the preposition to the actor: "laut einer am Dienstag veröffentlichten Mitteilung des WFP"


@dataclass(frozen=True, slots=True)
class Mention:
    """A prepositional source: its tokens (end exclusive), who speaks, and which rule found it."""

    start: int
    end: int
    voices: tuple[Voice, ...]
    rule: str


def prepositional(doc: Doc, tokens: list[int], actors: Actors) -> list[Mention]:
    """All prepositional sources of a clause, in order."""
    found: list[Mention] = []
    for at in tokens:
        if found and at < found[-1].end:
            continue
        mention = _at(doc, tokens, at, actors)
        if mention and mention.voices:
            found.append(mention)
    return found


def _at(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    word = doc[at].lower_
    if word in {"laut", "gemäß"}:
        return _after(doc, tokens, at, at + 1, actors, "laut")
    if word == "zufolge":
        return _zufolge(doc, tokens, at, actors)
    if word in {"nach", "lt."}:
        return _nach(doc, tokens, at, actors)
    if word == "so" and at == tokens[0] and len(tokens) > 1:
        return _so(doc, tokens, at, actors)
    return None


def _after(doc: Doc, tokens: list[int], at: int, start: int, actors: Actors, rule: str) -> Mention | None:
    """The actor that follows a preposition or a noun of saying."""
    ahead = [i for i in tokens if start <= i < start + REACH]
    compound = _compound(doc, ahead)
    if compound:
        return Mention(at, compound.end, (compound,), rule)
    spans = actors.within([i for i in tokens if i >= start])
    if spans and spans[0][0] < start + REACH and _linked(doc, start, spans[0][0]):
        voices = joined(doc, spans, 0)
        return Mention(at, max(v.end for v in voices), tuple(voices), rule)
    phrase = noun_phrase(doc, start, tokens[-1] + 1)
    if phrase is None:
        return None
    name = nominative(doc, *phrase)
    return Mention(at, phrase[1], (Voice(SourceRef(name, name, SourceType.UNNAMED), *phrase),), rule)


def _linked(doc: Doc, start: int, end: int) -> bool:
    """Whether only articles, attributes and nouns of saying stand between; a verb would end the phrase."""
    verbs = load("speech")["auxiliaries"]["words"]
    words = [doc[i] for i in range(start, end)]
    nouns = [w for w in words if w.text[0].isupper()]
    saying = load("speech")["prepositions"]["nouns"]
    unknown = [w for w in nouns if w.text not in saying and not w.text.endswith("tag")]
    return len(unknown) <= 1 and not any(w.lower_ in verbs for w in words)


def _compound(doc: Doc, ahead: list[int]) -> Voice | None:
    """Polizeiangaben → Polizei; US-Angaben → USA; Regierungsangaben → Regierung."""
    for index in ahead:
        text = doc[index].text
        if text[0].isupper() and text not in load("speech")["prepositions"]["nouns"]:
            for ending in load("speech")["prepositions"]["compound"]:
                if text.lower().endswith(ending) and len(text) > len(ending) + 1:
                    source = _named_by(text[: -len(ending)].rstrip("-"))
                    return Voice(_local(doc, index, source), index, index + 1) if source else None
            return None
        if not is_adjective(text) and doc[index].lower_ not in DETERMINERS | OBLIQUE:
            return None
    return None


def _local(doc: Doc, index: int, source: SourceRef) -> SourceRef:
    """Polizeiangaben in a text about Essen are those of its police."""
    city = city_near(doc, index) if source.canonical == "Polizei" else None
    return replace(source, canonical=office_of("police", city)) if city else source


def _named_by(first: str) -> SourceRef | None:
    country = by_name().get({"US": "USA"}.get(first, first))
    if country:
        return SourceRef(country.name, office_of("government", country.name), SourceType.GOVERNMENT)
    for form in (first, first.removesuffix("s")):
        known = by_written().get(form)
        if known:
            return SourceRef(known.name, known.canonical, known.type)
        head = match(form)
        if head and head.head.kind != "institution":
            return None  # "Korrespondentenberichte" are nobody's in particular
        if head:
            name = head.plural if form == head.plural else head.nominative
            return SourceRef(name, name, head.head.type)
    return None


def _zufolge(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    before = [i for i in tokens if i < at]
    spans = [span for span in actors.within(before) if span[1] >= at - 1]
    compound = _compound(doc, before[-1:])
    if compound:
        return Mention(compound.start, at + 1, (compound,), "zufolge")
    if spans:
        first = max(0, len(spans) - 1)
        voices = joined(doc, spans, first)
        start = min(v.start for v in voices)
        if len(voices) == 1 and start > tokens[0] and start - 1 in tokens and _is_attribute(doc, start - 1):
            voices, start = [_attributed(doc, voices[0])], start - 1
        return Mention(_with_saying(doc, start, tokens), at + 1, tuple(voices), "zufolge")
    start = at - 1
    while start > tokens[0] and is_adjective(doc[start - 1].text):
        start -= 1
    name = " ".join(doc[i].text for i in range(start, at))
    if start >= at or not doc[at - 1].text[0].isupper():
        return None
    return Mention(start, at + 1, (Voice(SourceRef(name, name, SourceType.UNNAMED), start, at),), "zufolge")


def _is_attribute(doc: Doc, at: int) -> bool:
    word = doc[at].lower_
    return word in load("speech")["prepositions"]["attributes"] or doc[at].text in by_adjective()


def _attributed(doc: Doc, voice: Voice) -> Voice:
    """ersten Angaben → erste Angaben."""
    name = f"{strong(doc[voice.start - 1].lower_, 'p')} {voice.source.name}"
    canonical = name if voice.source.canonical == voice.source.name else voice.source.canonical
    return Voice(replace(voice.source, name=name, canonical=canonical), voice.start - 1, voice.end)


def _with_saying(doc: Doc, start: int, tokens: list[int]) -> int:
    """Take in "Angaben der", "Einem Bericht von" before the actor."""
    saying = load("speech")["prepositions"]["nouns"]
    index = start
    while index > tokens[0]:
        before = doc[index - 1]
        if not (before.lower_ in DETERMINERS | OBLIQUE | {"von", "einem", "einer"} or before.text in saying):
            break
        index -= 1
    return index


def _nach(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    """nach Angaben von X: only with a noun of saying; "nach Moskau" is a way."""
    saying = load("speech")["prepositions"]["nouns"]
    compounds = tuple(load("speech")["prepositions"]["compound"])
    for index in range(at + 1, min(at + 5, tokens[-1] + 1)):
        word = doc[index]
        if word.text in saying:
            if doc[index - 1].lower_ in {"eigenen", "eigener"}:
                return _own(doc, tokens, at, index + 1, actors)
            return _after(doc, tokens, at, _owner(doc, index, actors), actors, "nach-angaben")
        if word.text[0].isupper():
            low = word.lower_.endswith(compounds)
            return _after(doc, tokens, at, index, actors, "nach-angaben") if low else None
    return None


def _owner(doc: Doc, saying: int, actors: Actors) -> int:
    """Where to look for who says it: at "Angaben" itself where it is the whole source ("ersten Angaben")."""
    follow = doc[saying + 1] if saying + 1 < len(doc) else None
    if follow is not None and (
        follow.text[0].isupper()
        or follow.lower_ in {"von", "vom", "des", "der", "eines", "einer", "unserer", "seiner", "ihrer", "mehrerer"}
    ):
        return saying + 1
    start = saying
    while start > 0 and is_adjective(doc[start - 1].text):
        start -= 1
    whole = actors.within(list(range(start, saying + 1)))
    return whole[0][0] if whole else saying + 1


def _own(doc: Doc, tokens: list[int], at: int, end: int, actors: Actors) -> Mention | None:
    """nach eigenen Angaben: the subject of the clause speaks."""
    spans = actors.within(tokens)
    return Mention(at, end, tuple(joined(doc, spans, 0)), "nach-eigenen-angaben") if spans else None


def _so(doc: Doc, tokens: list[int], at: int, actors: Actors) -> Mention | None:
    """… , so die Polizei: nothing but the actor stands in the clause."""
    if at > 0 and doc[at - 1].text not in {",", "“", "”", '"', "«", "»", "–"}:
        return None
    verbs = load("speech")["auxiliaries"]["words"]
    if any(doc[i].lower_ in verbs for i in tokens):
        return None
    return _after(doc, tokens, at, at + 1, actors, "so")
