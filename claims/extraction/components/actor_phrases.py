"""Read one phrase that names an actor: adjectives, noun, whose, name ("Sprecher des ukrainischen Generalstabs").

In: a position in a sentence, without article. Out: an `ActorPhrase` with its parts, None where no actor begins there.
"""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Doc, Span

from claims.extraction.components import communities, states
from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.actor_tails import Tails
from claims.extraction.components.actor_words import ADJECTIVES, DETERMINERS, FUNCTION, PLURAL_FEMININE, SINGULAR
from claims.extraction.components.city_adjectives import city_of
from claims.extraction.components.columns import written
from claims.extraction.components.countries import Country, by_adjective, by_capital, by_name, by_people
from claims.extraction.components.heads import Match, community, is_utterance, match
from claims.extraction.components.inflection import is_adjective
from claims.extraction.components.institutions import Known
from claims.extraction.components.officeholders import Names, is_name
from claims.extraction.components.own_names import OwnNames
from claims.extraction.components.person_names import end_of_institution, end_of_name, is_name_part
from claims.extraction.components.speech_verbs import is_finite
from claims.extraction.extensions import PlaceMention
from claims.records import SourceType

TITLES = {"Regierender", "Regierende", "Regierenden", "Leitender", "Leitende", "Leitenden", "Parlamentarischer"}
TITLES |= {
    "Parlamentarische",
    "Parlamentarischen",
    "Erster",
    "Erste",
    "Ersten",
    "Stellvertretender",
    "Stellvertretende",
}
SEVERAL = ("einig", "viele", "mehrere", "manche", "zahlreich", "verschieden", "beide")
DEEPEST = 2  # phrases within each other that are read whole


def nation_of(word: str) -> Country | None:
    """The country of an adjective, of a compound one by its last part: ehemals-russisch; of "Schweizer" only whole."""
    return by_adjective().get(word) or by_adjective().get(word.rpartition("-")[2])


@lru_cache(maxsize=20_000)
def is_small(word: str) -> bool:
    """Whether a word in small letters is no adjective, no part of a name and names nothing by itself."""
    if not word[:1].islower() or word.endswith("-") or is_adjective(word) or is_name_part(word) or match(word):
        return False
    names = (by_adjective(), by_name(), by_capital(), states.by_adjective(), states.by_genitive())
    return nation_of(word) is None and not any(word in table for table in names)


class PhraseReader:
    """Reads actor phrases of one document; `names` are known institutions and people."""

    def __init__(self, doc: Doc, names: Names) -> None:
        self._doc = doc
        self._names = names
        self._own = OwnNames(doc, names)
        self._places: dict[int, PlaceMention] = {p.start: p for p in doc._.places if not p.adjectival}
        self._tails = Tails(doc, names, lambda sentence, start, depth: self.read(sentence, start, depth=depth))

    def read(self, sentence: Span, start: int, *, depth: int = 0) -> ActorPhrase | None:
        """The phrase that begins at token `start`, which is no article."""
        if self._is_other(start):
            return None
        known = self._names.at(self._doc, start)
        if known and is_name(self._doc, start, *known):
            return self._known(sentence, start, known[0], known[1], depth)
        phrase = ActorPhrase(start, start)
        index = self._before_head(sentence, phrase, start)
        if index >= sentence.end:
            return None
        owned = index > start and not phrase.adjectives
        known = self._names.at(self._doc, index) if owned or self._attributes(sentence, phrase) else None
        if known and is_name(self._doc, index, *known):
            return self._known(sentence, index, known[0], known[1], depth, phrase)
        if owned and (end := end_of_institution(self._doc, index, sentence.end)):
            phrase.named, phrase.end = (index, end), end  # "Perus Northern Harbour Centre"
            return phrase
        head = match(self._doc[index].text)
        town = self._community(index, depth)
        head = town or head
        if head is None:
            return self._without_head(sentence, start, depth) if not phrase.adjectives else None
        phrase.head, phrase.head_at, phrase.end = head, index, index + 1
        self._number(sentence, phrase)
        if not self._agrees(sentence, phrase):
            return None
        if head.first and phrase.country is None:
            phrase.country = by_name()[head.first].name if head.first in by_name() else self._us(self._doc[index].text)
            phrase.country = phrase.country or self._names.country_of(head.first.rstrip("-"), self._doc)
        self._tails.behind(sentence, phrase, depth)
        if town:
            return communities.named(self._doc, phrase) if communities.is_told(phrase) else None
        if is_utterance(head) and (phrase.whose or phrase.apposed or phrase.place):
            return None  # whose it is, speaks: the reader comes to it next
        return phrase

    def _community(self, index: int, depth: int) -> Match | None:
        """A town or district where it speaks, or (depth) where somebody speaks for it."""
        return community(self._doc[index].text) if depth else communities.speaking(self._doc, index)

    def _is_other(self, at: int) -> bool:
        """Whether a small word begins no phrase, as two words in three; the rules below would come to nothing, too."""
        word = written(self._doc)[at]
        return is_small(word) and not self._names.opens(word) and self._doc[at].idx not in self._places

    def _attributes(self, sentence: Span, phrase: ActorPhrase) -> bool:
        """Whether what was stepped over belongs to a name: behind an article, or a country's adjective."""
        if not phrase.adjectives:
            return False
        before = self._doc[phrase.start - 1].lower_ if phrase.start > sentence.start else ""
        return before in DETERMINERS or self._doc[phrase.adjectives[0]].text in by_adjective()

    def _agrees(self, sentence: Span, phrase: ActorPhrase) -> bool:
        """Whether the first adjective can be one: a verb before a noun looks alike ("sagten Experten")."""
        if not phrase.adjectives:
            return True
        word = self._doc[phrase.adjectives[0]].text
        before = self._doc[phrase.start - 1].lower_ if phrase.start > sentence.start else ""
        if before == "das" and phrase.head is not None and (phrase.head.head.gender != "n" or word.endswith("en")):
            return False  # "Das sagten Experten", "Das meldeten Medien": no article of theirs
        if before in DETERMINERS or word in by_adjective():
            return True
        if word.endswith("es") and phrase.head is not None and phrase.head.head.gender != "n":
            return False  # "verwies Sprecher Meier"
        masculine = phrase.head is not None and phrase.head.head.gender in {"m", "n"} and not phrase.plural
        return not (word.endswith("en") or masculine and word.endswith("e"))

    @staticmethod
    def _us(word: str) -> str | None:
        return "USA" if word.startswith("US-") else None

    def _before_head(self, sentence: Span, phrase: ActorPhrase, index: int) -> int:
        """Step over "Russlands" and adjectives; note the country they name."""
        owner, state = self._tails.owner(index), states.by_genitive().get(self._doc[index].text)
        if (owner or state) and index + 1 < sentence.end:
            phrase.country, phrase.state = owner, state
            index += 1
        index = self._city(sentence, phrase, index)
        while index < sentence.end and len(phrase.adjectives) < ADJECTIVES:
            word = self._doc[index].text
            if is_finite(word) and self._doc[max(0, index - 1)].lower_ not in DETERMINERS:
                break  # "sagte Sprecherin Meier"
            if word.rpartition("-")[0] and word.rpartition("-")[2][:1].isupper() and match(word):
                break  # "verdi-Vertreter" is no adjective
            nation, state = nation_of(word), states.by_adjective().get(word)
            if nation or state or word in TITLES or is_adjective(word) or self._opens_with_adjective(sentence, index):
                phrase.country = phrase.country or (nation.name if nation else None)
                phrase.state = phrase.state or state
                phrase.adjectives.append(index)
            elif (
                word.endswith("-")
                and len(word) > 1
                and self._doc[index + 1 : index + 2].text in {"und", "oder", "sowie"}
            ):
                index += 1  # "Such- und Rettungsagentur"
            elif not (word in {"und", "oder"} and phrase.adjectives and self._adjective_at(index + 1, sentence)):
                break
            index += 1
        return index

    def _city(self, sentence: Span, phrase: ActorPhrase, index: int) -> int:
        """Step over "Berliner" before an institution or a role; note the city and the country it is the seat of."""
        word = self._doc[index].text
        if word == "US" and index + 1 < sentence.end and match(self._doc[index + 1].text):
            phrase.country = "USA"  # "die US Botschaft"
            return index + 1
        city = city_of(word) if word not in states.by_adjective() else None
        head = match(self._doc[index + 1].text) if city and index + 1 < sentence.end else None
        if city is None and self._is_of_place(index) and match(self._doc[index + 1].text):
            return index + 1  # "Ludwigshafener Konzern": of a place that no list knows
        if city is None or head is None or head.head.kind == "group":
            return index
        seat = by_capital().get(city)
        phrase.place, phrase.country = city, phrase.country or (seat.name if seat else None)
        return index + 1

    def _is_of_place(self, index: int) -> bool:
        """Whether the model sees an adjective of a place: "Ludwigshafener" before a noun, inside a sentence."""
        word = self._doc[index]
        inside = not word.is_sent_start and index + 1 < len(self._doc)
        return inside and word.tag_ == "ADJA" and word.text.endswith("er") and word.text[0].isupper()

    def _opens_with_adjective(self, sentence: Span, index: int) -> bool:
        """A capital letter at the head of a sentence hides an adjective: "Linke Gruppen", "Mehrere Regierungen"."""
        if index != sentence.start or index + 1 >= sentence.end:
            return False
        word = self._doc[index].lower_
        heads = match(self._doc[index + 1].text) is not None or is_adjective(self._doc[index + 1].text)
        return heads and is_adjective(word) and word not in FUNCTION and match(self._doc[index].text) is None

    def _adjective_at(self, index: int, sentence: Span) -> bool:
        return index < sentence.end and (is_adjective(self._doc[index].text) or self._doc[index].text in by_adjective())

    def _number(self, sentence: Span, phrase: ActorPhrase) -> None:
        before = self._doc[phrase.start - 1].lower_ if phrase.start > sentence.start else ""
        head = phrase.head
        assert head is not None
        phrase.definite = before in {"der", "die", "das", "des", "dem", "den", "vom", "beim", "zum", "zur", "im"}
        many = before == "der" and self._doc[phrase.end - 1].text == head.plural != head.nominative
        if many and head.head.gender == "m":
            phrase.plural = True  # "nach Angaben der Geologen"
        elif head.can_be_plural and any(self._doc[i].lower_.startswith(SEVERAL) for i in phrase.adjectives):
            phrase.plural = True  # "die Meinung vieler Experten"
        elif head.can_be_singular and head.can_be_plural:
            plain = before not in SINGULAR | PLURAL_FEMININE and head.head.kind != "institution"
            feminine = head.head.gender == "f"
            phrase.plural = before in PLURAL_FEMININE and not feminine and head.head.gender != "a"
            phrase.plural = phrase.plural or (plain and not self._name_follows(sentence, phrase.end))
            if phrase.adjectives and self._doc[phrase.adjectives[-1]].text.endswith("er") and plain:
                phrase.plural = False
        else:
            phrase.plural = head.can_be_plural

    def _name_follows(self, sentence: Span, index: int) -> bool:
        return end_of_name(self._doc, sentence, index, least=1) is not None

    def _known(
        self, sentence: Span, start: int, end: int, known: Known, depth: int, phrase: ActorPhrase | None = None
    ) -> ActorPhrase:
        phrase = phrase or ActorPhrase(start, end)
        phrase.known, phrase.end, phrase.country = known, end, known.country
        if known.type is SourceType.PERSON:  # out of office
            phrase.known, phrase.person = None, (start, end)
        self._own.abbreviation(sentence, phrase)
        if known.person and depth == 0:
            self._tails.role_behind(sentence, phrase)
        elif not known.person:
            self._tails.country_behind(sentence, phrase)
        return phrase

    def _is_people(self, sentence: Span, index: int) -> bool:
        """ "Die Kanadier" who say something are their government; without article they are some people."""
        word, before = self._doc[index], self._doc[index - 1].lower_ if index > sentence.start else ""
        follow = self._doc[index + 1].text if index + 1 < sentence.end else ""
        if word.text not in by_people() or before != "die" or follow[:1].isupper():
            return False
        return word.dep_.startswith("nsubj") and "Plur" in word.morph.get("Number", [])

    def _without_head(self, sentence: Span, start: int, depth: int) -> ActorPhrase | None:
        """A country or capital that may speak, or a person's name by its shape."""
        doc, place = self._doc, self._places.get(self._doc[start].idx)
        if place and place.kind == "country" or place and doc[start].text in by_capital():
            end = start
            while end < sentence.end and doc[end].idx < place.end:
                end += 1
            return ActorPhrase(start, end, country=place.country, place=place.name, place_kind=place.kind)
        if place:
            return None
        if self._is_people(sentence, start):
            return ActorPhrase(start, start + 1, country=by_people()[doc[start].text].name)
        if doc[start].ent_type_ == "ORG" and doc[start].ent_iob_ == "I":
            return None  # "Alba Home Entertainment": no name of a person begins within one of an institution
        name_end = end_of_name(doc, sentence, start, least=2)
        if name_end is None or (end_of_institution(doc, start, sentence.end) or 0) >= name_end:
            return None
        phrase = ActorPhrase(start, name_end, person=(start, name_end))
        self._own.abbreviation(sentence, phrase)  # "Jan Holm (CDU)"
        if depth < DEEPEST:  # of a list of names, each might be the role of the one before
            self._tails.role_behind(sentence, phrase, depth)
        if phrase.whose is None and name_end + 1 < sentence.end and doc[name_end].text in {"von", "vom"}:
            self._tails.belongs_to(sentence, phrase)  # "John Kern von Greenpeace"
        return phrase
