"""The date of publication, and how it was found.

In: the article's fields, its page's date, its text, and what the sender gave. Out: a FoundDate; unknown is a value of
its own. A date further down in the text is never taken: it belongs to an event or to somebody else's article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from articles.cleaning import stamps
from articles.records import FoundDate

TOP_LINES = 3
LIST_LINES = 14
SENTENCE = 60
# "SEOUL, 18. Oktober 2024 (dpa) –": the place in front, the date right behind it.
DATELINE = re.compile(r"[A-ZÄÖÜ][\w./ -]{1,40},\s+(?:den\s+)?(?=\d{1,2}\.)")


def find(fields: Mapping[str, str], page: str, text: str, given: str) -> FoundDate:
    """Return the best date: a field's, the page's metadata's, the first lines', the one given for the batch.

    Last comes the day on which a document was made ("filed"), which its program noted and nobody looked at.
    """
    for value, found in ((fields.get("published", ""), "field"), (page, "meta")):
        day, precision = stamps.parse(value)
        if day:
            return FoundDate(day, precision, found)
    if top := top_of_text(text):
        return top
    for value, found in ((given, "given"), (fields.get("filed", ""), "meta")):
        day, precision = stamps.parse(value)
        if day:
            return FoundDate(day, precision, found)
    return FoundDate()


def top_of_text(text: str) -> FoundDate | None:
    """Return the date that the first lines state: on a line of its own or in a dateline.

    Two lines of dates near the top are a list of other articles, which says nothing about this one.
    """
    lines = [line.strip() for line in text[:4000].splitlines() if line.strip()]
    own = [day for line in lines[:LIST_LINES] if (day := stamps.whole_line(line))]
    if len(set(own)) > 1:
        return None
    for line in lines[:TOP_LINES]:
        if day := stamps.whole_line(line) or dateline(line):
            return FoundDate(day, "day", "text")
        if len(line) >= SENTENCE and line.endswith("."):
            return None  # the report has begun: what follows is no head any more
    return None


def dateline(line: str) -> date | None:
    """Return the date right behind the place that opens a report."""
    match = DATELINE.match(line)
    stamp = match and (stamps.written().match(line, match.end()) or stamps.NUMERIC.match(line, match.end()))
    return stamps.first_in(stamp[0]) if stamp else None
