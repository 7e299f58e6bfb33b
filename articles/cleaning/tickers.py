"""Times in front of a ticker's entries, and what frames these.

In: the text's lines. Out: Noise of the reason "stamp"; the entries themselves are news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.cleaning.lines import Line
from articles.records import Noise

CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d"
WEEKDAY = r"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)[a-z]*[.,]*\s+(?:den\s+)?)?"
DATE = r"(?:\d{1,2}\.\s?(?:\d{1,2}\.(?:\d{2,4})?|[A-Z]\w{2,8}\.?)(?:\s\d{4})?,?\s+)?"
DAY = rf"{WEEKDAY}{DATE}(?:(?:um|gegen|Update|Stand)\s+)?"
# A line of its own: "18:42 Uhr", "Dienstag, 22. Oktober, 18:42 Uhr", "+++ 18:42 +++", "[18.42 Uhr]".
ALONE = re.compile(rf"(?:\++\s*)?[\[(]?{DAY}{CLOCK}(?:\s*(?:Uhr|h))?[\])]?\s*[:–—-]?\s*(?:\++)?", re.IGNORECASE)
# In front of an entry: "+++ 18:42 Uhr: ", "18:42 Uhr – ", "[18:42] ".
FRONT = re.compile(
    rf"(?:\+{{2,}}\s*{DAY}{CLOCK}(?:\s*Uhr)?\s*[:–—|+-]*\s*|[\[(]{CLOCK}(?:\s*Uhr)?[\])]\s*[:–—|-]?\s*|"
    rf"{DAY}{CLOCK}(?:\s*Uhr\s*[:–—|-]+\s*|\s+Uhr\s*\+{{2,}}\s*|\s*[–—|]\s+|\s+[-]\s+|:\s+))(?=\S)"
)
FRAME = re.compile(r"^\s*\+{2,}\s*|\s*\+{2,}\s*$")
# How such a line may begin but with a digit or a sign.
DAYS = frozenset({"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So", "um", "Um", "Up", "St"})
FEWEST = 2  # one time in front of a sentence may be that of an event


def mark(lines: Sequence[Line]) -> Iterator[Noise]:
    """Yield the times; `lines` are those with visible text."""
    fronts = []
    for line in lines:
        first = line.bare[0]
        if not (first.isdigit() or first in "+[(" or line.bare[:2] in DAYS):
            continue
        if len(line.bare) <= 60 and ALONE.fullmatch(line.bare):
            yield line.noise("stamp")
        elif match := FRONT.match(line.bare):
            fronts.append(Noise(line.first, line.first + match.end(), "stamp"))
            if (frame := FRAME.search(line.bare, match.end())) and frame.start() >= match.end():
                fronts.append(Noise(line.first + frame.start(), line.first + frame.end(), "stamp"))
    if len(fronts) >= FEWEST:
        yield from fronts
