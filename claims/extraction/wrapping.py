"""Hard-wrapped text → the same text with its soft line breaks as blanks, so that a sentence is one line.

In: the text of an article. Out: a text of the same length, so that offsets hold; only line breaks change.
A text is wrapped where nearly every line is full: the first word of the next line would not have fitted any more.
In any other text, a long line goes on only where grammar shows it: a comma or a small word at its end, a lower-case
letter after it. Headlines, lists, tables and texts with one paragraph to a line keep their breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.extraction.lexicon import load

BREAK = re.compile(r"(?<=[^\s\n])[ \t]*\r?\n(?=[^\n\r])")
FIRST_WORD = re.compile(r"\S*")
LAST_WORD = re.compile(r"(?:^|[\s„»“\"(])(\w+)$")
STARTS_ITEM = re.compile(r"[-*•·>#]+[ \t]|-{3}|={3}|\+{3}")
RULED = ("+++", "---", "===")  # ends of headlines in tickers, rules under headlines
NARROWEST, WIDEST = 45, 120
LONG = 50  # characters; a shorter line may be a headline or a label
FEWEST = 3  # breaks that make a habit
FULL = 0.65  # share of full lines among those without a final mark that are not much shorter: headlines, labels
SHORT = 0.7
FINAL = '.!?:;…»“”"'


@dataclass(frozen=True, slots=True)
class Seam:
    """A single line break between two lines with text: [start, end) is the break, `line` and `rest` the lines."""

    start: int
    end: int
    line: str
    rest: str

    def is_full(self, width: int) -> bool:
        """Whether the next word would not have fitted into the line."""
        first = FIRST_WORD.match(self.rest)
        return len(self.line) + 1 + len(first.group() if first else "") > width


def unwrapped(text: str) -> str:
    """The text with its soft breaks as blanks."""
    found = list(seams(text))
    width = width_of(found)
    parts, done = [], 0
    for seam in found:
        if (width and seam.is_full(width)) or goes_on(seam):
            parts += [text[done : seam.start], " " * (seam.end - seam.start)]
            done = seam.end
    return "".join([*parts, text[done:]])


def seams(text: str) -> Iterator[Seam]:
    """The breaks inside paragraphs that may be soft; not those before list items and table rows."""
    for match in BREAK.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        stop = text.find("\n", match.end())
        line, rest = text[begin : match.start()], text[match.end() : stop if stop >= 0 else len(text)].strip()
        if rest and not (STARTS_ITEM.match(rest) or line.endswith(RULED) or "|" in line + rest):
            yield Seam(match.start(), match.end(), line, rest)


def width_of(found: list[Seam]) -> int:
    """The width a text is wrapped at, 0 where it is not; a line without any blank (an address) may be wider."""
    width = max((len(seam.line) for seam in found if " " in seam.line.strip()), default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = [seam.is_full(width) for seam in found if seam.line[-1] not in FINAL and len(seam.line) > SHORT * width]
    return width if sum(full) >= max(FEWEST, FULL * len(full)) else 0


def goes_on(seam: Seam) -> bool:
    """Whether grammar shows that a long line is not the end of its sentence."""
    line = seam.line
    if not LONG <= len(line) <= WIDEST or line[-1] in FINAL:
        return False
    last = LAST_WORD.search(line)
    return seam.rest[0].islower() or line[-1] == "," or bool(last and last.group(1) in never_last())


@cache
def never_last() -> frozenset[str]:
    """Words after which more must come: articles, prepositions, conjunctions."""
    return frozenset(load("sentences")["never_last"])
