"""One sentence with everything that was recognised in it: what the joins work on.

In: a `Doc` with all earlier components run. Out: `Scene`s in text order, noise left out, with clause boundaries.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, TypeVar

from spacy.tokens import Doc, Span

from claims.extraction.components import trees
from claims.extraction.components.columns import text_of
from claims.extraction.components.sentences import spans
from claims.extraction.extensions import ActorMention, DateExpression, PlaceMention, Quantity, Statement
from claims.records import SourceType

MEDIA = {SourceType.MEDIA, SourceType.AGENCY}
REACH = 300  # characters
CLAUSE_END = re.compile(r"(?<!\d),(?!\d)|(?<=\d),(?= )|;|:(?!\d)| [–—] |\((?=\w)|\)")
OPENS_CLAUSE = re.compile(
    r"\s*(?:dass|die|der|das|wo|was|um|weil|da|obwohl|während|nachdem|und|aber|wie|falls|wenn|als"
    r"|bei d\w+|in d\w+|möglicherweise um)\b"
)


class Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)
Ranges = tuple[tuple[int, int], ...]  # offsets into the text, in order


@dataclass(frozen=True, slots=True)
class Scene:
    """start, end: the sentence in the text; statements: those whose frame overlaps it; span: its tokens, with a tree,
    None where the pipeline parses nothing."""

    text: str
    start: int
    end: int
    quantities: tuple[Quantity, ...]
    dates: tuple[DateExpression, ...]
    places: tuple[PlaceMention, ...]
    actors: tuple[ActorMention, ...]
    statements: tuple[Statement, ...]
    span: Span | None = None

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def lead(self, at: int) -> int:
        """From where to look for what stands right before an offset: no further back than words reach that say it."""
        return max(self.start, at - REACH)

    def clauses(self) -> Ranges:
        """The sentence cut at commas, colons, dashes and brackets; offsets into the text."""
        return cut(self.text, self.start, self.end)

    def clause(self, at: int) -> tuple[int, int]:
        """The clause around an offset."""
        return _around(self.clauses(), at) or (self.start, self.end)

    def stretches(self) -> Ranges:
        """Clauses, each joined with the next ones up to a subordinate clause: the commas of lists divide nothing."""
        return joined(self.text, self.start, self.end)

    def stretch(self, at: int) -> tuple[int, int]:
        """The stretch around an offset."""
        return _around(self.stretches(), at) or (self.start, self.end)

    def voices_at(self, at: int) -> list[Statement | None]:
        """The narrowest statement around an offset, once for each of its sources; [None] where nobody reports."""
        around = relayed(self.statements_at(at))
        return [item for item in around if (item.start, item.end) == (around[0].start, around[0].end)] or [None]

    def statements_at(self, at: int) -> list[Statement]:
        """Statements that report what stands at an offset, the narrowest first; equals keep their order."""
        around = [item for item in self.statements if item.start <= at < item.end]
        return sorted(around, key=lambda item: item.end - item.start)


@lru_cache(maxsize=16)  # asked for again and again, for each figure and place of a sentence
def cut(text: str, start: int, end: int) -> Ranges:
    """The clauses of text[start:end] as offsets."""
    cuts = [start, *(match.end() for match in CLAUSE_END.finditer(text, start, end)), end]
    return tuple(
        (first, last) for first, last in zip(cuts, cuts[1:], strict=False) if text[first:last].strip(" ,;:–—()")
    )


@lru_cache(maxsize=16)
def joined(text: str, start: int, end: int) -> Ranges:
    """The stretches of text[start:end] as offsets, see `Scene.stretches`."""
    found: list[tuple[int, int]] = []
    for first, last in cut(text, start, end):
        if found and not OPENS_CLAUSE.match(text, first, last) and text[first - 1] != ":":
            found[-1] = (found[-1][0], last)
        else:
            found.append((first, last))
    return tuple(found)


def _around(ranges: Ranges, at: int) -> tuple[int, int] | None:
    """The range that holds an offset: a sentence of dates alone has as many clauses as dates."""
    place = bisect_right(ranges, at, key=lambda each: each[0]) - 1
    return ranges[place] if place >= 0 and at < ranges[place][1] else None


def relayed(around: list[Statement]) -> list[Statement]:
    """Where a medium relays what another source says (`X zufolge …, meldet Y`), the other source, `via` the medium."""
    media = [item for item in around if item.source and item.source.type in MEDIA]
    others = [item for item in around if item.source and item.source.type not in MEDIA]
    if not media or not others or not media[0].source:
        return around
    name = media[0].source.canonical
    return [
        replace(item, source=replace(item.source, via=item.source.via or name)) if item.source else item
        for item in others
    ]


def scenes(doc: Doc) -> Iterator[Scene]:
    """All sentences that are news text."""
    text = text_of(doc)
    noise = sorted((record.start, record.end) for record in doc._.noise)
    quantities, dates, places, actors = (
        Shelf(getattr(doc._, name)) for name in ("quantities", "dates", "places", "actors")
    )
    statements = Shelf(doc._.statements, by_frame=True)
    parsed = trees.parsed(doc)
    for start, end in spans(doc):
        if in_noise(noise, start, end):
            continue
        yield Scene(
            text,
            start,
            end,
            quantities.inside(start, end),
            dates.inside(start, end),
            places.inside(start, end),
            actors.inside(start, end),
            statements.around(start, end),
            doc.char_span(start, end, alignment_mode="expand") if parsed else None,
        )


def in_noise(noise: list[tuple[int, int]], start: int, end: int) -> bool:
    index = bisect_right(noise, (start, 1 << 62)) - 1
    return index >= 0 and noise[index][0] <= start < noise[index][1]


class Shelf:
    """Records of one kind by position, so that a sentence finds its own without reading all."""

    def __init__(self, records: Sequence[Spanned], by_frame: bool = False) -> None:
        self.records = sorted(records, key=lambda record: record.start)
        self.starts = [record.start for record in self.records]
        self.by_frame = by_frame
        self.longest = max((reach(record)[1] - reach(record)[0] for record in self.records), default=0)

    def inside(self, start: int, end: int) -> tuple:  # type: ignore[type-arg]
        """Records that begin in the interval."""
        low = bisect_right(self.starts, start - 1)
        high = bisect_right(self.starts, end - 1)
        return tuple(self.records[low:high])

    def around(self, start: int, end: int) -> tuple:  # type: ignore[type-arg]
        """Records that overlap the interval with their frame."""
        low = bisect_right(self.starts, start - self.longest - 1)
        high = bisect_right(self.starts, end + self.longest)
        return tuple(record for record in self.records[low:high] if reach(record)[0] < end and start < reach(record)[1])


def reach(record: Spanned) -> tuple[int, int]:
    """From first to last character, frame included."""
    if isinstance(record, Statement):
        return min(record.start, record.frame_start), max(record.end, record.frame_end)
    return record.start, record.end
