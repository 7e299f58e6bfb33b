"""A finished batch in a few lines, for e-mails and feeds: counts and failures, never a title or words of an article.

In: ids of batches. Out: for each its lines in the reader's language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.translation import gettext as _

from articles.models import BatchItem
from articles.reasons import sentence
from articles.states import ItemState


@dataclass
class Report:
    """states: items by state; reasons: of those that failed, by reason."""

    states: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def failed(self) -> int:
        return self.states[ItemState.FAILED]

    def headline(self) -> str:
        """Say in half a line what became of it."""
        numbers = {"read": self.states[ItemState.EXTRACTED], "total": self.total, "failed": self.failed}
        if self.failed:
            return _("%(read)d of %(total)d read, %(failed)d failed") % numbers
        return _("%(read)d of %(total)d read") % numbers

    def lines(self) -> list[str]:
        """Say how many items stand in each state, and why those that failed did."""
        found = [f"{label}: {self.states[state]}" for state, label in ItemState.choices if self.states[state]]
        return found + [f"– {sentence(reason)} {number}" for reason, number in self.ordered()]

    def ordered(self) -> list[tuple[str, int]]:
        """Return the reasons of failures, the most frequent first."""
        return sorted(self.reasons.items(), key=lambda pair: (-pair[1], pair[0]))


def reports_of(batch_ids: Iterable[int]) -> Mapping[int, Report]:
    """Return the report of each batch: one query."""
    found: dict[int, Report] = {batch_id: Report() for batch_id in batch_ids}
    rows = BatchItem.objects.filter(batch__in=list(found)).order_by().values_list("batch_id", "state", "reason")
    for batch_id, state, reason, number in rows.annotate(number=Count("pk")):
        found[batch_id].states[state] += number
        if state == ItemState.FAILED:
            found[batch_id].reasons[reason] = number
    return found
