"""Deeds upon topics and series: each line of `ARRANGED` does by its terms what `claims.arranging` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.auth.models import User

from claims import arranging
from claims.arranging.undoing import take_back
from claims.models import Arrangement, Series, Topic
from claims.reviewing.deeds import Does, Done
from claims.reviewing.ends import End, ends_of

FIGURES = ("claims", "sources", "came", "went")
MADE = frozenset({Arrangement.Action.SPLIT, Arrangement.Action.MOVE})  # they may make what they lead to
UNDO = "undo_arrangement"
Act = Callable[..., Arrangement]


def done_of(row: Arrangement, ends: tuple[End, End], made: frozenset[str] = frozenset()) -> Done:
    """What an arrangement did. made: names of rows that came to be by it, which a look ahead leaves nowhere."""
    names = [name for name in ("topic", "into_topic", "series", "into_series") if name not in made]
    rows = {name: getattr(row, f"{name}_id") for name in names}
    return Done(
        *ends,
        rows={name: number for name, number in rows.items() if number},
        figures={name: getattr(row, name) for name in FIGURES},
        members=tuple(row.pins.values_list("claim", flat=True).order_by("claim")) if row.action in MADE else (),
        arrangement=row,
    )


def _does(act: Act, made: frozenset[str], terms: Mapping[str, Any], user: User, why: str) -> Done:
    row = act(**terms, user=user, why=why)
    return done_of(row, ends_of(row), made)


def _names(act: Act, model: type[Topic | Series], terms: Mapping[str, Any], user: User, why: str) -> Done:
    related = ("topic",) if model is Series else ()
    before = model._default_manager.select_related(*related).filter(pk=terms["number"]).first()
    row = act(**terms, user=user, why=why)
    return done_of(row, ends_of(row, before))


def _undoes(terms: Mapping[str, Any], user: User, _: str) -> Done:
    related = ("topic", "series__topic", "into_topic", "into_series__topic")
    ends = ends_of(Arrangement.objects.select_related(*related).get(pk=terms["number"]))  # what it made may go with it
    row, linked = take_back(terms["number"], user)
    moved, rebuilt = linked.moved, linked.rebuilt
    row.claims, row.sources = len(moved), len({claim.source_id for claim in moved})
    row.came, row.went = len(rebuilt.added), len(rebuilt.removed)  # as of the undoing: the row itself keeps its own
    own = tuple(sorted(claim.pk for claim in moved)) if row.action in MADE else ()
    return replace(done_of(row, ends), members=own)


_NONE: frozenset[str] = frozenset()
ARRANGED: dict[str, Does] = {
    "name_topic": partial(_names, arranging.name_topic, Topic),
    "name_series": partial(_names, arranging.name_series, Series),
    "merge_topics": partial(_does, arranging.merge_topics, _NONE),
    "merge_series": partial(_does, arranging.merge_series, _NONE),
    "split_series": partial(_does, arranging.split_series, frozenset({"into_series", "into_topic"})),
    "move_claim": partial(_does, arranging.move_claim, _NONE),
    "move_to_new_topic": partial(_does, arranging.move_to_new_topic, frozenset({"into_series", "into_topic"})),
    UNDO: _undoes,
}
