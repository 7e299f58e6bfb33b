"""Which country an office without one belongs to: that of its paragraph, else the one that the text names most.

In: a `Doc` with places and its actor mentions. Out: a country for any character of the text, or None.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc

from claims.extraction.components.countries import by_capital, by_name
from claims.extraction.extensions import ActorMention

FEDERAL = ("Deutschland", "Österreich", "Schweiz")
TITLE = 2  # mentions that a headline counts for


def _leader(counts: Counter[str]) -> str | None:
    ranked = counts.most_common(2)
    level = len(ranked) == 2 and ranked[0][1] == ranked[1][1]
    return ranked[0][0] if ranked and not level else None


def _of_title(title: str) -> str | None:
    """The country that a headline names, if it names one only."""
    words = re.findall(r"[\w-]+", title)
    known = [by_name().get(word) or by_capital().get(word) for word in words]
    named = {country.name for country in known if country}
    return named.pop() if len(named) == 1 else None


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
        self._titled = _of_title(doc._.title or "")
        self._all = counts
        self._most = _leader(counts)

    def _add(self, start: int, country: str) -> None:
        self._named.setdefault(bisect_right(self._breaks, start), Counter())[country] += 1

    def at(self, start: int) -> str | None:
        """The country that the paragraph names most, else the one that the text does; None where two are level."""
        here = self._named.get(bisect_right(self._breaks, start), Counter())
        if self._titled and here[self._titled] + TITLE >= max(here.values(), default=0):
            return self._titled
        return _leader(here) or self._most

    def federal_at(self, start: int) -> str:
        """The same among the countries whose offices begin with "Bundes"; Germany where none of them is named."""
        here = self._named.get(bisect_right(self._breaks, start), Counter())
        for counts in (here, self._all):
            named = [(times, country) for country, times in counts.items() if country in FEDERAL]
            if named:
                return max(named)[1]
        return FEDERAL[0]

    @property
    def most(self) -> str | None:
        """The country that the text names most."""
        return self._most
