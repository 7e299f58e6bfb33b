"""What stands behind the noun or name of an actor: apposition, whose it is, where it sits, the person, "(NIS)".

In: a phrase begun by `PhraseReader`. Out: the same phrase, longer and better known.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Span

from claims.extraction.components import trees
from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.actor_words import BEHIND, CLOSING, NEAR, OPENING
from claims.extraction.components.countries import by_capital, by_name
from claims.extraction.components.gazetteer import Gazetteer
from claims.extraction.components.inflection import genitives, is_adjective
from claims.extraction.components.institutions import PARTS, Known
from claims.extraction.components.person_names import end_of_name
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import SourceType

GENERIC = {"Landes", "Staates", "Region", "Stadt", "Provinz", "Insel", "Republik", "Welt", "Kreises", "Bezirks"}


def _is_proper(word: str) -> bool:
    return word[0].isupper() and word.replace("-", "").isalpha()


class Tails:
    """Lengthens actor phrases of one document; `read` reads an inner phrase ("des ukrainischen Generalstabs")."""

    def __init__(self, doc: Doc, names: Gazetteer[Known], read: Callable[[Span, int, int], ActorPhrase | None]) -> None:
        self._doc = doc
        self._names = names
        self._read = read
        self._places: dict[int, PlaceMention] = {p.start: p for p in doc._.places if not p.adjectival}

    def owner(self, index: int) -> str | None:
        """The country of a genitive that goes before: Russlands, Moskaus."""
        word = self._doc[index].text
        found = by_name().get(word) or by_capital().get(word)
        if not found:
            return None
        return found.name if any(word in genitives(n) for n in (found.name, *found.forms, *found.capitals)) else None

    def abbreviation(self, sentence: Span, phrase: ActorPhrase) -> None:
        """Take in "(NIS)"; it may be the name that everybody knows."""
        i, doc = phrase.end, self._doc
        if i + 2 < sentence.end and doc[i].text == "(" and doc[i + 2].text == ")" and doc[i + 1].text.isalpha():
            hit = self._names.at(doc, i + 1)
            if hit and not phrase.known:
                phrase.apposed = hit[1]
            if doc[i + 1].text.isupper() and len(doc[i + 1]) > 1 and not (hit or phrase.known or phrase.named):
                phrase.named = (i + 1, i + 2) if self._is_institution(phrase) else None
            if doc[i + 1].text.isupper() or hit:
                phrase.end = i + 3

    @staticmethod
    def _is_institution(phrase: ActorPhrase) -> bool:
        own = phrase.head is not None and phrase.head.head.kind == "institution"
        return own and phrase.country is None and phrase.apposed is None

    def _word(self, sentence: Span, index: int) -> str:
        return self._doc[index].lower_ if index < sentence.end else ""

    def _full_name(self, sentence: Span, phrase: ActorPhrase) -> None:
        """Gesellschaft für Segelsport (GFS): the words up to the abbreviation belong to the name."""
        doc, at = self._doc, phrase.end
        while at < min(sentence.end, phrase.end + 7) and doc[at].is_alpha:
            at += 1
        ahead = doc[phrase.end].lower_ if phrase.end < sentence.end else ""
        if ahead not in {"für", "gegen", "zur", "zum", "ohne"} or at + 2 >= sentence.end:
            return
        if doc[at].text == "(" and doc[at + 1].text.isupper() and doc[at + 2].text == ")":
            phrase.end = at

    def country_behind(self, sentence: Span, phrase: ActorPhrase) -> None:
        """A bare genitive after an institution: Rotes Kreuz Haitis."""
        owner = self.owner(phrase.end) if phrase.end < sentence.end else None
        if owner and phrase.known and phrase.known.country is None:
            phrase.country, phrase.end = owner, phrase.end + 1

    def belongs_to(self, sentence: Span, phrase: ActorPhrase) -> None:
        index = phrase.end + 1
        while index + 1 < sentence.end and self._doc[index].lower_ in {"der", "dem"}:
            index += 1
        if self._doc[index].text in OPENING:
            self._quoted_owner(sentence, phrase, index)
            return
        inner = self._read(sentence, index, 1)
        if inner and (inner.known or (inner.head and inner.head.head.kind == "institution")):
            phrase.whose, phrase.end, phrase.country = inner, inner.end, phrase.country or inner.country
        else:
            self._foreign_owner(sentence, phrase, index)

    def _foreign_owner(self, sentence: Span, phrase: ActorPhrase, index: int) -> None:
        """Jan Holm vom Royal United Services Institute: capitals up to a word that names a kind of institution."""
        end = index
        while end < min(sentence.end, index + 8) and self._doc[end].text[0].isupper() and self._doc[end].is_alpha:
            end += 1
        if end - index >= 2 and self._doc[end - 1].text in load("names")["institutions"]["words"]:
            phrase.whose, phrase.end = ActorPhrase(index, end, named=(index, end)), end

    def _quoted_owner(self, sentence: Span, phrase: ActorPhrase, opening: int) -> None:
        """Jan Holm von der „Aktion Nordlicht hilft“: whatever stands in the marks is the institution."""
        end = opening + 1
        while end < min(sentence.end, opening + 8) and self._doc[end].text not in CLOSING:
            end += 1
        if opening + 1 < end < sentence.end and self._doc[end].text in CLOSING:
            phrase.whose = ActorPhrase(opening + 1, end, named=(opening + 1, end))
            phrase.end = end + 1

    def behind(self, sentence: Span, phrase: ActorPhrase, depth: int) -> None:
        """What stands behind the noun: a name in apposition, whose it is, where it sits, who it is."""
        head = phrase.head
        assert head is not None
        owner = self.owner(phrase.end) if head.head.kind == "role" and phrase.end < sentence.end else None
        if owner:  # "die Stabschefs Südkoreas"
            phrase.country, phrase.end = phrase.country or owner, phrase.end + 1
        if head.head.kind != "role":
            self._apposition(sentence, phrase)
        self._person(sentence, phrase, comma=False)
        if phrase.person is None:  # "sagte Sprecher Meier der BBC": the BBC is told
            self._whose(sentence, phrase, depth)
        elif head.head.kind == "role" and self._word(sentence, phrase.end) in {"von", "vom"}:
            self.belongs_to(sentence, phrase)  # "Hauptmann Meier von der Marineinfanterie"
        if head.head.kind == "institution":
            self._full_name(sentence, phrase)
        self.abbreviation(sentence, phrase)
        if phrase.person is None:
            self._person(sentence, phrase, comma=phrase.definite and depth == 0)

    def _apposition(self, sentence: Span, phrase: ActorPhrase) -> None:
        """Geheimdienst NIS, Zeitung „Le Monde“, Fluggesellschaft Nordwind, Polizei Leipzig."""
        doc, index = self._doc, phrase.end
        quoted = index < sentence.end and doc[index].text in OPENING
        index += quoted
        if index >= sentence.end:
            return
        hit = self._names.at(doc, index)
        place = self._places.get(doc[index].idx)
        if hit and not hit[1].person and self.owner(index) is None:
            phrase.apposed, phrase.end = hit[1], hit[0]
        elif self._is_paper(phrase, index):
            self._own_name(sentence, phrase, index, quoted, proper=True)
        elif (
            place
            and not quoted
            and self.owner(index) is None
            and phrase.head
            and phrase.head.head.kind == "institution"
        ):
            self._take_place(sentence, phrase, place, index)
        elif self.owner(index):
            phrase.country, phrase.end = phrase.country or self.owner(index), index + 1
        elif phrase.head and phrase.head.head.kind == "institution":
            self._own_name(sentence, phrase, index, quoted)
        if quoted and phrase.end > index and phrase.end < sentence.end and doc[phrase.end].text in CLOSING:
            phrase.end += 1

    def _is_paper(self, phrase: ActorPhrase, index: int) -> bool:
        """ "Zeitung China Daily": a name of several words, though a place opens it."""
        words = self._doc[index : index + 2]
        media = phrase.head is not None and phrase.head.head.type in {SourceType.MEDIA, SourceType.AGENCY}
        return media and len(words) > 1 and all(_is_proper(word.text) for word in words)

    def _own_name(self, sentence: Span, phrase: ActorPhrase, index: int, quoted: bool, *, proper: bool = False) -> None:
        end = index
        while end < sentence.end and end - index < 6 and self._goes_on(end, quoted):
            end += 1
        if quoted and (end >= sentence.end or self._doc[end].text not in CLOSING):
            return
        proper = proper or "-" in self._doc[index].text or bool(end_of_name(self._doc, sentence, index, least=1))
        if end > index and (quoted or proper):
            phrase.named, phrase.end = (index, end), end

    def _goes_on(self, at: int, quoted: bool) -> bool:
        """In marks a name may hold any word: Bündnis „München ist bunt“."""
        word = self._doc[at].text
        return word not in CLOSING if quoted else _is_proper(word)

    def _take_place(self, sentence: Span, phrase: ActorPhrase, place: PlaceMention, index: int) -> None:
        phrase.place, phrase.place_kind = place.name, place.kind
        if place.kind == "country":
            phrase.country = place.country
        while index < sentence.end and self._doc[index].idx < place.end:
            index += 1
        phrase.end = index

    def _whose(self, sentence: Span, phrase: ActorPhrase, depth: int) -> None:
        """des ukrainischen Generalstabs, von Human Rights Watch, der Ukraine, in Seoul."""
        doc, index = self._doc, phrase.end
        if index + 1 >= sentence.end or depth > 1:
            return
        word = doc[index].lower_
        if word in BEHIND and self._of_verb(index):
            return
        if word in BEHIND:
            index += 1
            while index + 1 < sentence.end and doc[index].lower_ in {"der", "dem", "den", "des"} | OPENING:
                index += 1
            inner = self._read(sentence, index, depth + 1)
            if inner and (inner.head or inner.known or inner.place):
                phrase.whose, phrase.end = inner, inner.end
                phrase.country = phrase.country or inner.country
                if phrase.end < sentence.end and doc[phrase.end].text in CLOSING and doc[index - 1].text in OPENING:
                    phrase.end += 1
            elif self._places.get(doc[index].idx):
                self._take_place(sentence, phrase, self._places[doc[index].idx], index)
            elif phrase.head and phrase.head.head.kind == "role":
                self._unknown_owner(sentence, phrase, index, depth)
        elif word in NEAR and phrase.head and phrase.head.head.kind in {"institution", "role"}:
            place = self._places.get(doc[index + 1].idx)
            seat = by_capital().get(doc[index + 1].text)
            local = phrase.head.first.rstrip("-") in PARTS
            office = phrase.head.head.office
            if place and (seat or local or place.kind == "city" and office in {"police", "authority", "municipal"}):
                phrase.place = place.name
                phrase.country = phrase.country or (seat.name if seat else None)
                phrase.end = index + 2

    def _of_verb(self, index: int) -> bool:
        """Whether the tree hangs what the preposition opens on the verb: "sprach der Präsident von Erfolgen"."""
        word = self._doc[index]
        return word.dep_ == "case" and word.head.dep_.startswith("obl") and word.head.head.pos_ == "VERB"

    def _unknown_owner(self, sentence: Span, phrase: ActorPhrase, index: int, depth: int) -> None:
        """An institution that no list knows: Direktor des Schiffseigners Nordlicht."""
        doc, start = self._doc, index
        while index < sentence.end and is_adjective(doc[index].text):
            index += 1
        if index >= sentence.end or not _is_proper(doc[index].text) or doc[index].text in GENERIC:
            return
        owner = ActorPhrase(start, index + 1, named=(index, index + 1))
        name_end = end_of_name(doc, sentence, index + 1, least=1)
        titled = phrase.head is not None and name_end is not None and not phrase.plural
        if name_end and not (titled and self._comma_person(sentence, index + 1, name_end)):
            owner.named, owner.end = (index + 1, name_end), name_end
        self._whose(sentence, owner, depth + 1)
        phrase.whose, phrase.end = owner, owner.end

    def _comma_person(self, sentence: Span, start: int, end: int) -> bool:
        """Whether the name is rather the person's: no comma and another name follow, and it has two parts."""
        return end - start == 2 and not (end < sentence.end and self._doc[end].text == ",")

    def _person(self, sentence: Span, phrase: ActorPhrase, *, comma: bool) -> None:
        """The name after a title, also between commas: der Direktor der Behörde, Jan Holm,"""
        if phrase.head is None or phrase.head.head.kind == "institution" or phrase.plural:
            return
        index = phrase.end
        if comma and index < sentence.end and self._doc[index].text == ",":
            index += 1
            phrase.comma = index - 1
        hit = self._names.at(self._doc, index) if index < sentence.end else None
        if hit and hit[1].person:
            end: int | None = hit[0]
            phrase.known = hit[1]
        else:
            end = end_of_name(self._doc, sentence, index, least=2 if phrase.comma else 1)
        if end is None:
            phrase.comma = None
            return
        phrase.person, phrase.end = (index, end), end
        if phrase.comma and end < sentence.end and self._doc[end].text == ",":
            phrase.end = end + 1

    def _apposed(self, phrase: ActorPhrase, role: ActorPhrase) -> bool:
        """Whether the tree hangs the role on the name, where the comma behind it is missing."""
        if role.head_at is None or not trees.parsed(self._doc):
            return False
        noun = self._doc[role.head_at]
        return noun.dep_ == "appos" and phrase.start <= noun.head.i < phrase.end

    def role_behind(self, sentence: Span, phrase: ActorPhrase) -> None:
        """Jan Holm, geschäftsführender Direktor der Reederei,: the role between commas says for whom he speaks."""
        index = phrase.end
        if index + 1 >= sentence.end or self._doc[index].text != ",":
            return
        index += 1
        if self._doc[index].lower_ in {"der", "die", "dem", "des", "den", "ein", "eine", "einem", "einer"}:
            index += 1
        role = self._read(sentence, index, 1) if index < sentence.end else None
        closed = role is not None and (
            role.end >= sentence.end or self._doc[role.end].text in {",", ".", ";"} or self._apposed(phrase, role)
        )
        if role and role.head and role.head.head.kind == "role" and role.person is None and closed:
            phrase.whose = role
            phrase.country = phrase.country or role.country
            phrase.end = role.end + (role.end < sentence.end and self._doc[role.end].text == ",")
