"""An article's text cut up for the page: paragraphs of segments, each under the claims that it is evidence of. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from claims.timeline.knowledge import LAST

if TYPE_CHECKING:
    from articles.models import Article

Passage = tuple[int, int, str]  # from, to, why it was not read
# Reasons whose passages are no part of the article: they are shown when asked for. Others, headlines and the like, are.
HIDDEN = frozenset({"advertisement", "foreign", "label", "related", "separator", "share", "table"})


@dataclass(frozen=True, slots=True)
class Span:
    """A claim's evidence: characters [start, end) of the text."""

    pk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Text under the same claims throughout; `opens` are the claims that begin here, `noise` why it was not read."""

    text: str
    claims: tuple[int, ...] = ()
    opens: tuple[int, ...] = ()
    noise: str = ""

    @property
    def claim(self) -> int | None:
        """The claim that a click opens: the one with the shortest evidence."""
        return self.claims[0] if self.claims else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph, from character `start` of the text; `opens` are the claims whose evidence begins in it."""

    segments: tuple[Segment, ...]
    opens: tuple[int, ...]
    start: int = 0


def is_known(article: Article, asof: date | None) -> bool:
    """Whether the article was out on the evening of a day, as `knowledge.published_by` asks it of stored ones."""
    if asof is None:
        return True
    if article.published_on is None:
        return False
    tomorrow = min(asof, LAST) + timedelta(days=1)
    ends = {"day": tomorrow, "month": tomorrow.replace(day=1), "year": tomorrow.replace(month=1, day=1)}
    end = ends.get(article.published_precision)
    return end is not None and article.published_on < end


def left_out(noise: Iterable[Passage]) -> list[tuple[str, int]]:
    """Reasons for which passages were left out, of those that the page hides, each with their number."""
    return Counter(why for _, _, why in noise if why in HIDDEN).most_common()


def paragraphs(text: str, spans: Sequence[Span], noise: Sequence[Passage] = ()) -> list[Paragraph]:
    """Cut `text` at line ends and at every edge of evidence and noise; nothing of the text is lost but line ends."""
    return [_paragraph(text, m.start(), m.end(), spans, noise) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def _paragraph(text: str, first: int, last: int, spans: Sequence[Span], noise: Sequence[Passage]) -> Paragraph:
    here = [span for span in spans if span.start < last and span.end > first]
    grey = [(start, end, why) for start, end, why in noise if start < last and end > first]
    edges = {first, last}
    for start, end in [(s.start, s.end) for s in here] + [(s, e) for s, e, _ in grey]:
        edges |= {edge for edge in (start, end) if first < edge < last}
    cuts = sorted(edges)
    segments = tuple(_segment(text, a, b, first, here, grey) for a, b in zip(cuts, cuts[1:], strict=False))
    opens = tuple(s.pk for s in sorted(here, key=lambda s: (s.start, s.pk)) if first <= s.start < last)
    return Paragraph(segments, opens, first)


def _segment(text: str, start: int, end: int, first: int, spans: Sequence[Span], noise: Sequence[Passage]) -> Segment:
    over = sorted((s for s in spans if s.start < end and s.end > start), key=lambda s: (s.end - s.start, s.pk))
    why = next((why for a, b, why in noise if a < end and b > start), "")
    opens = tuple(s.pk for s in over if s.start == start and s.start >= first)
    return Segment(text[start:end], tuple(s.pk for s in over), opens, why)
