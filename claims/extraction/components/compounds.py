"""Institutions in the first part of a role: "SPD-Fraktionschef", "verdi-Vertreter", "Nordasia-Chef", "Bankchef".

In: a phrase whose noun is a role. Out: who answers, the type, and the rule; None where the word names nobody.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.columns import written
from claims.extraction.components.heads import match
from claims.extraction.components.institutions import TYPES, Known, by_written, office_of
from claims.extraction.lexicon import load
from claims.extraction.words.known import known
from claims.records import SourceType

ACRONYM = 3  # letters from which capitals alone name an institution ("UNMISS-Vertreter")
SHORTEST = 3  # letters of a name that is known in small letters, too
LED = ("führer", "führerin")  # ends of roles that are words of their own: "Rebellenführer"
Answer = tuple[str, SourceType, str]


def listed(doc: Doc, phrase: ActorPhrase) -> Answer | None:
    """The listed institution that opens a compound: Pentagon-Sprecherin, SPD-Fraktionschef, Bundestagspräsident."""
    assert phrase.head is not None
    assert phrase.head_at is not None
    whole, first = doc[phrase.head_at].text, phrase.head.first
    opening = whole.partition("-")[0] if "-" in whole else ""
    parts = [opening, whole.rpartition("-")[0]]
    if phrase.head.head.office != "person":  # "Bundestagsabgeordnete" speak for themselves
        parts += [first, first.removesuffix("s")]
    parts += [phrase.head.nominative.removesuffix(part) for part in LED]  # "Talibanführer"
    found = next((by_written()[part] for part in parts if part in by_written()), None)
    found = found or (_in_any_letters().get(_plain(opening)) if len(opening) >= SHORTEST else None)
    return (found.canonical, found.type, "compound") if found else None


@cache
def _in_any_letters() -> dict[str, Known]:
    """Institutions whose name is no word, by its letters: Ver.di → verdi."""
    plain = ((_plain(form), form) for form in by_written() if " " not in form and len(form) >= SHORTEST)
    return {letters: by_written()[form] for letters, form in plain if not (known(form) or known(letters))}


def _plain(name: str) -> str:
    return name.replace(".", "").casefold()


def named(doc: Doc, phrase: ActorPhrase) -> Answer | None:
    """The institution in the first part that no list has: UNMISS-Vertreter, Nordasia-Chef, Regierungssprecher."""
    assert phrase.head is not None
    assert phrase.head_at is not None
    head, first = phrase.head.head, phrase.head.first
    opening, joined, _ = doc[phrase.head_at].text.partition("-")
    if joined and _is_own_name(doc, opening, leads=head.noun in load("offices")["leaders"]["nouns"]):
        return opening, SourceType.ORGANISATION, "compound"
    if head.office != "of" or not first:
        return None
    inner = match(first[:1].upper() + first[1:].removesuffix("s")) or match(first)
    if inner and inner.head.kind == "institution" and inner.head.noun != "Amt":  # "Amtsrichter"
        office, country = inner.head.office, phrase.country
        if office in TYPES and country:
            return office_of(office, country), inner.head.type, "compound"
        return inner.nominative, inner.head.type, "compound"
    return None


def _is_own_name(doc: Doc, word: str, *, leads: bool) -> bool:
    """Whether the first part of a compound is the name of an institution, not a thing ("IT") or a word ("Bürger")."""
    if word in load("offices")["things"]["words"] or not word.isalpha():
        return False
    if word.isupper() and len(word) >= ACRONYM:
        return True
    alone = word in written(doc)
    return alone and word[:1].isupper() and (word.isupper() or (leads and len(word) > ACRONYM and not known(word)))
