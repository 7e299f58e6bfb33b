"""Where claims of a key go by the word of editors, who merged topics, series and names. Pure: keys in, keys out.

In: merges in force as maps from key to key, and from name to name. Out: the key under which claims are kept. A merge of
series weighs more than one of their topics: who merged `killed` into another topic's `killed` meant just that series.
Either weighs more than one of the names in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from claims.comparison.subjects import SeriesKey, TopicKey


class Circle(ValueError):
    """Merges that lead back to where they began; `key` is one of them."""

    def __init__(self, key: SeriesKey) -> None:
        super().__init__(f"merges lead in a circle from {key}")
        self.key = key


@dataclass(frozen=True, slots=True)
class Rules:
    """Merges in force: each topic, each series and each name leads to at most one other.

    names: of the actors and places that topics are about; scopes: of the places that series are narrowed to.
    """

    topics: Mapping[TopicKey, TopicKey] = field(default_factory=dict)
    series: Mapping[SeriesKey, SeriesKey] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    scopes: Mapping[str, str] = field(default_factory=dict)

    def seat(self, key: SeriesKey) -> SeriesKey:
        """The key at the end of all merges. Raises `Circle`."""
        seen = {key}
        while (further := self._next(key)) is not None:
            if further in seen:
                raise Circle(further)
            seen.add(further)
            key = further
        return key

    def check(self) -> None:
        """Raise `Circle` if any key has no end. Of a circle at least one key is named by the rules themselves."""
        for topic in self.topics:
            self.seat(SeriesKey(topic, "", "", ""))
        for key in (*self.series, *self.series.values()):
            self.seat(key)
        for name in self.names:
            self.seat(SeriesKey(TopicKey(name, ""), "", "", ""))
        for scope in self.scopes:
            self.seat(SeriesKey(TopicKey("", ""), "", "", scope))

    def reach(self, topic: TopicKey) -> set[TopicKey]:
        """The topic, and every topic that claims of its keys may have come to."""
        found: set[TopicKey] = set()
        ahead = [topic]
        while ahead:
            one = ahead.pop()
            if one in found:
                continue
            found.add(one)
            ahead += [to.topic for key, to in self.series.items() if key.topic == one]
            ahead += [self.topics[one]] if one in self.topics else []
            ahead += [replace(one, actor=self.names[one.actor])] if one.actor in self.names else []
        return found

    def _next(self, key: SeriesKey) -> SeriesKey | None:
        if key in self.series:
            return self.series[key]
        topic = self.topics.get(key.topic)
        if topic is None and key.topic.actor in self.names:
            topic = replace(key.topic, actor=self.names[key.topic.actor])
        if topic is None:
            return replace(key, scope=self.scopes[key.scope]) if key.scope in self.scopes else None
        # A scope is named only where it is not the topic's own place (see `matching`).
        return replace(key, topic=topic, scope="" if key.scope == topic.actor else key.scope)
