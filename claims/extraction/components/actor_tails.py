"""What stands behind the noun or name of an actor: apposition, whose it is, where it sits, the person, "(NIS)".

In: a phrase begun by `PhraseReader`. Out: the same phrase, longer and better known.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc, Span

from claims.extraction.components import states, trees
from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.actor_words import BEHIND, CLOSING, GENERIC, NEAR, OPENING, TIMES
from claims.extraction.components.communities import owning
from claims.extraction.components.countries import by_capital, by_name
from claims.extraction.components.inflection import genitives, is_adjective
from claims.extraction.components.institutions import PARTS, Known
from claims.extraction.components.officeholders import Names
from claims.extraction.components.own_names import OwnNames, is_proper
from claims.extraction.components.person_names import end_of_institution, end_of_name
from claims.extraction.extensions import PlaceMention
from claims.extraction.lexicon import load
from claims.records import SourceType

ABROAD = {"Botschaft", "Konsulat", "Generalkonsulat", "Botschafter", "Konsul", "Korrespondent", "Diplomat"}
SEATED = {"police", "authority", "municipal", "local"}


class Tails:
    """Lengthens actor phrases of one document; `read` reads an inner phrase ("des ukrainischen Generalstabs")."""

    def __init__(self, doc: Doc, names: Names, read: Callable[[Span, int, int], ActorPhrase | None]) -> None:
        self._doc = doc
        self._names = names
        self._read = read
        self._own = OwnNames(doc, names)
        self._places: dict[int, PlaceMention] = {p.start: p for p in doc._.places if not p.adjectival}

    def owner(self, index: int) -> str | None:
        """The country of a genitive that goes before: Russlands, Moskaus."""
        word = self._doc[index].text
        found = by_name().get(word) or by_capital().get(word)
        if not found:
            return None
        return found.name if any(word in genitives(n) for n in (found.name, *found.forms, *found.capitals)) else None

    def _word(self, sentence: Span, index: int) -> str:
        return self._doc[index].lower_ if index < sentence.end else ""

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
        if known := end_of_institution(self._doc, index, sentence.end):
            phrase.whose, phrase.end = ActorPhrase(index, known, named=(index, known)), known
        elif end - index >= 2 and self._doc[end - 1].text in load("names")["institutions"]["words"]:
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
        self._state_behind(sentence, phrase)
        if head.head.kind != "role":
            self._apposition(sentence, phrase)
        if head.head.kind == "institution":
            self._own.full_name(sentence, phrase)
        self._person(sentence, phrase, comma=False)
        if phrase.person is None:  # "sagte Sprecher Meier der BBC": the BBC is told
            self._whose(sentence, phrase, depth)
        elif head.head.kind == "role" and self._word(sentence, phrase.end) in {"von", "vom"}:
            self.belongs_to(sentence, phrase)  # "Hauptmann Meier von der Marineinfanterie"
        self._own.abbreviation(sentence, phrase)
        if phrase.person is None:
            self._person(sentence, phrase, comma=phrase.definite and depth == 0)

    def _state_behind(self, sentence: Span, phrase: ActorPhrase) -> None:
        """The genitive of a part of a country: der Innenminister Hessens."""
        state = states.by_genitive().get(self._doc[phrase.end].text) if phrase.end < sentence.end else None
        if state:
            phrase.state, phrase.end = phrase.state or state, phrase.end + 1

    def _governed(self, phrase: ActorPhrase, index: int) -> bool:
        """Whether a person follows whose government it is: die Regierung Schröder."""
        if phrase.head is None or phrase.head.head.office != "government":
            return False
        hit = self._names.at(self._doc, index)
        if hit and hit[1].person and hit[1].country and hit[1].type is SourceType.GOVERNMENT:
            phrase.country, phrase.end = phrase.country or hit[1].country, hit[0]
        return True  # a government has no name of its own

    @staticmethod
    def _may_be_called(phrase: ActorPhrase, known: Known) -> bool:
        """Whether the noun may be followed by that name: any institution's, but a party's only where it means one."""
        organised = phrase.head is not None and phrase.head.head.type is SourceType.ORGANISATION
        return known.person is None and (known.kind != "party" or organised)

    def _apposition(self, sentence: Span, phrase: ActorPhrase) -> None:
        """Geheimdienst NIS, Zeitung „Le Monde“, Fluggesellschaft Nordwind, Polizei Leipzig."""
        doc, index = self._doc, phrase.end
        quoted = index < sentence.end and doc[index].text in OPENING
        index += quoted
        if index >= sentence.end:
            return
        hit = self._names.at(doc, index)
        place = self._places.get(doc[index].idx)
        if hit and self._may_be_called(phrase, hit[1]) and self.owner(index) is None:
            phrase.apposed, phrase.end = hit[1], hit[0]
        elif self._own.is_paper(phrase, index):
            self._own.own_name(sentence, phrase, index, quoted, proper=True)
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
        elif phrase.head and phrase.head.head.kind == "institution" and not self._governed(phrase, index):
            self._own.own_name(sentence, phrase, index, quoted)
        if quoted and phrase.end > index and phrase.end < sentence.end and doc[phrase.end].text in CLOSING:
            phrase.end += 1

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
            index = self._place_behind(sentence, phrase, index)
            if doc[index - 1].text in OPENING and phrase.head and phrase.head.head.kind == "role":
                self._quoted_owner(sentence, phrase, index - 1)
                if phrase.whose:
                    return
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
            state = self._seated(phrase, place) if place else None
            if place and phrase.head.head.noun in ABROAD:
                phrase.end = index + 2  # "die Botschaft in Riad" is that of another country
            elif place and (seat or local or state or place.kind == "city" and office in SEATED):
                phrase.place, phrase.place_kind, phrase.state = place.name, place.kind, phrase.state or state
                phrase.country = phrase.country or (seat.name if seat else None)
                phrase.end = index + 2

    def _place_behind(self, sentence: Span, phrase: ActorPhrase, index: int) -> int:
        """Step over "des Bundesstaates" before Queensland, not over what a role serves: "Präsident der Region"."""
        doc, at = self._doc, index
        while at < sentence.end and is_adjective(doc[at].text):
            at += 1
        generic = at + 1 < sentence.end and doc[at].text in GENERIC and self._places.get(doc[at + 1].idx)
        return at + 1 if generic and not owning(phrase, doc[at].text) else index

    @staticmethod
    def _seated(phrase: ActorPhrase, place: PlaceMention) -> str | None:
        """The part of a country that a ministry governs from there: das Innenministerium in Wiesbaden."""
        if phrase.head is None or phrase.head.head.office not in {"government", "regional"}:
            return None
        return (
            place.name
            if place.kind == "region" and place.name in states.by_name()
            else states.by_seat().get(place.name)
        )

    def _of_verb(self, index: int) -> bool:
        """Whether the tree hangs what the preposition opens on the verb: "sprach der Präsident von Erfolgen"."""
        word = self._doc[index]
        return word.dep_ == "case" and word.head.dep_.startswith("obl") and word.head.head.pos_ == "VERB"

    def _unknown_owner(self, sentence: Span, phrase: ActorPhrase, index: int, depth: int) -> None:
        """An institution that no list knows: Direktor des Schiffseigners Nordlicht."""
        doc, start = self._doc, index
        while index < sentence.end and is_adjective(doc[index].text):
            index += 1
        if index >= sentence.end or not is_proper(doc[index].text) or doc[index].text in GENERIC:
            return
        if doc[index].text.endswith(TIMES):
            return  # "die Außenminister vom Dienstagabend"
        end = end_of_institution(doc, index, sentence.end)
        if end and end > index + 1:
            phrase.whose, phrase.end = ActorPhrase(start, end, named=(index, end)), end
            return
        owner = ActorPhrase(start, index + 1, named=(index, index + 1))
        name_end = index + 1 < sentence.end and end_of_institution(doc, index + 1, sentence.end)
        name_end = name_end or end_of_name(doc, sentence, index + 1, least=1)
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
            phrase.known = hit[1] if hit[1].type is not SourceType.PERSON else phrase.known
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

    def role_behind(self, sentence: Span, phrase: ActorPhrase, depth: int = 0) -> None:
        """Jan Holm, geschäftsführender Direktor der Reederei,: the role between commas says for whom he speaks."""
        index = phrase.end
        if index + 1 >= sentence.end or self._doc[index].text != ",":
            return
        index += 1
        if self._doc[index].lower_ in {"der", "die", "dem", "des", "den", "ein", "eine", "einem", "einer"}:
            index += 1
        role = self._read(sentence, index, depth + 1) if index < sentence.end else None
        closed = role is not None and (
            role.end >= sentence.end or self._doc[role.end].text in {",", ".", ";"} or self._apposed(phrase, role)
        )
        if role and role.head and role.head.head.kind == "role" and role.person is None and closed:
            phrase.whose = role
            phrase.country = phrase.country or role.country
            phrase.end = role.end + (role.end < sentence.end and self._doc[role.end].text == ",")
