"""Columns of a row of the registry as plain data, and as people read them.

In: a row and the name of a column. Out: JSON, and back again; words.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Field, ForeignKey
from django.utils.formats import localize
from django.utils.translation import gettext

from claims.arranging import Stale
from claims.registry.kinds import Named


def column(row: Named, name: str) -> Field[Any, Any]:
    """The column of this name."""
    found: Field[Any, Any] = row._meta.get_field(name)  # type: ignore[assignment]  # columns all
    return found


def plain(row: Named, name: str, value: Any) -> Any:
    """The value as JSON: of a row its number, of a day and a fraction its text."""
    if value is None or isinstance(value, str | int | float):
        return value
    return value.pk if isinstance(column(row, name), ForeignKey) else str(value)


def value_of(row: Named, name: str, told: Any) -> Any:
    """The value again; raises `Stale` where the row that it names is gone."""
    field = column(row, name)
    if told is None or not isinstance(field, ForeignKey):
        return field.to_python(told)
    found = field.related_model._default_manager.filter(pk=told).first()
    if found is None:
        raise Stale(gettext("What it was to be a part of does not exist any more."))
    return found


def readable(row: Named, name: str, value: Any) -> str:
    """The value as people read it, '' for nothing."""
    if value is None or value == "":
        return ""
    choices = dict(column(row, name).flatchoices)
    return str(choices.get(value) or localize(value))
