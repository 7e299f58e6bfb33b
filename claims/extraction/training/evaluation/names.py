"""A pipeline and sentences with gold names → precision, recall and F, over all kinds and of each, in percent.

In: sentences; each is read on its own, from raw text. Out: dictionaries of scores. A name is right where its first and
last character and its kind are: corpora that were cut into other words than ours can be used like this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.training.conllu import Sentence
from claims.extraction.training.docs import docs_of

Name = tuple[int, int, int, str]  # number of the Doc, first and last character, kind
KINDS = ("PER", "ORG", "LOC", "MISC")
BATCH = 128


@dataclass(frozen=True, slots=True)
class Names:
    """What gold has and what was read."""

    gold: frozenset[Name]
    read: frozenset[Name]

    def kinds(self) -> set[str]:
        """The kinds that gold has."""
        return {name[3] for name in self.gold}

    def scores(self, kinds: Collection[str]) -> dict[str, float]:
        """`p`, `r`, `f` over some kinds together; 0 where nothing was found."""
        gold = {name for name in self.gold if name[3] in kinds}
        read = {name for name in self.read if name[3] in kinds}
        right = len(gold & read)
        return {
            "p": 100 * right / max(1, len(read)),
            "r": 100 * right / max(1, len(gold)),
            "f": 200 * right / max(1, len(gold) + len(read)),
        }


def compare(nlp: Language, sentences: Iterable[Sentence], size: int = 1) -> Names:
    """Read sentences, `size` of them to a document."""
    gold = list(docs_of(sentences, nlp.vocab, size))
    read = nlp.pipe((doc.text for doc in gold), batch_size=BATCH)
    return Names(frozenset(names(gold)), frozenset(names(read)))


def names(docs: Iterable[Doc]) -> Iterator[Name]:
    for number, doc in enumerate(docs):
        for span in doc.ents:
            yield number, span.start_char, span.end_char, span.label_
