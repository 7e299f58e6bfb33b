"""How an actor phrase is called: as written, without article, its adjectives and noun in the nominative.

In: a `Doc` and an `ActorPhrase`. Out: the name; its grammatical gender, which the name's adjectives show.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.countries import by_adjective
from claims.extraction.components.heads import Match
from claims.extraction.components.inflection import strong
from claims.extraction.words.known import known


def text_of(doc: Doc, start: int, end: int) -> str:
    return doc[start:end].text.replace("\n", " ")  # doc.text would be made anew for each name


SHORTEST = 3  # letters of a genitive
GENDERS = {"Masc": "m", "Fem": "f", "Neut": "n"}


def own_name(doc: Doc, start: int, end: int) -> str:
    """A name in the nominative: Holms → Holm, Liberalen → Liberale, Deutschen Brauer-Bundes → Deutscher Brauer-Bund."""
    first, last = doc[start], doc[end - 1]
    words = text_of(doc, start, end).split()
    gender = GENDERS.get("".join(last.morph.get("Gender", [])))
    declined = first.tag_ == "ADJA" and not first.text.endswith("er")  # "Ludwigshafener Konzern"
    if end > start + 1 and declined and gender and "Sing" in last.morph.get("Number", []):
        words[0] = strong(first.text, gender)
    elif end > start + 1 and last.tag_ == "NN":
        return " ".join(words)
    if gender != "f":
        words[-1] = _nominative(last)
    return " ".join(words)


def _nominative(word: Token) -> str:
    """One word of a name; nouns made of adjectives stand in the plural for many: Liberalen → Liberale."""
    text, plural = word.text, "Plur" in word.morph.get("Number", [])
    if text.endswith("en") and plural and known(text.lower()):
        return text[:-1]
    genitive = "Gen" in word.morph.get("Case", []) and text.endswith("s") and not plural
    if not genitive or text.isupper() or len(text) <= SHORTEST:
        return text
    return (word.tag_ == "NN" and known(text)) or text.removesuffix("s")


def name_of(doc: Doc, phrase: ActorPhrase) -> str:
    """As written, without article, its adjectives and noun in the nominative."""
    if phrase.head is None or phrase.head_at is None:
        return _bare_name(doc, phrase)
    gender = gender_of(doc, phrase)
    noun = phrase.head.plural if phrase.plural else _singular(phrase.head, gender)
    first = [text_of(doc, i, i + 1) for i in range(phrase.start, phrase.head_at)]
    attributes = _attributes(doc, phrase)
    words = [strong(w, gender) if phrase.start + i in attributes else w for i, w in enumerate(first)]
    words = [_small(w) if phrase.start + i in phrase.adjectives else w for i, w in enumerate(words)]
    rest = text_of(doc, phrase.head_at + 1, phrase.end) if phrase.end > phrase.head_at + 1 else ""
    return " ".join([*words, noun, _without_marks(rest)]).strip()


def _small(adjective: str) -> str:
    """As inside a sentence: Russische → russische, but US-amerikanische, Schweizer."""
    derived = adjective.endswith("er") and adjective in by_adjective()
    return adjective if derived or adjective[:2].isupper() else adjective[0].lower() + adjective[1:]


def _attributes(doc: Doc, phrase: ActorPhrase) -> set[int]:
    """The adjectives that are declined: an adverb before one has another ending ("nicht näher genannten Quellen")."""
    if not phrase.adjectives:
        return set()
    last = doc[phrase.adjectives[-1]].text[-2:]
    return {i for i in phrase.adjectives if doc[i].text[-2:] == last or not doc[i].text.endswith("er")} - _invariable(
        doc, phrase
    )


def _invariable(doc: Doc, phrase: ActorPhrase) -> set[int]:
    """Adjectives of places and countries in -er, which take no endings: "Schweizer"."""
    return {i for i in phrase.adjectives if doc[i].text.endswith("er") and doc[i].text.title() in by_adjective()}


def _without_marks(rest: str) -> str:
    for mark in '„“”"«»':
        rest = rest.replace(mark, "")
    return " ".join(rest.replace(",", " ").split())


def gender_of(doc: Doc, phrase: ActorPhrase) -> str:
    assert phrase.head is not None
    if phrase.plural:
        return "p"
    if is_officer(doc, phrase):
        return "m"
    if phrase.head.head.gender != "a":
        return phrase.head.head.gender
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    return "f" if before in {"die", "eine"} else "m"


def _singular(head: Match, gender: str) -> str:
    if head.head.gender != "a":
        return head.nominative
    return head.nominative + "r" if gender == "m" else head.nominative


def _bare_name(doc: Doc, phrase: ActorPhrase) -> str:
    if phrase.known and not phrase.adjectives:
        written = text_of(doc, phrase.start, phrase.end)
        return written.rstrip(",") if "(" in written or "," in written else phrase.known.name
    if phrase.place:
        return phrase.place
    return text_of(doc, phrase.start, phrase.end).rstrip(",")


def is_officer(doc: Doc, phrase: ActorPhrase) -> bool:
    """ "Ein hochrangiger US-Militär" is a person; the institution is neuter."""
    if not phrase.adjectives or not doc[phrase.end - 1].text.endswith(("Militär", "militär")):
        return False
    return doc[phrase.start - 1].lower_ == "ein" and doc[phrase.adjectives[-1]].text.endswith("er")
