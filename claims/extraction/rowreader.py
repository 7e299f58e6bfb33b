"""Lines of JSON → articles, with words about every line that is none.

In: lines as bytes or text. Out: (number, size, article or what is wrong with the line); empty lines are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any


class LineError(ValueError):
    """A line is no article; the message says why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the input; doc: its identifier as given, text or number."""

    doc: str | int
    text: str
    published: date | None
    title: str | None


def entries(lines: Iterable[str | bytes]) -> Iterator[tuple[int, int, Entry | LineError]]:
    """Every line that is not empty, numbered from 1."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield number, len(line), entry(line)
        except LineError as error:
            yield number, len(line), error


def entry(line: str | bytes) -> Entry:
    """The article of a line. Raises `LineError`."""
    try:
        row = json.loads(line.decode("utf-8-sig") if isinstance(line, bytes) else line)
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8 (byte {error.start + 1})") from None
    except (json.JSONDecodeError, RecursionError) as error:
        raise LineError(f"not JSON ({error})") from None
    if not isinstance(row, dict):
        raise LineError('not an object with "doc" and "text"')
    return Entry(identifier(row), words(row, "text") or "", day(words(row, "published")), words(row, "title"))


def identifier(row: dict[str, Any]) -> str | int:
    found = row.get("doc")
    if isinstance(found, bool) or not isinstance(found, str | int):
        raise LineError('"doc" is missing' if found is None else '"doc" is neither text nor a number')
    if "text" not in row:
        raise LineError('"text" is missing')
    return found


def words(row: dict[str, Any], name: str) -> str | None:
    found = row.get(name)
    if found is not None and not isinstance(found, str):
        raise LineError(f'"{name}" is no text')
    if found is None and name == "text":
        raise LineError('"text" is no text')
    return found


def day(written: str | None) -> date | None:
    """A day, of an ISO date or date and time."""
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        raise LineError(f'"published" is no date like 2025-03-12: {written!r}') from None
