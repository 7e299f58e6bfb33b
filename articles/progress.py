"""How far a batch is: the read model of its page and of the list.

In: a batch's id. Out: figures that always add up to its number of items, how fast they come to their end, and how long
that may still take. What cannot be known is None.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q
from django.utils import timezone

from articles.models import Arrival, BatchItem
from articles.querysets import READABLE
from articles.reasons import sentence
from articles.records import Reason
from articles.states import FINAL_STATES, OPEN_STATES, ItemState

LOOKED_BACK = timedelta(minutes=1)
LEAST = 5.0  # seconds that must have been watched before a rate is named
# Seconds between two questions of a page: counting a large batch is not done every second.
PAUSES = ((5_000, 1), (50_000, 3), (500_000, 10))
LONGEST_PAUSE = 30


@dataclass(frozen=True, slots=True)
class StateCount:
    """One state with its label and number of items."""

    state: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """Why items ended as they did: the code, its words, how many, and how many of these may be tried again."""

    state: str
    reason: str
    words: str
    number: int
    retryable: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A batch in figures; `done` counts items in a final state, `undated` stored articles without a date.

    waiting: not read yet; cancelled: can go on. a_minute: items that came to their end in the last minute, brought to
    a whole one; None where nothing did. arrival: the files of which items are still missing.
    """

    total: int
    done: int
    waiting: int
    cancelled: int
    retryable: int
    undated: int
    counts: tuple[StateCount, ...]
    reasons: tuple[ReasonCount, ...]
    a_minute: float | None = None
    arrival: Arrival | None = None

    @property
    def finished(self) -> bool:
        return self.done == self.total and not self.receiving

    @property
    def receiving(self) -> bool:
        """Whether more items are to come of files that have arrived."""
        return self.arrival is not None and self.arrival.state == Arrival.State.RECEIVING

    @property
    def files_left(self) -> int:
        """Files that did not come in whole, and can be gone on with."""
        return len(self.arrival.files) - self.arrival.files_done if self.arrival and not self.receiving else 0

    @property
    def can_go_on(self) -> int:
        """Items and files that the button "Go on" is for."""
        return self.cancelled + self.files_left

    @property
    def has_articles(self) -> bool:
        """Whether there is anything of which a date or an outlet can be said."""
        return any(self.by_state.get(state) for state in (ItemState.STORED, ItemState.EXTRACTED, ItemState.DUPLICATE))

    @property
    def retryable_reasons(self) -> int:
        """For how many reasons items failed that may be tried again: with one, the button for all is enough."""
        return sum(1 for each in self.reasons if each.retryable)

    @property
    def by_state(self) -> dict[str, int]:
        """The items by state."""
        return {count.state: count.number for count in self.counts}

    @property
    def seconds_left(self) -> float | None:
        """How long the open items take at the pace of the last minute; None where there is no pace to go by."""
        return (self.total - self.done) / self.a_minute * 60 if self.a_minute and not self.receiving else None

    @property
    def pause(self) -> int:
        """Seconds until the page asks again."""
        return next((pause for most, pause in PAUSES if self.total <= most), LONGEST_PAUSE)


def progress_of(batch_id: int, now: datetime | None = None) -> Progress:
    """Return the batch's figures: one query, so that they belong together, one for what is still being received, and
    one for dates once it is finished."""
    now = now or timezone.now()
    items = BatchItem.objects.filter(batch_id=batch_id).order_by()
    lately = Q(state__in=[s for s in FINAL_STATES if s != ItemState.CANCELLED], updated_at__gt=now - LOOKED_BACK)
    rows = list(
        items.values("state", "reason").annotate(
            number=Count("pk"),
            retryable=Count("pk", filter=Q(retryable=True)),
            kept=Count("pk", filter=READABLE & Q(reason=Reason.CANCELLED)),
            ended=Count("pk", filter=lately),
            since=Min("updated_at", filter=lately),
        )
    )
    of_state: dict[str, int] = defaultdict(int)
    for row in rows:
        of_state[row["state"]] += row["number"]
    arrival = Arrival.objects.filter(batch=batch_id).first()
    finished = not any(of_state[state] for state in OPEN_STATES)
    undated = items.filter(article__published_on__isnull=True, article__isnull=False)
    return Progress(
        total=sum(of_state.values()),
        done=sum(of_state[state] for state in FINAL_STATES),
        waiting=of_state[ItemState.RECEIVED],
        cancelled=sum(row["kept"] for row in rows),
        retryable=sum(row["retryable"] for row in rows),
        undated=undated.values("article").distinct().count() if finished else 0,
        counts=shown_counts(of_state),
        reasons=reason_counts(rows),
        a_minute=None if finished else pace(rows, now),
        arrival=arrival,
    )


def shown_counts(of_state: Mapping[str, int]) -> tuple[StateCount, ...]:
    """Return the states in which there are items, in the order of their way."""
    return tuple(
        StateCount(state, str(label), of_state[state]) for state, label in ItemState.choices if of_state.get(state)
    )


def reason_counts(rows: Iterable[Mapping[str, Any]]) -> tuple[ReasonCount, ...]:
    """Return the reasons given, those of most items first."""
    found = [
        ReasonCount(row["state"], row["reason"], sentence(row["reason"]), row["number"], row["retryable"])
        for row in rows
        if row["reason"]
    ]
    return tuple(sorted(found, key=lambda each: (-each.number, each.state, each.reason)))


def pace(rows: Iterable[Mapping[str, Any]], now: datetime) -> float | None:
    """Return how many items a minute come to their end, from those of the last one; None where none did.

    Work that began within the minute is measured from its first end on, so that a batch just begun is not called slow.
    """
    ended = sum(row["ended"] for row in rows)
    since = min((row["since"] for row in rows if row["since"]), default=None)
    if since is None:
        return None
    watched = (now - since).total_seconds()
    return ended / watched * 60 if watched >= LEAST else None


def counts_of(batch_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return for each batch its items by state: one query for any number of batches."""
    found: dict[int, dict[str, int]] = {batch_id: {} for batch_id in batch_ids}
    rows = BatchItem.objects.filter(batch__in=list(found)).order_by().values_list("batch_id", "state")
    for batch_id, state, number in rows.annotate(number=Count("pk")):
        found[batch_id][state] = number
    return found
