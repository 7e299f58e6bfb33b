"""Rows of tables as lines of PostgreSQL's COPY, with what is not given as the models' own defaults.

In: a model and the names of the columns that are given. Out: lines of text, one for each row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils import timezone

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def written(value: Any) -> str:
    """One value as COPY reads it."""
    kind = value.__class__
    if kind is str:  # most are, and have nothing to escape
        text = str(value)
        return text if text.isprintable() and "\\" not in text else text.translate(_ESCAPES)
    if value is None:
        return "\\N"
    if kind is bool:
        return "t" if value else "f"
    return "[]" if value == [] else str(value)


class Table:
    """Where rows of a model go. Columns that migrations add later take the model's default, never an error."""

    def __init__(self, model: type[models.Model], *given: str) -> None:
        fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.GeneratedField)]
        named = {f.attname: f for f in fields}
        others = [f for f in fields if f.attname not in given and not _by_database(f)]
        columns = [str(field.column) for field in (*(named[name] for name in given), *others)]
        self.name = model._meta.db_table
        quoted = ", ".join('"' + column + '"' for column in columns)
        self.copy = f"COPY {self.name} ({quoted}) FROM STDIN"
        self._rest = "".join(f"\t{written(_default(f))}" for f in others) + "\n"

    def line(self, values: Sequence[Any]) -> str:
        """Return the line of one row; `values` in the order of the given columns."""
        return (
            "\t".join(["\\N" if v is None else str(v) if v.__class__ is int else written(v) for v in values])
            + self._rest
        )


def _by_database(field: models.Field[Any, Any]) -> bool:
    return field.db_default is not models.NOT_PROVIDED


def _default(field: models.Field[Any, Any]) -> Any:
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return timezone.now()
    return field.get_default()
