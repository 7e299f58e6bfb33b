"""What became of a claim, version by version. In: its number. Out: its revisions, of the rows that triggers wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.models import Actor, Series
from claims.placing import Where, places_after
from claims.readable import ROWS, FieldChange, differences
from claims.revisions import events_of
from claims.who import Who

# What a reader of the history wants to know; `version`, `rule` and the like only say that something happened.
SHOWN = (
    "kind", "value_low", "value_high", "approx", "former", "takes_back", "metric", "unit", "stance", "source",
    "source_name", "speaker", "via", "reported_on", "event_from", "event_to", "event_precision", "review",
    "rejected_for", "note", "series", "subject", "subject_actor", "subject_class", "quote", "places",
)  # fmt: skip


@dataclass(frozen=True)
class Revision:
    """event: its number, for `restore`. user: None where the machine did it. fields: what changed; all at the first.

    approved_by: the second editor, where one had to look.
    """

    event: int
    version: int
    at: datetime
    user: User | None
    created: bool
    fields: tuple[FieldChange, ...]
    approved_by: User | None = None


def history(claim_id: int) -> list[Revision]:
    """All revisions of a claim, oldest first. At most six queries. Linking belongs to the revision it follows from."""
    events = list(events_of(claim_id).select_related("pgh_context").order_by("pgh_id"))
    names, who = _Names(events), Who(events)
    found: list[Revision] = []
    shown: Any = None
    groups = _by_version(events)
    placed = places_after(claim_id, [group[-1].pgh_context_id for group in groups])
    for group, places in zip(groups, placed, strict=True):
        last, said = group[-1], names.said(group[-1], places)
        fields = tuple(differences(shown, said, SHOWN))
        if fields or shown is None:
            user, second = who.first(group), who.first(group, "approved_by")
            at, first = group[0].pgh_created_at, shown is None
            found.append(Revision(last.pgh_id, last.version, at, user, first, fields, second))
        shown = said
    return found


def _by_version(events: Iterable[Any]) -> list[list[Any]]:
    """Events of one version in one context belong together: a correction and the relinking that follows from it."""
    groups: list[list[Any]] = []
    for event in events:
        same = groups and (groups[-1][-1].version, groups[-1][-1].pgh_context_id) == (
            event.version,
            event.pgh_context_id,
        )
        if same:
            groups[-1].append(event)
        else:
            groups.append([event])
    return groups


class _Names:
    """Sources and series that events name, in one query each."""

    def __init__(self, events: list[Any]) -> None:
        self.actors = Actor.objects.in_bulk({event.source_id for event in events if event.source_id})
        numbers = {event.series_id for event in events if event.series_id}
        self.series = Series.objects.select_related("topic").in_bulk(numbers)

    def said(self, event: Any, places: tuple[Where, ...]) -> SimpleNamespace:
        """What the claim said after an event, columns and rows alike."""
        columns = {name: getattr(event, name) for name in SHOWN if name not in (*ROWS, "places")}
        series = self.series.get(event.series_id) or (event.series_id and gettext("a series that no longer exists"))
        return SimpleNamespace(**columns, source=self.actors.get(event.source_id), series=series, places=places)
