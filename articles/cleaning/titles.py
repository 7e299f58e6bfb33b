"""The headline.

In: the cleaned text and what metadata say. Out: one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.cleaning import datelines, stamps

LONGEST = 500
LABEL_WORDS = 3  # "Politik", "Ausland", "DayFR Deutsch": section labels and site names over the headline
LABEL_CHARS = 30
TOP_LINES = 5
TOP_CHARS = 4000


def find(text: str, named: str) -> str:
    """Return the named title, else the first line that is no date, section label or site name."""
    if named.strip():
        return " ".join(named.split())[:LONGEST]
    line = next(headlines(text), "") or next((line.strip() for line in text.splitlines() if line.strip()), "")
    return shortened(line[datelines.signed(line) :])


def headlines(text: str) -> Iterator[str]:
    """Yield the lines at the top that could be the headline, best first: letters, and more than a label."""
    filled = [line.strip() for line in text[:TOP_CHARS].splitlines() if line.strip()][:TOP_LINES]
    for line in filled:
        if any(map(str.isalpha, line)) and not is_label(line) and not stamps.whole_line(line):
            yield line


def is_label(line: str) -> bool:
    """Say whether a line is too short for a headline and no sentence."""
    bare = line.strip()
    return len(bare) <= LABEL_CHARS and len(bare.split()) <= LABEL_WORDS and not bare.endswith((".", "!", "?", ":"))


def shortened(line: str) -> str:
    """Return a first line as a title: whole if it is a headline, else its first sentence or words."""
    line = " ".join(line.split())
    if len(line) <= 200:
        return line
    sentence = re.match(r".{40,200}?[.!?](?=\s|$)", line)
    return sentence[0] if sentence else line[:200].rsplit(" ", 1)[0] + " …"
