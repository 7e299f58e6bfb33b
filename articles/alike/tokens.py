"""A text as words, signs and line ends, each with its place. In: a text. Out: its tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Figures with their points are one word: `3.000` changed into `3.500` is one change.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|\w+|[^\w\s]|\n\s*")
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Tokens:
    """words[i] stands at text[starts[i]:ends[i]]; any run of line ends is one BREAK."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def piece(self, first: int, last: int) -> str:
        """Return the text from token `first` to before token `last`, with the blanks behind each but at line ends."""
        if first >= last:
            return ""
        end = self.starts[last] if last < len(self.starts) else self.ends[last - 1]
        return self.text[self.starts[first] : end]


def tokens(text: str) -> Tokens:
    """Cut a text into tokens."""
    found = list(_TOKEN.finditer(text))
    words = [BREAK if match[0][0] == BREAK else match[0] for match in found]
    return Tokens(text, words, [match.start() for match in found], [match.end() for match in found])
