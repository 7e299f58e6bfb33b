"""What stands above and at the opening of a report: site names, sections, the headline again, who wrote it, datelines.

In: the text's lines and the title. Out: Noise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.cleaning import authors, stamps, titles
from articles.cleaning import datelines as datelines_of
from articles.cleaning.lines import SHORT, Line, same
from articles.records import Noise

TOP_LINES = 6
BODY_LINES = 3
LEAST_TITLE = 15  # characters; a shorter title may well open a sentence


def mark(lines: Sequence[Line], title: str) -> Iterator[Noise]:
    """Yield what is no news text at the top; `lines` are those with visible text."""
    top = lines[: TOP_LINES + 2]
    yield from labels(top[:TOP_LINES], title)
    yield from repeated(top, title)
    yield from bylines(top, title)
    body = [line for line in lines[:40] if len(line.bare) > SHORT // 2 and not same(line.bare, title)][:BODY_LINES]
    yield from datelines(body)


def labels(top: Sequence[Line], title: str) -> Iterator[Noise]:
    """Site names and section labels above the headline; the date stays, it is read from there."""
    place = next((number for number, line in enumerate(top) if same(line.bare, title)), 0)
    for line in top[:place]:
        if titles.is_label(line.bare) and not stamps.head(line.bare):
            yield line.noise("label")


def repeated(top: Sequence[Line], title: str) -> Iterator[Noise]:
    """The headline again: right below itself, or glued to what follows it."""
    if not title:
        return
    for line in [line for line in top if same(line.bare, title)][1:]:
        yield line.noise("headline")
    for line in top:
        length = glued(line.bare, title)
        if length:
            yield Noise(line.first, line.first + length, "headline")


def glued(bare: str, title: str) -> int:
    """Return the length of a headline that runs into the first sentence: "Tausende ziehen durch BernDie Polizei"."""
    end = len(title)
    if len(bare) <= end or end < LEAST_TITLE or not bare.startswith(title):
        return 0
    following = bare[end:]
    while following.startswith(title):  # "TitelTitel"
        following = following[len(title) :]
    if not following:
        return len(bare) - len(title)
    runs_on = following[0].isupper() and not title[-1].isupper() and not title[-1].isspace()
    return len(bare) - len(following) if runs_on or following[0] in "„«»" else 0


def bylines(top: Sequence[Line], title: str) -> Iterator[Noise]:
    """Lines that only say who wrote the article."""
    for line in top:
        if not same(line.bare, title) and authors.byline(line.bare):
            yield line.noise("byline")


def datelines(body: Sequence[Line]) -> Iterator[Noise]:
    """The place, and the agency, in front of the report's first sentence."""
    for line in body:
        if end := datelines_of.length(line.bare):
            yield Noise(line.first, line.first + end, "dateline")
            return
