"""Which points of a topic are shown. In: what the address says. Out: a test of one point, and the address again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from claims.timeline.records import Point


@dataclass(frozen=True, slots=True)
class Filters:
    """Chosen values per facet; an empty facet lets everything through."""

    sources: frozenset[int] = field(default_factory=frozenset)
    metrics: frozenset[str] = field(default_factory=frozenset)
    stances: frozenset[str] = field(default_factory=frozenset)
    since: date | None = None
    until: date | None = None
    log: bool = False

    def lets_through(self, point: Point, *, but: str = "") -> bool:
        """Tell whether the point is shown, leaving the facet `but` out of account."""
        return (
            (but == "source" or not self.sources or point.source.pk in self.sources)
            and (but == "metric" or not self.metrics or point.metric in self.metrics)
            and (but == "stance" or not self.stances or point.stance in self.stances)
            and self._in_time(point.day)
        )

    def _in_time(self, day: date | None) -> bool:
        """Points without a day pass only while no dates are asked for."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.sources or self.metrics or self.stances or self.since or self.until)

    def query(self) -> str:
        """The address's part behind the question mark, in a fixed order."""
        pairs: list[tuple[str, str]] = [("source", str(pk)) for pk in sorted(self.sources)]
        pairs += [("metric", metric) for metric in sorted(self.metrics)]
        pairs += [("stance", stance) for stance in sorted(self.stances)]
        pairs += [(name, day.isoformat()) for name, day in (("from", self.since), ("to", self.until)) if day]
        if self.log:
            pairs.append(("scale", "log"))
        return urlencode(pairs)
