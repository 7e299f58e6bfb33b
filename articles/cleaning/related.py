"""Lists of other articles, with or without their dates, and what leads to a single one.

In: the text's lines. Out: Noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from articles.cleaning import phrases, stamps
from articles.cleaning.lines import SHORT, Line
from articles.records import Noise

HEAD = 6  # lines in which a date is the article's own
RUNNING = re.compile(r"[a-zäöüß\d)%]{2,}[.…][“”\"»«)]?$")


def mark(lines: Sequence[Line]) -> Iterator[Noise]:
    """Yield headings of lists with the short lines below them, and dates each followed by a headline."""
    number = 0
    while number < len(lines):
        line = lines[number]
        if is_heading(line) and not heads_part(lines, number):
            yield line.noise("related")
            number += 1
            while number < len(lines) and (is_headline(lines[number].bare) or is_heading(lines[number])):
                yield lines[number].noise("related")
                number += 1
        elif number >= HEAD and stamps.head(line.bare):
            end, entries = dated_list(lines, number)
            # A single date with running text below it is an entry of a ticker, not another article.
            is_list = entries > 1 or end == len(lines)
            for entry in lines[number:end] if is_list else ():
                yield entry.noise("related")
            if not is_list:
                yield line.noise("stamp")
            number = end
        else:
            number += 1


def is_heading(line: Line) -> bool:
    """Say whether a line is a heading over other articles."""
    return len(line.bare) <= 60 and bool(phrases.heading().fullmatch(line.bare))


def dated_list(lines: Sequence[Line], first: int) -> tuple[int, int]:
    """Return where the dates and headlines that begin here end, and how many dates there are."""
    end, entries = first, 0
    while end < len(lines):
        is_stamp = bool(stamps.head(lines[end].bare))
        if not is_stamp and not is_headline(lines[end].bare):
            break
        entries += is_stamp
        end += 1
    return end, entries


def heads_part(lines: Sequence[Line], number: int) -> bool:
    """Say whether a heading is followed by running text at once: then it heads a part of this article."""
    if number + 1 >= len(lines):
        return False
    below = lines[number + 1].bare
    return len(below) > 2 * SHORT or (len(below) > SHORT and bool(RUNNING.search(below)))


def is_headline(bare: str) -> bool:
    """Say whether a line could be another article's headline, link or stamp."""
    return len(bare) <= SHORT and not RUNNING.search(bare)
