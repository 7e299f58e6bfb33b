"""What an act upon topics and series is about and what that becomes: kept as facts, told in the reader's language.

A topic may have a name in English, and a series is called by what it counts, which each language has its own word for.
In: an arrangement. Out: JSON, and words again. What is called alike in every language is kept as that text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.models import Arrangement, Series, Topic

End = str | Mapping[str, Any]
Action = Arrangement.Action
_TOPIC = ("actor", "subject_class", "title", "title_en")
_SERIES = ("kind", "metric", "scope", "title", "title_en")


def ends_of(row: Arrangement, before: Topic | Series | None = None) -> tuple[End, End]:
    """What is arranged and what it becomes. before: of a naming, the topic or series as it was called until then."""
    if row.action == Action.MOVE:
        return row.what, facts_of(row.into_series) or row.into
    if row.action in (Action.NAME_TOPIC, Action.NAME_SERIES):
        named = facts_of(row.topic if row.action == Action.NAME_TOPIC else row.series)
        new = named | {"title": row.name, "title_en": row.name_en} if named else row.into
        return facts_of(before) or row.what, new
    if row.action == Action.MERGE_TOPICS:
        return facts_of(row.topic) or row.what, facts_of(row.into_topic) or row.into
    return facts_of(row.series) or row.what, facts_of(row.into_series) or row.into


def facts_of(row: Topic | Series | None) -> dict[str, Any]:
    """All that the row's name is made of; nothing of no row."""
    if row is None:
        return {}
    if isinstance(row, Series):
        return {name: getattr(row, name) for name in _SERIES} | {"topic": facts_of(row.topic)}
    return {name: getattr(row, name) for name in _TOPIC}


def end_words(end: End) -> str:
    """The name in the language of the page; a text stays as it is kept."""
    if isinstance(end, str):
        return end
    if "topic" in end:
        return str(Series(**{**end, "topic": Topic(**end["topic"])}))
    return str(Topic(**end))
