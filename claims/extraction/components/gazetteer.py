"""Find the phrases of a word list in a `Doc`: longest match, leftmost first, upper and lower case told apart.

In: phrases with what they stand for. Out: token spans with it. Faster to build than a PhraseMatcher: most names are
letters only and need no tokeniser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

from claims.extraction.components.columns import written

if TYPE_CHECKING:  # the web server reads names of places, too, and must not pay for spaCy
    from spacy.tokens import Doc

T = TypeVar("T")


class Gazetteer(Generic[T]):
    """An index of phrases by their first word. The first entry of a phrase wins."""

    def __init__(self, tokenize: Callable[[str], Iterable[str]], entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, dict[tuple[str, ...], T]] = {}
        for phrase, meaning in entries:
            plain = phrase.replace(" ", "").isalpha()  # no mark at which a tokeniser might part words
            words = tuple(phrase.split(" ")) if plain else tuple(tokenize(phrase))
            self._by_first.setdefault(words[0], {}).setdefault(words, meaning)
        for first, phrases in self._by_first.items():
            if len(phrases) > 1:
                longest_first = sorted(phrases.items(), key=lambda entry: -len(entry[0]))
                self._by_first[first] = dict(longest_first)

    def opens(self, word: str) -> bool:
        """Whether a phrase begins with the word."""
        return word in self._by_first

    def at(self, doc: Doc, index: int) -> tuple[int, T] | None:
        """The longest phrase that begins at this token: its end (exclusive) and its meaning."""
        words = written(doc)
        phrases = self._by_first.get(words[index])
        if not phrases:
            return None
        for phrase, meaning in phrases.items():
            if tuple(words[index : index + len(phrase)]) == phrase:
                return index + len(phrase), meaning
        return None

    def find(self, doc: Doc) -> Iterator[tuple[int, int, T]]:
        """All phrases as (first token, token after the last, meaning), without overlaps."""
        index = 0
        while index < len(doc):
            hit = self.at(doc, index)
            if hit:
                yield index, hit[0], hit[1]
            index = hit[0] if hit else index + 1
