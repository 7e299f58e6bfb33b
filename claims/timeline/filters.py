"""Which claims of a topic are shown. In: what the address says. Out: the choices, and the address again.

`selection` makes conditions of them, `facets` counts what each further choice would show.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

# Facets in the order of the address. Those of numbers name rows; 0 stands for none: the articles' own voice, no outlet.
NUMBERED = ("source", "outlet", "place")
FACETS = ("source", "type", "outlet", "metric", "stance", "place", "what", "reviewed", "confidence")
NOBODY = "0"
OWN_TYPE = "own"  # the type of a source where the article speaks for itself
REVIEWED, UNREVIEWED = "yes", "no"
# Steps of confidence, as cards draw them: from (inclusive) and to (exclusive), between 0 and 1; from low to high.
BANDS = {"doubtful": (0.0, 0.45), "uncertain": (0.45, 0.65), "likely": (0.65, 1.01)}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address chooses.

    chosen: values per facet as the address writes them; an empty facet lets everything through.
    hidden: sources, as numbers, that the legend switched off. since, until: the days of the time axis; asof: only what
    was known on the evening of that day. event: claims stand when it happened, not when it was said.
    """

    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    text: str = ""
    since: date | None = None
    until: date | None = None
    asof: date | None = None
    log: bool = False
    event: bool = False

    def of(self, facet: str) -> frozenset[str]:
        """The values chosen in a facet."""
        return self.chosen.get(facet, frozenset())

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        chosen = any(self.chosen.values())
        return bool(chosen or self.hidden or self.text or self.since or self.until or self.asof)

    def query(self) -> str:
        """The address's part behind the question mark, in a fixed order."""
        pairs = [(facet, value) for facet in FACETS for value in _sorted(facet, self.of(facet))]
        pairs += [("without", value) for value in sorted(self.hidden, key=int)]
        pairs += [("q", self.text)] if self.text else []
        days = (("from", self.since), ("to", self.until), ("asof", self.asof))
        pairs += [(name, day.isoformat()) for name, day in days if day]
        pairs += [("axis", "event")] if self.event else []
        pairs += [("scale", "log")] if self.log else []
        return urlencode(pairs)


def _sorted(facet: str, values: frozenset[str]) -> list[str]:
    return sorted(values, key=int) if facet in NUMBERED else sorted(values)
