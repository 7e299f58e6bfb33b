"""The actors of a document by token position: what stands in a clause, before a token, joined by "und".

In: a `Doc` and its actor mentions. Out: look-ups for attribution, and the commas that belong to names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from spacy.tokens import Doc

from claims.extraction.components.columns import at_offset, lower
from claims.extraction.extensions import ActorMention

MEMORY = 60  # actors that a pronoun may go back over
FOLLOWING = 6  # actors that may be joined to one: "die USA, Südkorea und Japan"
JOINS = {"und", "sowie", "oder"}
DETERMINERS = {
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "mehrere",
    "einige",
    "viele",
    "zwei",
    "drei",
    "seine",
    "ihre",
    "sein",
    "ihr",
}
DETERMINERS |= {"alle", "andere", "beide", "dieser", "diese", "dieses", "manche"}


class Actors:
    """The actors of a document by token."""

    def __init__(self, doc: Doc, mentions: Iterable[ActorMention]) -> None:
        self._doc = doc
        self._spans: list[tuple[int, int, ActorMention]] = []
        self._starts: list[int] = []
        starts = at_offset(doc)
        for mention in mentions:
            start = starts.get(mention.start)
            if start is None:
                continue
            end = start
            while end < len(doc) and doc[end].idx < mention.end:
                end += 1
            self._spans.append((start, end, mention))
            self._starts.append(start)

    def within(self, tokens: list[int]) -> list[tuple[int, int, ActorMention]]:
        """Actors wholly inside these tokens, in order."""
        if not tokens:
            return []
        first, last = bisect_left(self._starts, tokens[0]), bisect_left(self._starts, tokens[-1] + 1)
        return [span for span in self._spans[first:last] if span[1] <= tokens[-1] + 1]

    def holding(self, token: int) -> list[tuple[int, int, ActorMention]]:
        """The actor whose name holds this token, and those that follow it."""
        at = bisect_left(self._starts, token + 1) - 1
        near = self._spans[max(0, at) : max(0, at) + FOLLOWING]
        return near if near and near[0][0] <= token < near[0][1] else []

    def commas(self) -> set[int]:
        """Tokens that belong to names, so that commas in them cut nothing."""
        closed = {i for start, end, _ in self._spans for i in range(start, end)}
        # "Anna Kern, Leiterin der Wache, sagte": the comma that closes the apposition belongs to it.
        open_ends = {end for start, end, _ in self._spans if any(self._doc[i].text == "," for i in range(start, end))}
        closed |= {end for end in open_ends if end < len(self._doc) and self._doc[end].text == ","}
        return closed | self._listed()

    def _listed(self) -> set[int]:
        """Commas in a list of actors: "Die USA, Südkorea und ihre Partner"."""
        commas: set[int] = set()
        for (_, end, _), (start, after, _) in zip(self._spans, self._spans[1:], strict=False):
            between = lower(self._doc)[end:start]
            follow = self._doc[after].lower_ if after < len(self._doc) else ""
            if (
                between[:1] == [","]
                and set(between[1:]) <= {"der", "die", "das"}
                and (follow in {"und", "sowie"} or (follow == "," and self._closes(after)))
            ):
                commas.add(end)
        return commas

    def _closes(self, comma: int) -> bool:
        """Whether a list goes on behind a comma to its "und"."""
        ahead = [self._doc[i] for i in range(comma + 1, min(comma + 8, len(self._doc)))]
        for token in ahead:
            if token.lower_ in {"und", "sowie"}:
                return True
            if not (token.text[0].isupper() or token.text == "," or token.lower_ in {"der", "die", "das"}):
                return False
        return False

    def group(self, token: int) -> list[tuple[int, int, ActorMention]]:
        """The last two actors joined by "und" before a token, within some forty tokens."""
        near = self._spans[bisect_left(self._starts, token - 39) : bisect_left(self._starts, token)]
        near = [span for span in near if span[1] <= token]
        for left, right in zip(near[-2::-1], near[:0:-1], strict=False):
            words = {self._doc[i].lower_ for i in range(left[1], right[0])}
            if words & JOINS and words <= JOINS | DETERMINERS:
                return [left, right]
        return []

    def before(self, token: int) -> list[ActorMention]:
        """The actors named last before a token, latest first."""
        return [mention for _, _, mention in self.spans_before(token)]

    def spans_before(self, token: int) -> list[tuple[int, int, ActorMention]]:
        """The same, with their tokens."""
        end = bisect_left(self._starts, token)
        return self._spans[max(0, end - MEMORY) : end][::-1]
