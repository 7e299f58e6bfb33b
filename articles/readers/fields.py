"""Which column or key means what.

In: a mapping as files have it, with any value types. Out: strings under our own field names.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

SEPARATORS = str.maketrans("", "", " -_.\t/:*()\xa0\u200b")
NESTED_NAME = ("name", "title", "titel")


@cache
def names() -> dict[str, str]:
    """Return every known name of a field, normalised, to the name we use."""
    table = tomllib.loads(files("articles.readers").joinpath("fields.toml").read_text(encoding="utf-8"))
    return {normal(alias): field for field, aliases in table.items() for alias in aliases}


def normal(name: str) -> str:
    """Return a column name as it is compared: lower case, no separators, no byte order mark."""
    return name.strip("\ufeff \t\"'").casefold().translate(SEPARATORS)


def known(columns: Iterable[str]) -> set[str]:
    """Return which of our fields the columns name."""
    return {names()[normal(column)] for column in columns if normal(column) in names()}


def mapped(row: Mapping[Any, Any]) -> dict[str, str]:
    """Return the row's known fields as clean strings; the first non-empty column of a field wins."""
    fields: dict[str, str] = {}
    for key, value in row.items():
        field = names().get(normal(key)) if isinstance(key, str) else None
        if field and not fields.get(field):
            fields[field] = plain(value)
    return {field: value for field, value in fields.items() if value}


def plain(value: Any) -> str:
    """Return a scalar, a list of scalars or an object's name as one string; anything else is nothing.

    Deeper values are never written out: a YAML document of aliases grows without bound when printed.
    """
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, (scalar(part) for part in value[:20])))
    if isinstance(value, Mapping):
        return next(filter(None, (scalar(value.get(key)) for key in NESTED_NAME)), "")
    return scalar(value)


def scalar(value: Any) -> str:
    """Return a single value as text that UTF-8 and PostgreSQL can hold."""
    if value is None or isinstance(value, bool | list | tuple | dict | set | bytes):
        return ""
    return str(value).encode("utf-8", "replace").decode("utf-8").replace("\x00", "").strip()
