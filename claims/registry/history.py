"""Who set what of an actor or a place, and when. In: a row. Out: lines, the newest first; from rows of triggers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.registry.columns import readable, value
from claims.registry.kinds import Named, register_of
from claims.who import Who

SHOWN = 30
_FIELDS = ("name", "type", "kind", "country", "parent_id", "office", "held_from", "held_until", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Line:
    """user: None where the machine did it. what: the field; old and new as people read them, '' for nothing.

    approved_by: who agreed, where somebody had to. before: the event after which the row was as it was before this, on
    the first line of what was set at once; None of other names.
    """

    at: datetime
    user: User | None
    what: str
    old: str
    new: str
    approved_by: User | None = None
    before: int | None = None


def history_of(row: Named) -> list[Line]:
    """The latest lines; merges are told by their steps. Four queries."""
    register = register_of(row)
    events = list(register.model.pgh_event_model.objects.filter(pgh_obj_id=row.pk).select_related("pgh_context"))
    names = register.alias.pgh_event_model.objects.filter(**{register.word: row.pk}).select_related("pgh_context")
    aliases = list(names)
    who = Who((*events, *aliases))
    parents = register.model.objects.in_bulk({event.parent_id for event in events if event.parent_id})
    found = [*_edits(row, events, parents), *((event, _named(event), None) for event in aliases)]
    lines = [
        Line(event.pgh_created_at, who.of(event), *told, who.of(event, "approved_by"), at) for event, told, at in found
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]


def _edits(
    row: Named, events: list[Any], parents: dict[int, Any]
) -> Iterator[tuple[Any, tuple[str, str, str], int | None]]:
    ordered = sorted(events, key=lambda event: event.pgh_id)
    for before, event in reversed(list(pairwise(ordered))):  # of one moment, too, the newest first
        back: int | None = before.pgh_id
        for name in _FIELDS:
            if hasattr(event, name) and value(before, name) != value(event, name):
                field = row._meta.get_field(name.removesuffix("_id"))
                label = str(field.verbose_name)  # type: ignore[union-attr]  # columns all
                yield event, (label, _told(before, name, parents), _told(event, name, parents)), back
                back = None


def _told(event: Any, name: str, parents: dict[int, Any]) -> str:
    told = value(event, name)
    if name == "parent_id":
        return str(parents.get(told, "")) if told else ""
    return readable(event, name, told)


def _named(event: Any) -> tuple[str, str, str]:
    label = gettext("other name")
    return (label, event.name, "") if event.pgh_label == "delete" else (label, "", event.name)
