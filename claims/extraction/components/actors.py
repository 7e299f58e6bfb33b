"""Find institutions, people and groups that can speak, and say who answers for them.

In: a `Doc` with sentences and places. Out: `doc._.actors`, in text order, without overlaps.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from claims.extraction.components.actor_anaphora import MEMORY, echoed, pointing
from claims.extraction.components.actor_briefings import briefed
from claims.extraction.components.actor_entities import unknown, without_parts
from claims.extraction.components.actor_identity import identify
from claims.extraction.components.actor_memory import at_home, same_people
from claims.extraction.components.actor_phrase import ActorPhrase
from claims.extraction.components.actor_phrases import PhraseReader
from claims.extraction.components.columns import written
from claims.extraction.components.leaders import led
from claims.extraction.components.officeholders import Names
from claims.extraction.components.person_roles import with_roles
from claims.extraction.components.plain import plainly
from claims.extraction.components.relatives import apart
from claims.extraction.components.text_owners import owned
from claims.extraction.extensions import ActorMention, register


class Actors:
    """The component; `people` says whether names without title or registry entry count."""

    def __init__(self, nlp: Language, people: bool) -> None:
        register()
        self._people = people
        self._names = Names(lambda text: [token.text for token in nlp.make_doc(text)])

    @plainly
    def __call__(self, doc: Doc) -> Doc:
        found: list[ActorMention] = []
        people: dict[str, ActorMention] = {}
        reader = PhraseReader(doc, self._names)
        for sentence in doc.sents:
            here: list[ActorMention] = []
            for phrase in self._phrases(doc, sentence, reader):
                here.append(pointing(doc, _mention(doc, phrase), phrase, [*found[-MEMORY:], *here[-MEMORY:]]))
            people |= {surname: m for m in here if m.speaker and " " in m.speaker for surname in _surnames(m.speaker)}
            found += [*here, *_again_by_surname(sentence, here, people)]
        found = without_parts(doc, found)
        found += unknown(doc, found)
        named = _known_by_text(doc, sorted(found, key=lambda mention: mention.start))
        doc._.actors = apart(doc, same_people(with_roles(doc, named)))
        return doc

    def _phrases(self, doc: Doc, sentence: Span, reader: PhraseReader) -> Iterator[ActorPhrase]:
        index = sentence.start
        while index < sentence.end:
            phrase = reader.read(sentence, index) if _may_begin(doc, sentence, index) else None
            if phrase and _is_as(doc, phrase):
                index = phrase.end
            elif phrase and (self._people or phrase.head or phrase.known or phrase.place):
                yield phrase
                index = max(phrase.end, index + 1)
            else:
                index += 1


def _is_as(doc: Doc, phrase: ActorPhrase) -> bool:
    """Whether a role only says as what somebody acts: "er bleibe als Abgeordneter"."""
    bare = phrase.head is not None and phrase.head.head.kind == "role" and not (phrase.person or phrase.known)
    return bare and phrase.start > 0 and doc[phrase.start - 1].lower_ == "als"


def _known_by_text(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """What only the whole text tells: countries and cities of offices, "die Behörde", who was briefed, whose report."""
    return owned(doc, led(doc, briefed(doc, echoed(doc, at_home(doc, mentions)))))


def _may_begin(doc: Doc, sentence: Span, index: int) -> bool:
    """Adjectives begin a phrase only if none stands before them; so long phrases are read whole."""
    first = written(doc)[index][0]
    return first.isalpha() or first == "„"


def _mention(doc: Doc, phrase: ActorPhrase) -> ActorMention:
    who = identify(doc, phrase)
    last = doc[phrase.end - 1]
    start, end = doc[phrase.start].idx, last.idx + (0 if last.text == "," else len(last))
    return ActorMention(start, end, who.name, who.canonical, who.type, who.country, who.speaker, who.rule)


def _surnames(name: str) -> list[str]:
    """The last part of a name; Korean names with a hyphen put the surname first (Yoon Suk-yeol)."""
    first, *_, last = name.split(" ")
    return [last, first] if "-" in last and last.rpartition("-")[2].islower() else [last]


def _again_by_surname(sentence: Span, here: list[ActorMention], known: dict[str, ActorMention]) -> list[ActorMention]:
    """People named before come back by their surname alone ("Laut Brandt"); here: the mentions of this sentence."""
    taken = {i for m in here for i in range(m.start, m.end)}
    again = []
    for index, written_word in enumerate(written(sentence.doc)[sentence.start : sentence.end], start=sentence.start):
        word = written_word if written_word in known else written_word.removesuffix("s")
        if word not in known or not written_word[0].isupper():
            continue
        token = sentence.doc[index]
        if token.idx not in taken:
            again.append(replace(known[word], start=token.idx, end=token.idx + len(token), rule="actors.surname"))
    return again


@Language.factory(
    "claimtrack_actors",
    requires=["doc.sents", "doc._.places"],
    assigns=["doc._.actors"],
    default_config={"people": True},
)
def make_actors(nlp: Language, name: str, people: bool) -> Actors:
    """The component for `nlp.add_pipe("claimtrack_actors")`."""
    return Actors(nlp, people)
