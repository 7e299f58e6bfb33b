"""The fields of a claim as people read them. In: what it says and what it said, or would say. Out: what differs.

Columns that are one thing to who reads, such as the bounds of a figure and its wording, are told as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from claims.models import Claim, PlaceRole
from claims.templatetags.formats import figure, period

FIGURE = ("value_low", "value_high", "approx")
PERIOD = ("event_from", "event_to", "event_precision")
ROWS = ("source", "series")


@dataclass(frozen=True)
class FieldChange:
    """One thing that a claim says otherwise; old and new as people read them, '' for nothing. name: of a column."""

    name: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class _Group:
    names: tuple[str, ...]
    words: Callable[[Any], str]
    label: Promise


_GROUPS = (
    _Group(FIGURE, figure, gettext_lazy("Figure")),
    _Group(PERIOD, period, gettext_lazy("Happened")),
)
_GROUP_OF = {name: group for group in _GROUPS for name in group.names}


def differences(old: Any, new: Any, names: Iterable[str]) -> Iterator[FieldChange]:
    """What differs of these columns. old, new: what has columns as attributes; one that it lacks says nothing.

    A group is told where its first column stands; column by column where its words do not show what differs.
    """
    told: set[str] = set()
    for name in names:
        if name in told:
            continue
        group = _GROUP_OF.get(name)
        if group and (before := _words(group, old)) != (after := _words(group, new)):
            told |= set(group.names)
            yield FieldChange(name, str(group.label), before, after)
        elif (was := _value(old, name)) != (now := _value(new, name)):
            yield FieldChange(name, capfirst(label_of(name)), was, now)


def _words(group: _Group, state: Any) -> str:
    return group.words(SimpleNamespace(**{name: getattr(state, name, None) for name in group.names}))


def _value(state: Any, name: str) -> str:
    return readable_value(name, getattr(state, name, None))


def readable_value(name: str, value: Any) -> str:
    """The value of a field of a claim as people read it, '' for nothing."""
    if name == "places":
        return "; ".join(f"{where} ({PlaceRole(role).label})" for where, role in value or ())
    if name in ROWS:
        return str(value or "")
    if value is None or value == "" or value is False:
        return ""
    if value is True:
        return gettext("yes")
    if isinstance(value, Decimal):
        return number_format(int(value) if value == int(value) else value.normalize(), force_grouping=True)
    if isinstance(value, date):
        return date_format(value)
    choices = dict(Claim._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # all others are columns
    return str(choices.get(value, value))


def label_of(name: str) -> str:
    """The name of a field of a claim."""
    if name == "places":
        return gettext("Places")
    return str(Claim._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # all others are columns
