"""Passages of an article that are no news text: marked with their reason, never deleted.

In: the cleaned text and its title. Out: Noise in order, without overlaps, offsets in characters of that text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.cleaning import phrases, posts, stamps, titles
from articles.records import Noise

SHORT = 160  # a headline of another article is no longer
TOP_LINES = 6
RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*$|\s*\|(?:\s*:?-{2,}:?\s*\|)+\s*$")
RUNNING = re.compile(r"[a-zäöüß]{2,}[.…][“”\"»«]?\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, without its newline, and where it stands."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def bare(self) -> str:
        return self.text.strip()

    def noise(self, reason: str) -> Noise:
        """Mark the line from its first to its last visible character."""
        start = self.start + len(self.text) - len(self.text.lstrip())
        return Noise(start, start + len(self.bare), reason)


def mark(text: str, title: str) -> tuple[Noise, ...]:
    """Return all marked passages of an article."""
    lines = split(text)
    found = [
        *marked_lines(lines),
        *labels(lines, title),
        *repeated(lines, title),
        *related(lines),
        *tables(lines),
        *(lines[number].noise("foreign") for number in posts.foreign([line.text for line in lines])),
        *tails(lines),
        *datelines(lines, title),
    ]
    return merged(text, [noise for noise in found if noise.end > noise.start])


def split(text: str) -> list[Line]:
    """Return the text's lines; only \\n ends a line, since offsets must count every other character."""
    lines, start = [], 0
    for part in text.split("\n"):
        lines.append(Line(start, part))
        start += len(part) + 1
    return lines


def marked_lines(lines: list[Line]) -> Iterator[Noise]:
    """Advertisement marks, share buttons, separators on lines of their own."""
    for line in lines:
        for reason, pattern in phrases.lines().items():
            if line.bare and len(line.bare) <= 80 and pattern.fullmatch(line.bare):
                yield line.noise(reason)
                break


def labels(lines: list[Line], title: str) -> Iterator[Noise]:
    """Site names and section labels above the headline; the date stays, it is read from there."""
    top = [line for line in lines if line.bare][:TOP_LINES]
    place = next((number for number, line in enumerate(top) if same(line.bare, title)), 0)
    for line in top[:place]:
        if titles.is_label(line.bare) and not stamps.whole_line(line.bare):
            yield line.noise("label")


def repeated(lines: list[Line], title: str) -> Iterator[Noise]:
    """The headline again, right below itself."""
    top = [line for line in lines if line.bare][: TOP_LINES + 2]
    for line in [line for line in top if same(line.bare, title)][1:]:
        yield line.noise("headline")


def same(line: str, title: str) -> bool:
    """Say whether a line is the title, however it is spaced."""
    return bool(title) and " ".join(line.split()).casefold() == title.casefold()


def related(lines: list[Line]) -> Iterator[Noise]:
    """Lists of other articles: a heading with the short lines below it, or stamps each followed by a headline."""
    filled = [line for line in lines if line.bare]
    inside = False
    for number, line in enumerate(filled):
        if phrases.heading().fullmatch(line.bare) and not follows_running(filled, number):
            inside = True
            yield line.noise("related")
        elif number >= TOP_LINES and stamps.whole_line(line.bare):
            yield line.noise("related")
            inside = number + 1 < len(filled)
        elif inside and is_headline(line.bare):
            yield line.noise("related")
        else:
            inside = False


def follows_running(filled: list[Line], number: int) -> bool:
    """Say whether a heading is followed by long running text at once: then it heads a part of this article."""
    return number + 1 < len(filled) and len(filled[number + 1].bare) > 2 * SHORT


def is_headline(bare: str) -> bool:
    """Say whether a line could be another article's headline, link or stamp."""
    return len(bare) <= SHORT and not RUNNING.search(bare)


def tables(lines: list[Line]) -> Iterator[Noise]:
    """Tables in Markdown's manner: the rule, the head above it and all rows below it."""
    last = -1
    for number, line in enumerate(lines):
        if number <= last or not RULE.match(line.text):
            continue
        first = number - 1 if number and "|" in lines[number - 1].text else number
        last = number
        while last + 1 < len(lines) and "|" in lines[last + 1].text:
            last += 1
        yield Noise(lines[first].noise("table").start, lines[last].noise("table").end, "table")


def tails(lines: list[Line]) -> Iterator[Noise]:
    """Share buttons and links to other articles glued to the end of a paragraph."""
    for line in lines:
        found = [
            (match.start(), reason)
            for reason, pattern in phrases.tails().items()
            if (match := pattern.search(line.text)) and len(line.text) - match.start() <= SHORT
        ]
        if found:
            start, reason = min(found)
            yield Noise(line.start + start, line.end, reason)


def datelines(lines: list[Line], title: str) -> Iterator[Noise]:
    """The place, and the agency, in front of the report's first sentence."""
    body = [line for line in lines if len(line.bare) > SHORT // 2 and not same(line.bare, title)][:3]
    for line in body:
        for pattern in phrases.datelines():
            if match := pattern.match(line.text):
                yield Noise(line.start, line.start + match.end(), "dateline")
                return


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
