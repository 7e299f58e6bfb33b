"""Changes as lists show them, newest first, and what a list may be asked for. Never an article's text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet

from claims.models import Change, Topic
from claims.timeline.evening import TODAY, Evening
from claims.timeline.merging import ChangeList

# Kinds by which something became different; a first word or a repetition stands in the full list only.
TELLING = tuple(what for what in Change.What.values if what not in (Change.What.FIRST, Change.What.REPEATED))
_HEAVY = tuple(
    f"{claim}__{column}"
    for claim in ("claim", "previous")
    for column in ("search", "quote", "article__text", "article__raw", "article__noise")
)
# What the sentence about a change is made of (`change_words`): two dozen columns instead of a hundred.
OF_A_CLAIM = (
    "kind", "metric", "stance", "value_low", "value_high", "approx", "unit", "subject", "subject_class",
    "takes_back", "reported_on", "source__name", "source__type", "article__published_on", "article__outlet__name",
)  # fmt: skip
_OF_A_SENTENCE = (
    "what", "day", "percent", "claim_id", "previous_id", "series__topic_id",
    *(f"{claim}__{column}" for claim in ("claim", "previous") for column in OF_A_CLAIM),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChangeFilters:
    """What the list is asked for; empty means all. new: only what came since the reader's last visit."""

    topics: frozenset[int] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    sources: frozenset[int] = field(default_factory=frozenset)
    since: date | None = None
    until: date | None = None
    asof: date | None = None
    new: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        return self != ChangeFilters()

    def query(self) -> str:
        """The address's part behind the question mark, in a fixed order."""
        pairs = [("topic", str(pk)) for pk in sorted(self.topics)]
        pairs += [("what", kind) for kind in sorted(self.kinds)]
        pairs += [("source", str(pk)) for pk in sorted(self.sources)]
        days = (("from", self.since), ("to", self.until), ("asof", self.asof))
        pairs += [(name, day.isoformat()) for name, day in days if day]
        pairs += [("new", "1")] if self.new else []
        return urlencode(pairs)

    def conditions(self, before: datetime | None = None, *, but: str = "", evening: Evening = TODAY) -> Q:
        """The condition on stored changes, leaving out one of `topic`, `what`, `source`, `new`.

        before: the last visit; evening: what was known on `asof`, see `evening.changes_by`.
        """
        passing = evening.known(self.asof)
        if self.topics and but != "topic":
            passing &= Q(series__topic__in=self.topics)
        if self.kinds and but != "what":
            passing &= Q(what__in=self.kinds)
        if self.sources and but != "source":
            passing &= Q(claim__source__in=self.sources)
        if self.since:
            passing &= Q(day__gte=self.since)
        if self.until:
            passing &= Q(day__lte=self.until)
        if self.new and before and but != "new":
            passing &= Q(added_at__gt=before)
        return passing

    def passes(self, change: Change, before: datetime | None = None, *, but: str = "") -> bool:
        """Whether an unsaved change passes, as `conditions` asks it of stored ones."""
        day = change.day or date.max
        return (
            (but == "topic" or not self.topics or change.series.topic_id in self.topics)
            and (but == "what" or not self.kinds or change.what in self.kinds)
            and (but == "source" or not self.sources or change.claim.source_id in self.sources)
            and (self.since is None or (change.day is not None and self.since <= day))
            and (self.until is None or day <= self.until)
            and (but == "new" or not (self.new and before) or change.added_at > before)
        )


def listed_changes(
    filters: ChangeFilters | None = None,
    before: datetime | None = None,
    evening: Evening = TODAY,
    days: Mapping[date, int] | None = None,
) -> ChangeList:
    """Return changes with both claims and their sources, the newest day first, unknown days last.

    evening: what was known on the filters' `asof`, see `evening.changes_by`; days: numbers of stored changes by day,
    where they were counted already.
    """
    asked = filters or ChangeFilters()
    stored = stored_changes().filter(asked.conditions(before, evening=evening))
    return ChangeList(stored, [change for change in evening.extra if asked.passes(change, before)], days)


def stored_changes() -> QuerySet[Change]:
    """All stored changes in the order of lists, with all that a line tells and never a text."""
    return Change.objects.for_list().defer(*_HEAVY).order_by(F("day").desc(nulls_last=True), "-pk")


def told_changes() -> QuerySet[Change]:
    """The same with no more than the sentences about them are made of, for places where nothing else is shown."""
    return stored_changes().only(*_OF_A_SENTENCE)


def latest_changes(topic: Topic | None = None, *, evening: Evening = TODAY) -> ChangeList:
    """Return the changes by which something became different, of one topic or of all."""
    topics = frozenset([topic.pk]) if topic else frozenset[int]()
    return listed_changes(ChangeFilters(topics=topics, kinds=frozenset(TELLING), asof=evening.day), evening=evening)
