"""The lines of a text, each with its place.

In: text. Out: `Line`s; only \\n ends a line, since offsets must count every other character.
"""

from __future__ import annotations

from dataclasses import dataclass

from articles.records import Noise

SHORT = 160  # characters; a headline is no longer


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text without its newline: where it starts, all of it, and its visible part."""

    start: int
    text: str
    bare: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def first(self) -> int:
        """Return where the visible part starts."""
        return self.start + self.text.index(self.bare[0]) if self.bare else self.start

    def noise(self, reason: str) -> Noise:
        """Mark the line from its first to its last visible character."""
        return Noise(self.first, self.first + len(self.bare), reason)


def split(text: str) -> list[Line]:
    """Return the text's lines."""
    lines, start = [], 0
    for part in text.split("\n"):
        lines.append(Line(start, part, part.strip()))
        start += len(part) + 1
    return lines


def same(line: str, title: str) -> bool:
    """Say whether a line is the title, however it is spaced and cased; the title has single spaces."""
    near = bool(title) and len(line) >= len(title) and line[:1].casefold() == title[:1].casefold()
    return near and " ".join(line.split()).casefold() == title.casefold()
