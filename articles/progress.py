"""How far a batch is: the read model of its page.

In: a batch's id, the state asked for. Out: figures that always add up to its number of items.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from articles.models import BatchItem


@dataclass(frozen=True, slots=True)
class StateCount:
    """One state with its label and number of items."""

    state: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """A batch in figures; `done` counts items in a final state, `undated` stored articles without a date."""

    total: int
    done: int
    retryable: int
    undated: int
    counts: tuple[StateCount, ...]

    @property
    def finished(self) -> bool:
        return self.done == self.total


def progress_of(batch_id: int) -> Progress:
    """Return the batch's figures: one query, so that they belong together."""
    states = {f"n_{state}": Count("pk", filter=Q(state=state)) for state in BatchItem.State.values}
    row = BatchItem.objects.filter(batch_id=batch_id).aggregate(
        total=Count("pk"),
        retryable=Count("pk", filter=Q(retryable=True)),
        undated=Count("article_id", filter=Q(article__published_on__isnull=True), distinct=True),
        **states,
    )
    counts = tuple(StateCount(state, str(label), row[f"n_{state}"]) for state, label in BatchItem.State.choices)
    done = sum(count.number for count in counts if count.state in BatchItem.FINAL)
    shown = tuple(count for count in counts if count.number)
    return Progress(row["total"], done, row["retryable"], row["undated"], shown)
