"""Date expressions as intervals of days, resolved against the publication date.

In: `doc.text`, `doc._.published`. Out: `doc._.dates`, ascending, without overlaps. `seit` and `ab` open the end, `bis`
opens the beginning. Rules: annotation guideline ("Time"); tested on sentences of our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from claims.extraction.components.calendar import Span
from claims.extraction.components.date_patterns import BEGIN_OF, PATTERNS, SINCE, UNTIL
from claims.extraction.components.date_rules import RESOLVERS
from claims.extraction.extensions import DateExpression, register
from claims.records import Precision

# A year before a counted noun is a figure ("2000 Soldaten").
COUNTED = re.compile(r"[ \u00a0]+(?:[a-zäöüß]{4,}(?:e|en|er)[ \u00a0]+)?(?!Jahr|Uhr|Euro-)[A-ZÄÖÜ]\w+(?:en|er|e|s)\b")
BEFORE_COUNTED = re.compile(
    r"(?:rund|etwa|über|als|zu|mindestens|fast|knapp|insgesamt"
    r"|gut|ca\.|circa|weitere|auf|um|von|mit|d(?:ie|er|en))[ \u00a0]$",
    re.IGNORECASE,
)
LOOKBACK = 24


@Language.factory("claimtrack_dates", assigns=["doc._.dates"])
def create(nlp: Language, name: str) -> Dates:
    register()
    return Dates()


class Dates:
    def __call__(self, doc: Doc) -> Doc:
        doc._.dates = find(doc.text, doc._.published)
        return doc


def find(text: str, published: date | None) -> list[DateExpression]:
    """All date expressions of a text; of overlapping ones the longest, then the first."""
    found = sorted(candidates(text, published), key=lambda item: (item.start, -item.end))
    kept: list[DateExpression] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
            continue
        kept.append(item)
    return kept


def candidates(text: str, published: date | None) -> Iterator[DateExpression]:
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            if name == "year" and is_figure(text, match):
                continue
            span = RESOLVERS[name](match, published)
            if span:
                start, span = opened(text, match.start(), span)
                yield DateExpression(start, match.end(), span.low, span.high, span.precision, f"date.{name}")


def is_figure(text: str, match: re.Match[str]) -> bool:
    """Whether a bare four-digit number counts something instead of naming a year."""
    if len(match.group()) > 4:
        return False
    hedged = BEFORE_COUNTED.search(text, max(0, match.start() - LOOKBACK), match.start())
    return bool(hedged and COUNTED.match(text, match.end()))


def opened(text: str, start: int, span: Span) -> tuple[int, Span]:
    """`seit`, `ab` and `bis` before the expression open one end; they belong to it."""
    window = text[max(0, start - LOOKBACK) : start]
    if begin := BEGIN_OF.search(window):
        start -= len(window) - begin.start()
        span = Span(span.low, span.low, span.precision)
        window = text[max(0, start - LOOKBACK) : start]
    if since := SINCE.search(window):
        return start - len(window) + since.start(), Span(span.low, None, Precision.OPEN)
    if until := UNTIL.search(window):
        return start - len(window) + until.start(), Span(None, span.high, Precision.OPEN)
    return start, span
