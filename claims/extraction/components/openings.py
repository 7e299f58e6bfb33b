"""Many patterns over one text at the price of few: only those are tried that can begin with the letters at a place.

In: compiled patterns. Out: the same matches as `finditer` of each one. Which letters a pattern can begin with is read
off the tree that `re` itself parses it to, and whatever this module does not know there counts as any letter. So a rule
that somebody adds can make the search slower, never wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

# The names hold since Python 3.11; they are private, hence a test that compares with `finditer`.
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

Node = tuple[Any, Any]
# One string a letter: a pattern for it. A shorter beginning than LETTERS allows whatever follows.
Beginning = tuple[str, ...]
LETTERS = 3
MOST = 3_000  # beginnings of a pattern; one with more is looked at by fewer letters
CACHED = 20_000
ANY = r"[\s\S]"
OPEN = ANY + "?"  # any letter, or the end of the text
CLASSES = {
    code.CATEGORY_DIGIT: r"\d", code.CATEGORY_NOT_DIGIT: r"\D", code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S", code.CATEGORY_WORD: r"\w", code.CATEGORY_NOT_WORD: r"\W",
}  # fmt: skip
ZERO_WIDTH = (code.AT, code.ASSERT, code.ASSERT_NOT)
REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)


def beginnings(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """What a match of the pattern can begin with, as a pattern for up to three letters; it may allow more."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    for letters in range(LETTERS, 0, -1):
        found = Tree(letters).sequence(tree)
        if len(found) <= MOST:
            return re.compile("|".join(sorted("".join(pieces) for pieces in found)), re.IGNORECASE)
    return re.compile("")


class Tree:
    """Reads beginnings of so many letters off a parsed pattern."""

    def __init__(self, letters: int) -> None:
        self.letters = letters

    def sequence(self, nodes: Iterable[Node]) -> set[Beginning]:
        """The beginnings of what a row of nodes matches."""
        found: set[Beginning] = {()}
        for node in nodes:
            if all(len(pieces) >= self.letters for pieces in found):
                break
            found = self.followed(found, self.node(node))
        return found

    def followed(self, first: set[Beginning], then: set[Beginning]) -> set[Beginning]:
        """The beginnings of one thing and another after it."""
        if len(first) * len(then) > MOST:
            # Too many: leave what follows open.
            return {(*pieces, *[OPEN] * (self.letters - len(pieces))) for pieces in first}
        return {(*before, *after)[: self.letters] for before, after in product(first, then)}

    def node(self, node: Node) -> set[Beginning]:
        """The beginnings of what one node matches, with () where that may be nothing."""
        kind, value = node
        if kind is code.LITERAL:
            return {(re.escape(chr(value)),)}
        if kind is code.IN:
            return {(letter_of(value),)}
        if kind in ZERO_WIDTH:
            return {()}
        if kind is code.BRANCH:
            return set().union(*(self.sequence(way) for way in value[1]))
        if kind is code.SUBPATTERN:
            return self.sequence(value[3])
        if kind is code.ATOMIC_GROUP:
            return self.sequence(value)
        if kind in REPEATS:
            return self.repeated(*value)
        return {(OPEN,) * self.letters}

    def repeated(self, least: int, most: int, inner: Iterable[Node]) -> set[Beginning]:
        once = self.sequence(inner)
        found: set[Beginning] = set()
        many: set[Beginning] = {()}
        for times in range(min(int(most), self.letters) + 1):
            if times >= min(least, self.letters):
                found |= many
            many = self.followed(many, once)
        return found


def letter_of(items: Sequence[Node]) -> str:
    """A set of letters as a pattern; any letter where it is negated."""
    written = []
    for kind, value in items:
        if kind is code.LITERAL:
            written.append(re.escape(chr(value)))
        elif kind is code.RANGE:
            written.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif kind is code.CATEGORY and value in CLASSES:
            written.append(CLASSES[value])
        else:
            return ANY
    return f"[{''.join(written)}]"


class Search:
    """All matches of many patterns, each of which begins with what `lead` asks for and matches no empty string."""

    def __init__(self, patterns: Sequence[re.Pattern[str]], lead: str = r"(?<![\w.,])") -> None:
        self.patterns = patterns
        self.starts = re.compile(rf"{lead}[\s\S]")
        self.first = [beginnings(pattern) for pattern in patterns]
        self.opened_by = lru_cache(CACHED)(self._opened_by)

    def _opened_by(self, letters: str) -> tuple[int, ...]:
        """The numbers of the patterns that can begin with these letters."""
        return tuple(number for number, first in enumerate(self.first) if first.match(letters))

    def find(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """(number of the pattern, match), by the place in the text; matches of one pattern never overlap."""
        free = [0] * len(self.patterns)
        for start in self.starts.finditer(text):
            at = start.start()
            for number in self.opened_by(text[at : at + LETTERS]):
                match = self.patterns[number].match(text, at) if at >= free[number] else None
                if match:
                    free[number] = match.end()
                    yield number, match

    def which(self, text: str) -> list[int]:
        """The numbers of the patterns that match anywhere, ascending."""
        found: set[int] = set()
        for start in self.starts.finditer(text):
            at = start.start()
            for number in self.opened_by(text[at : at + LETTERS]):
                if number not in found and self.patterns[number].match(text, at):
                    found.add(number)
        return sorted(found)
