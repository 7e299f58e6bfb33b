"""Passages of an article that are no news text: marked with their reason, never deleted.

In: the cleaned text and its title. Out: Noise in order, without overlaps, offsets in characters of that text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articles.cleaning import credit_lines, heads, phrases, posts, related, tables, tickers
from articles.cleaning.lines import SHORT, Line, split
from articles.records import Noise


def mark(text: str, title: str) -> tuple[Noise, ...]:
    """Return all marked passages of an article."""
    lines = split(text)
    filled = [line for line in lines if line.bare]
    found = [
        *marked_lines(filled),
        *heads.mark(filled, title),
        *related.mark(filled),
        *tables.mark(lines),
        *(lines[number].noise("foreign") for number in posts.foreign([line.text for line in lines])),
        *tails(text, filled),
        *tickers.mark(filled),
        *credit_lines.mark(filled),
    ]
    return merged(text, [noise for noise in found if noise.end > noise.start])


def marked_lines(lines: Sequence[Line]) -> Iterator[Noise]:
    """Advertisement marks, share buttons, separators on lines of their own; lines that lead to another article."""
    for line in lines:
        if len(line.bare) > SHORT:
            continue
        match = phrases.line().fullmatch(line.bare) or phrases.opening().match(line.bare)
        if match and match.lastgroup:
            yield line.noise(match.lastgroup)


def tails(text: str, lines: Sequence[Line]) -> Iterator[Noise]:
    """Share buttons and links to other articles glued to the end of a paragraph."""
    if not phrases.may_have_tail(text):
        return
    for line in lines:
        if match := phrases.tail().search(line.text, max(0, len(line.text) - SHORT)):
            yield Noise(line.start + match.start(), line.end, str(match.lastgroup))


def merged(text: str, found: list[Noise]) -> tuple[Noise, ...]:
    """Return the passages in order.

    Overlapping ones become one, under the reason of the earlier; neighbours of the same reason with nothing but white
    space between them become one as well.
    """
    result: list[Noise] = []
    for noise in sorted(found, key=lambda noise: (noise.start, -noise.end)):
        if result and joins(text, result[-1], noise):
            last = result.pop()
            noise = Noise(last.start, max(last.end, noise.end), last.reason)
        result.append(noise)
    return tuple(result)


def joins(text: str, last: Noise, noise: Noise) -> bool:
    """Say whether two passages, in order, are one."""
    return noise.start < last.end or (noise.reason == last.reason and not text[last.end : noise.start].strip())
