"""Which country an office without one belongs to: that of its paragraph, else the one that the text names most.

In: a `Doc` with places and its actor mentions. Out: a country for any character of the text, or None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from claims.extraction.extensions import ActorMention


def _leader(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    level = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not level else None


class HomeCountries:
    """The countries of one text by paragraph; cities, adjectives and known institutions count for theirs."""

    def __init__(self, doc: Doc, mentions: Iterable[ActorMention]) -> None:
        self._breaks = [token.idx for token in doc if token.is_space and "\n\n" in token.text]
        self._named: dict[int, Counter[str]] = {}
        counts: Counter[str] = Counter()
        for place in doc._.places:
            if place.country:
                counts[place.country] += 1
                self._add(place.start, place.country)
        for mention in mentions:
            if mention.country and mention.rule in {"actors.registry", "actors.apposition"}:
                self._add(mention.start, mention.country)
        self._most = _leader(counts)

    def _add(self, start: int, country: str) -> None:
        self._named.setdefault(bisect_right(self._breaks, start), Counter())[country] += 1

    def at(self, start: int) -> str | None:
        """The country that the paragraph names most, else the one that the text does; None where two are level."""
        here = self._named.get(bisect_right(self._breaks, start), Counter())
        return _leader(here) or self._most

    @property
    def most(self) -> str | None:
        """The country that the text names most."""
        return self._most
