"""The dateline: place, day and agency in front of a report's first sentence.

In: a line. Out: how much of it is the dateline.
"""

from __future__ import annotations

import re
from functools import cache

from articles.cleaning import agencies, phrases

WORD = r"[A-ZÄÖÜ][\wäöüßé.'’-]{1,24}"
INNER = r"(?:am|an der|an|a\.\s?d\.|a\.\s?M\.|im|in|ob der|vor der|v\.\s?d\.|de|del|la|el|bei|auf|und)"
PLACE = rf"{WORD}(?:\s(?:{INNER}\s)?{WORD}){{0,2}}(?:\s{INNER})?(?:\s\([A-Z]\w+\))?"
PLACES = rf"{PLACE}(?:\s?[/,]\s?{PLACE}){{0,2}}"
DAY = r"\d{1,2}\.\s?(?:[A-ZÄÖÜ]\w{2,8}\.?|\d{1,2}\.)(?:\s?\d{4})?"
STAMP = rf"(?:,?\s+(?:den\s+)?{DAY})?"
DASH = r"[-–—]"
NEXT = r"(?=[A-ZÄÖÜ„«»\"0-9])"
# A second dash in the sentence makes an insertion of it: "Olaf Scholz – Kanzler seit 2021 – sagte".
INSERTION = re.compile(r"[^.!?]{0,120}?\s[-–—]\s")


def length(bare: str) -> int:
    """Return the length of the dateline that a line begins with, 0 where it has none."""
    if end := signed(bare):
        return end
    if (match := plain().match(bare)) and not INSERTION.match(bare, match.end()):
        return match.end()
    match = glued().match(bare)
    return match.end() if match else 0


def signed(bare: str) -> int:
    """Return the length of a dateline that names an agency or editor, 0 where the line has none."""
    start = bare[:100]
    match = bracketed().match(bare) if "(" in start or "[" in start else None
    if not match and ("/" in start or "|" in start):
        match = stroked().match(bare)
    return match.end() if match else 0


@cache
def bracketed() -> re.Pattern[str]:
    """Return the pattern of "SEOUL (dpa-AFX) - ", "Wien, 3. Mai (APA) – ", "(sda) "; editors sign in lower case."""
    known = rf"[(\[]\s*(?:{agencies.several()})\s*[)\]]"
    other = r"\([a-z]{2,4}(?:-[A-Z]{2,4})?\)"
    return re.compile(rf"(?:{PLACES}{STAMP}[.,]?\s*(?:{known}|{other})|{known})(?:,?\s+{DAY})?\s*[-–—:.|]*\s*")


@cache
def stroked() -> re.Pattern[str]:
    """Return the pattern of "Berlin/dpa. " and "BERLIN dpa | "."""
    some = agencies.several()
    return re.compile(
        rf"{PLACES}\s?/\s?(?i:{agencies.one()})[.:]?\s*[-–—|]?\s+{NEXT}|[A-ZÄÖÜ/ -]{{3,40}}\s+(?:{some}|taz)\s*\|\s+"
    )


@cache
def plain() -> re.Pattern[str]:
    """Return the pattern of "Kursk, Russland - "."""
    return re.compile(rf"{PLACES}{STAMP}\s+{DASH}\s+{NEXT}")


@cache
def glued() -> re.Pattern[str]:
    """Return the pattern of a place that scraping has glued to the first word, and of "Brüssel. "."""
    table = phrases.table()["dateline"]
    places, names, openers = ("|".join(map(re.escape, table[name])) for name in ("glued", "names", "openers"))
    return re.compile(
        rf"(?:{places})(?=[A-ZÄÖÜ][a-zäöüß])(?!{names})|[A-ZÄÖÜ][a-zäöüß]{{2,20}}(?=(?:{openers})\s)|"
        rf"(?:{places})(?:\s?/\s?(?:{places}))?\.\s+{NEXT}"
    )
