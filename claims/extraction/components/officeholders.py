"""People whose words stand for an institution while they hold an office, and all names that actors have in the lists.

In: `lexicon/people.tsv` and the institutions. Out: a gazetteer of names that answers for the day of publication: whom
somebody speaks for on that day; a person out of office speaks for himself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from claims.extraction.components.actor_words import OPENING
from claims.extraction.components.countries import by_code
from claims.extraction.components.gazetteer import Gazetteer
from claims.extraction.components.inflection import genitives
from claims.extraction.components.institutions import TYPES, Known, by_canonical, by_written, office_of
from claims.extraction.lexicon import LexiconError, load, rows
from claims.records import SourceType

ARTICLES = {"Der", "Die", "Das"}
SURNAME_FIRST = {"KP", "KR", "CN", "MM", "TW"}
ALONE = {"S": -1, "T": 0}  # which part of the name stands for the person by itself


@dataclass(frozen=True, slots=True)
class Term:
    """For whom somebody speaks from one month to another ("2005-11"); an empty end is open."""

    known: Known
    begins: str
    ends: str


@dataclass(frozen=True, slots=True)
class Person:
    """A name of a person. alone: only a part of it, which means nobody out of office."""

    name: str
    terms: tuple[Term, ...]
    alone: bool = False

    def on(self, day: date | None) -> Known | None:
        """Whom the name stands for on that day; on an unknown day the term begun last counts."""
        if day is None:
            return max(self.terms, key=lambda term: term.begins).known
        month = f"{day:%Y-%m}"
        for term in self.terms:
            if term.begins <= month and (not term.ends or month <= term.ends):
                return term.known
        return None if self.alone else Known(self.name, self.name, SourceType.PERSON, None, person=self.name)


class Names:
    """Institutions and people by name, as they are on the day on which a text was published."""

    def __init__(self, tokenize: Callable[[str], Iterable[str]]) -> None:
        everybody = list(people())
        self._alone = {form: person for form, person in everybody if " " not in form}
        self._names: Gazetteer[Known | Person] = Gazetteer(tokenize, [*by_written().items(), *everybody])

    def opens(self, word: str) -> bool:
        """Whether a name begins with the word."""
        return self._names.opens(word)

    def at(self, doc: Doc, index: int) -> tuple[int, Known] | None:
        """The longest name that begins at this token: its end (exclusive) and whom it stands for."""
        hit = self._names.at(doc, index)
        if hit is None:
            return None
        end, meaning = hit
        known = meaning.on(doc._.published) if isinstance(meaning, Person) else meaning
        return (end, known) if known else None

    def country_of(self, surname: str, doc: Doc) -> str | None:
        """The country that somebody governs: Bush (in "Bush-Regierung") → USA."""
        hit = self._alone.get(surname)
        known = hit.on(doc._.published) if hit else None
        return known.country if known and known.type is SourceType.GOVERNMENT else None


def is_name(doc: Doc, start: int, end: int, known: Known) -> bool:
    """Whether a word that means other things more often stands for the institution here.

    It does in quotation marks, behind "laut", in the genitive without an ending, or where the model sees a
    name that is no person or place.
    """
    word = doc[end - 1]
    alone = end == start + 1 or doc[start].text in ARTICLES
    if known.person or not alone or word.text not in load("names_orgs")["wary"]:
        return True
    if word.ent_type_ == "ORG" or (word.tag_ == "NE" and not word.ent_type_):
        return True
    before = doc[start - 1].lower_ if start else ""
    if before == "des" and not word.text.endswith(("s", "en")):
        return True  # "des Spiegel": a noun would take the ending of the genitive
    return start > 0 and (before in OPENING or before == "laut")


def people() -> Iterator[tuple[str, Person]]:
    """Every written form of a person's name, and of the part that stands for the person by itself."""
    terms: dict[str, list[Term]] = {}
    spellings: dict[str, tuple[str, ...]] = {}
    alone: dict[str, str] = {}
    for written, stands_for, code, begins, ends, part in rows("people", 6):
        full = written.split("|")[0]
        terms.setdefault(full, []).append(Term(_known(full, stands_for, code), begins, ends))
        spellings[full] = tuple(written.split("|"))
        if part and code not in SURNAME_FIRST:
            alone[full] = full.split(" ")[ALONE[part]]
    for full, names in spellings.items():
        yield from ((form, Person(full, tuple(terms[full]))) for name in names for form in (name, *genitives(name)))
    for word in dict.fromkeys(alone.values()):  # namesakes hold office one after the other
        shared = tuple(term for full, part in alone.items() if part == word for term in terms[full])
        yield from ((form, Person(word, shared, alone=True)) for form in (word, *genitives(word)))


def _known(person: str, stands_for: str, code: str) -> Known:
    country = by_code()[code].name if code else None
    if stands_for in TYPES and country:
        return Known(person, office_of(stands_for, country), TYPES[stands_for], country, person=person)
    source_type = by_canonical().get(stands_for)
    if source_type is None and stands_for.startswith(("Regierung ", "Stadtverwaltung ", "Übergangsverwaltung ")):
        source_type = SourceType.GOVERNMENT
    if source_type is None:
        raise LexiconError(f"word list people.tsv: no institution {stands_for} for {person}")
    return Known(person, stands_for, source_type, country, person=person)
