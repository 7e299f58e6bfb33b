"""Where the report and its pictures come from: credit lines, captions; and the agencies that they and datelines name.

In: the text's lines and what else names agencies. Out: Noise, and the agency mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.cleaning import agencies
from articles.cleaning.heads import TOP_LINES
from articles.cleaning.lines import SHORT, Line
from articles.records import Noise

FOOT_LINES = 6
LONGEST = 100
CAPTION = re.compile(
    r"[(\[]?(?:(?:archiv|symbol|titel|themen)?(?:fotos?|bild(?:er)?)|grafik|illustration|karte|screenshot|video|bildquelle|fotograf(?:in)?)"
    r"\s*[:©]\s*\S.{0,100}|(?:©|\(c\))\s?\S.{0,80}",
    re.IGNORECASE,
)
WHOLE_RIGHT = re.compile(r"infocom|afx|gmbh|:\s?\d|rechte", re.IGNORECASE)
TEXT_BY = re.compile(
    r"(?:dies(?:er|e|es)|der|die) (?:text|artikel|beitrag|meldung|nachricht|inhalt)"
    r".{0,80}(?:agentur|übernommen|erstellt|stammt|automati)",
    re.IGNORECASE,
)


def mark(lines: Sequence[Line]) -> Iterator[Noise]:
    """Yield lines that are credits or captions, and agencies behind the last sentence; `lines` have visible text."""
    for line in lines:
        if len(line.bare) <= 120 and line.bare[0] in "([©fFbBaAsStTgGiIkKvV" and CAPTION.fullmatch(line.bare):
            yield line.noise("credit" if is_credit(line.bare) else "caption")
    ends = [*lines[:TOP_LINES], *lines[TOP_LINES:][-FOOT_LINES:]]
    for line in ends:
        if is_credit(line.bare):
            yield line.noise("credit")
    for line in lines[-FOOT_LINES:]:
        if match := agencies.at_end().search(line.bare, max(0, len(line.bare) - 60)):
            yield Noise(line.first + match.start() + spaces(match[0]), line.first + match.end(), "credit")


def is_credit(bare: str) -> bool:
    """Say whether a line only says from which agency the report is; "© dpa" alone stands below pictures."""
    if bare[0] in "©(" and "©" in bare[:2] and not WHOLE_RIGHT.search(bare):
        return False
    if len(bare) > LONGEST:
        return len(bare) <= 3 * SHORT and bool(TEXT_BY.match(bare) and agencies.mentioned(bare))
    return bool(agencies.whole_line().fullmatch(bare)) or bool(TEXT_BY.match(bare) and agencies.mentioned(bare))


def spaces(text: str) -> int:
    """Return the number of white characters at the beginning."""
    return len(text) - len(text.lstrip())


def agency(text: str, marks: Sequence[Noise], author: str, outlet: str) -> str:
    """Return the agencies whose report this is: by dateline, credit line, author field, or the outlet itself.

    outlet: its name where it is an agency, else "". One that the registry does not know marks what it prints as well.
    """
    signed = [text[mark.start : mark.end] for mark in marks if mark.reason in ("dateline", "credit", "byline")]
    found = agencies.joined(code for part in [*signed, author, outlet] if part for code in agencies.mentioned(part))
    return found or outlet[: agencies.LONGEST]
