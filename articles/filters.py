"""Which batches a list shows, and which items a batch's page: read from an address, and written into one.

In: a query. Out: conditions; what no list knows is left out, so that an address typed wrong shows all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.models import Batch, BatchItem
from articles.querysets import BatchQuerySet, ItemQuerySet
from articles.states import ItemState

LONGEST = 200
# What a batch can be, and the words for it.
STANDS: dict[str, str | Promise] = {
    "running": _("being read"),
    "finished": _("finished"),
    "failed": _("with failures"),
    "cancelled": _("cancelled"),
}


@dataclass(frozen=True, slots=True)
class ItemFilters:
    """Items of a batch: of a state, with a reason, whose name or headline has these words."""

    state: str = ""
    reason: str = ""
    text: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> ItemFilters:
        """Take what the address asks for."""
        state = data.get("state", "")
        return cls(state if state in ItemState.values else "", data.get("reason", "")[:40], words(data))

    def apply(self, items: ItemQuerySet) -> ItemQuerySet:
        """Return the items that pass."""
        if self.state:
            items = items.filter(state=self.state)
        if self.reason:
            items = items.filter(reason=self.reason)
        if self.text:
            items = items.filter(Q(name__icontains=self.text) | Q(article__title__icontains=self.text))
        return items

    @property
    def query(self) -> str:
        """The filters as an address holds them, without those that are not set."""
        asked = {"state": self.state, "reason": self.reason, "q": self.text}
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True, slots=True)
class BatchFilters:
    """Batches: how they stand, who brought them, by which way, on which days, and words of their title."""

    stands: str = ""
    by: str = ""
    origin: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> BatchFilters:
        """Take what the address asks for."""
        stands, by, origin = data.get("state", ""), data.get("by", ""), data.get("origin", "")
        return cls(
            stands if stands in STANDS else "",
            by if by.isdecimal() and len(by) < 10 else "",
            origin if origin in Batch.Origin.values else "",
            day(data.get("from", "")),
            day(data.get("to", "")),
            words(data),
        )

    def apply(self, batches: BatchQuerySet) -> BatchQuerySet:
        """Return the batches that pass."""
        if self.stands == "running":
            batches = batches.filter(finished_at__isnull=True)
        elif self.stands == "finished":
            batches = batches.filter(finished_at__isnull=False)
        elif self.stands:
            batches = batches.filter(Exists(BatchItem.objects.filter(batch=OuterRef("pk"), state=self.stands)))
        if self.by:
            batches = batches.filter(created_by=int(self.by))
        if self.origin:
            batches = batches.filter(origin=self.origin)
        if self.since:
            batches = batches.filter(created_at__gte=midnight(self.since))
        if self.until:
            batches = batches.filter(created_at__lt=midnight(self.until + timedelta(days=1)))
        return batches.filter(title__icontains=self.text) if self.text else batches

    @property
    def query(self) -> str:
        """The filters as an address holds them, without those that are not set."""
        asked = {
            "q": self.text, "state": self.stands, "by": self.by, "origin": self.origin,
            "from": self.since, "to": self.until,
        }  # fmt: skip
        return urlencode({name: str(value) for name, value in asked.items() if value})


def words(data: QueryDict) -> str:
    """The words searched for, without what PostgreSQL cannot hold."""
    return " ".join(data.get("q", "").replace("\0", " ").split())[:LONGEST]


def day(text: str) -> date | None:
    """The day of an ISO date, None where there is none."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1900 < found.year < 3000 else None


def midnight(asked: date) -> datetime:
    """When the day begins here."""
    return timezone.make_aware(datetime.combine(asked, time.min))
