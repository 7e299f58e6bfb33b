"""Columns of a row of the registry as plain data, and as people read them.

In: a row and the name of a column. Out: its value; JSON, and back again; words. An end of an office is one value with
how exact it is (`offices.Bound`), so that nobody sets the one without the other.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.formats import localize
from django.utils.translation import gettext

from claims.arranging import Stale
from claims.registry.kinds import Named
from claims.registry.offices import ENDS, Bound, bound_again, bound_of, set_bound, written


def column(row: Any, name: str) -> Field[Any, Any]:
    """The column of this name."""
    found: Field[Any, Any] = row._meta.get_field(name)
    return found


def value(row: Any, name: str) -> Any:
    """What the row, or an event of its history, has there."""
    return bound_of(row, name) if name in ENDS else getattr(row, name)


def put(row: Named, name: str, value: Any) -> None:
    """Set it, not saved."""
    if name in ENDS:
        set_bound(row, name, value)
    else:
        setattr(row, name, value)


def plain(row: Named, name: str, value: Any) -> Any:
    """The value as JSON: of a row its number, of a day and a fraction its text."""
    if value is None or isinstance(value, str | int | float):
        return value
    return value.pk if isinstance(column(row, name), ForeignKey) else str(value)


def value_of(row: Named, name: str, told: Any) -> Any:
    """The value again; raises `Stale` where the row that it names is gone."""
    field = column(row, name)
    if told is not None and name in ENDS:
        return bound_again(name, told)
    if told is None or not isinstance(field, ForeignKey):
        return field.to_python(told)
    found = field.related_model._default_manager.filter(pk=told).first()
    if found is None:
        raise Stale(gettext("What it was to be a part of does not exist any more."))
    return found


def fact(row: Named, name: str, value: Any) -> Any:
    """The value as JSON that outlives what it names: of a row its name, otherwise as `plain`."""
    return str(value) if isinstance(value, Model) else plain(row, name, value)


def fact_words(kind: Any, name: str, told: Any) -> str:
    """A fact as people of the page's language read it, '' for nothing. kind: a row with that column, or its model."""
    if told is None or told == "" or isinstance(column(kind, name), ForeignKey):
        return told or ""
    return readable(kind, name, bound_again(name, told) if name in ENDS else column(kind, name).to_python(told))


def readable(row: Any, name: str, value: Any) -> str:
    """The value as people read it, '' for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, Bound):
        return written(value)
    choices = dict(column(row, name).flatchoices)
    return str(choices.get(value) or localize(value))
