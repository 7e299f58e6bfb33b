"""Who set what of an actor or a place, and when. In: a row. Out: lines, the newest first; from rows of triggers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.registry.kinds import Named, register_of

SHOWN = 30
_FIELDS = ("name", "type", "kind", "country", "parent_id", "office", "held_from", "held_until", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class Line:
    """user: None where the machine did it. what: the field; old and new as people read them, '' for nothing."""

    at: datetime
    user: User | None
    what: str
    old: str
    new: str


def history_of(row: Named) -> list[Line]:
    """The latest lines; merges are told by their steps. Four queries."""
    register = register_of(row)
    events = list(register.model.pgh_event_model.objects.filter(pgh_obj_id=row.pk).select_related("pgh_context"))
    names = register.alias.pgh_event_model.objects.filter(**{register.word: row.pk}).select_related("pgh_context")
    aliases = list(names)
    users = User.objects.in_bulk({pk for event in (*events, *aliases) if (pk := _user(event))})
    parents = register.model.objects.in_bulk({event.parent_id for event in events if event.parent_id})
    lines = [Line(e.pgh_created_at, users.get(_user(e) or 0), *told) for e, told in _edits(row, events, parents)]
    lines += [Line(e.pgh_created_at, users.get(_user(e) or 0), *_named(e)) for e in aliases]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:SHOWN]


def _edits(row: Named, events: list[Any], parents: dict[int, Any]) -> Iterator[tuple[Any, tuple[str, str, str]]]:
    ordered = sorted(events, key=lambda event: event.pgh_id)
    for before, event in zip(ordered, ordered[1:], strict=False):
        for name in _FIELDS:
            if getattr(before, name, None) != getattr(event, name, None):
                field = row._meta.get_field(name.removesuffix("_id"))
                label = str(field.verbose_name)  # type: ignore[union-attr]  # columns all
                yield event, (label, _told(before, name, parents), _told(event, name, parents))


def _told(event: Any, name: str, parents: dict[int, Any]) -> str:
    value = getattr(event, name)
    if name == "parent_id":
        return str(parents.get(value, "")) if value else ""
    choices = dict(event._meta.get_field(name).flatchoices)
    return str(choices.get(value, value)) if value not in (None, "") else ""


def _named(event: Any) -> tuple[str, str, str]:
    label = gettext("other name")
    return (label, event.name, "") if event.pgh_label == "delete" else (label, "", event.name)


def _user(event: Any) -> int | None:
    number = (event.pgh_context.metadata if event.pgh_context else {}).get("user")
    return number if isinstance(number, int) else None
