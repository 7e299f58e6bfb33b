"""Tables: in Markdown's manner, as rows with bars or tabs, and lists of facts about the article.

In: all lines of the text, empty ones too. Out: Noise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from articles.cleaning import phrases
from articles.cleaning.lines import SHORT, Line
from articles.records import Noise

RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$|\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$")
ROWS = 3  # rows with bars or tabs that make a table without a rule
FACTS = 2  # facts that make a list of them


def mark(lines: Sequence[Line]) -> Iterator[Noise]:
    """Yield tables with a rule, with the head above it and all rows below it; then what looks like rows or facts."""
    barred = any("|" in line.text for line in lines)
    if barred:
        yield from ruled(lines)
        yield from grouped(lines, is_row, ROWS)
    if any("\t" in line.text for line in lines):
        yield from grouped(lines, is_tabbed, ROWS)
    yield from grouped([line for line in lines if line.bare], is_fact, FACTS)


def ruled(lines: Sequence[Line]) -> Iterator[Noise]:
    """Yield tables that have a line of dashes below their head."""
    last = -1
    for number, line in enumerate(lines):
        if number <= last or "-" not in line.text or not RULE.match(line.text):
            continue
        first = number - 1 if number and "|" in lines[number - 1].text else number
        last = number
        while last + 1 < len(lines) and "|" in lines[last + 1].text:
            last += 1
        yield Noise(lines[first].noise("table").start, lines[last].noise("table").end, "table")


def grouped(lines: Sequence[Line], fits: Callable[[Line], bool], fewest: int) -> Iterator[Noise]:
    """Yield each group of at least so many lines in a row that fit."""
    group: list[Line] = []
    for line in [*lines, None]:
        if line is not None and fits(line):
            group.append(line)
            continue
        if len(group) >= fewest:
            yield Noise(group[0].noise("table").start, group[-1].noise("table").end, "table")
        group = []


def is_row(line: Line) -> bool:
    """Say whether a line is cells between bars: three or more, or all of it between two bars."""
    bars = line.bare.count("|")
    return bars >= 2 and (bars >= 3 or line.bare[0] == "|" or line.bare[-1] == "|" or len(line.bare) <= SHORT)


def is_tabbed(line: Line) -> bool:
    """Say whether a line is cells between tabs."""
    return line.bare.count("\t") >= 1 and len(line.bare) <= 2 * SHORT


def is_fact(line: Line) -> bool:
    """Say whether a line is a fact about the article: "Ort: Kursk"."""
    return len(line.bare) <= SHORT and bool(phrases.fact().match(line.bare))
