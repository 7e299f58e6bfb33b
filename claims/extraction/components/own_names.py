"""The own name of an institution behind the noun for it: Zeitung „Le Monde“, Gesellschaft für Segelsport (GFS).

In: an actor phrase begun by `PhraseReader`. Out: the same phrase, with its own name or abbreviation.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from claims.extraction.components import trees
from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.actor_words import CLOSING
from claims.extraction.components.officeholders import Names
from claims.extraction.components.person_names import end_of_institution, end_of_name
from claims.records import SourceType

PURPOSE = {"für", "gegen"}


def is_proper(word: str) -> bool:
    """Whether a word has the shape of a name."""
    return word[0].isupper() and word.replace("-", "").isalpha()


def end_of_purpose(noun: Token) -> int:
    """The token after the purpose that is part of a name: "Zentrum für alte Musik"; 0 where there is none."""
    if not trees.parsed(noun.doc):
        return 0
    for child in noun.children:
        if child.dep_ == "nmod" and trees.preposition(child) in PURPOSE and child.left_edge.i == noun.i + 1:
            joined = (c for c in child.children if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"})
            return max((c.i for c in joined), default=child.i) + 1
    return 0


class OwnNames:
    """Reads own names and abbreviations in one document."""

    def __init__(self, doc: Doc, names: Names) -> None:
        self._doc = doc
        self._names = names

    def abbreviation(self, sentence: Span, phrase: ActorPhrase) -> None:
        """Take in "(NIS)"; it may be the name that everybody knows."""
        i, doc = phrase.end, self._doc
        if i + 2 < sentence.end and doc[i].text == "(" and doc[i + 2].text == ")" and doc[i + 1].text.isalpha():
            hit = self._names.at(doc, i + 1)
            if hit and hit[1].kind == "party" and self._is_person(phrase):
                phrase.party = hit[1]  # "Ministerin Meier (SPD)" speaks for her office
            elif hit and not phrase.known:
                phrase.apposed = hit[1]
            if doc[i + 1].text.isupper() and len(doc[i + 1]) > 1 and not (hit or phrase.known or phrase.named):
                phrase.named = (i + 1, i + 2) if self._is_institution(phrase) else None
            if doc[i + 1].text.isupper() or hit:
                phrase.end = i + 3

    @staticmethod
    def _is_person(phrase: ActorPhrase) -> bool:
        role = phrase.head is not None and phrase.head.head.kind != "institution"
        return role or phrase.person is not None or (phrase.known is not None and phrase.known.person is not None)

    @staticmethod
    def _is_institution(phrase: ActorPhrase) -> bool:
        own = phrase.head is not None and phrase.head.head.kind == "institution"
        return own and phrase.apposed is None

    def full_name(self, sentence: Span, phrase: ActorPhrase) -> None:
        """Gesellschaft für Segelsport (GFS): the words up to the abbreviation belong to the name."""
        doc, at = self._doc, phrase.end
        while at < min(sentence.end, phrase.end + 7) and doc[at].is_alpha:
            at += 1
        ahead = doc[phrase.end].lower_ if phrase.end < sentence.end else ""
        if ahead not in {"für", "gegen", "zur", "zum", "ohne"}:
            return
        phrase.end = max(phrase.end, end_of_purpose(doc[phrase.end - 1]))
        if at + 2 >= sentence.end:
            return
        if doc[at].text == "(" and doc[at + 1].text.isupper() and doc[at + 2].text == ")":
            phrase.end = at

    def is_paper(self, phrase: ActorPhrase, index: int) -> bool:
        """ "Zeitung China Daily": a name of several words, though a place opens it."""
        words = self._doc[index : index + 2]
        media = phrase.head is not None and phrase.head.head.type in {SourceType.MEDIA, SourceType.AGENCY}
        return media and len(words) > 1 and all(is_proper(word.text) for word in words)

    def own_name(self, sentence: Span, phrase: ActorPhrase, index: int, quoted: bool, *, proper: bool = False) -> None:
        end = index
        while end < sentence.end and end - index < 6 and self._goes_on(end, quoted):
            end += 1
        if quoted and (end >= sentence.end or self._doc[end].text not in CLOSING):
            return
        if not quoted and (known := end_of_institution(self._doc, index, sentence.end)):
            end, proper = known, True
        proper = proper or "-" in self._doc[index].text or bool(end_of_name(self._doc, sentence, index, least=1))
        if end > index and (quoted or proper):
            phrase.named, phrase.end = (index, end), end

    def _goes_on(self, at: int, quoted: bool) -> bool:
        """In marks a name may hold any word: Bündnis „München ist bunt“."""
        word = self._doc[at].text
        return word not in CLOSING if quoted else is_proper(word)
