"""What an act must make of a claim, worked out from what it said before and what was asked for.

In: what a claim says (`book.Said`), changes as in `corrections.EDITABLE`. Out: what it has to say then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from claims.models import Actor, ActorAlias, Claim, Place, PlaceAlias, text_with
from tests.claims.promises.book import Book, Said, same
from tests.claims.promises.truths import end_of

NO_FIGURE = {"metric": "", "approx": "", "value_low": None, "value_high": None, "former": None, "takes_back": False}
STILL = {"review", "rejected_for", "note"}


def corrected(before: Said, changes: Mapping[str, Any]) -> Said:
    """What one claim says after a correction."""
    wanted = {name: value for name, value in changes.items() if name not in ("review", "places", "source_type")}
    after = before | {name: value for name, value in wanted.items() if name not in ("source", "quote_from")}
    if "source" in changes:
        after["source"] = source_of(changes["source"])
    if "places" in changes:
        after["places"] = places_of(before, changes["places"])
    if changes.get("kind") in ("location", "statement"):
        after |= NO_FIGURE
    if {"event_from", "event_to"} & set(changes) and "event_precision" not in changes:
        after["event_precision"] = _precision(after["event_from"], after["event_to"])
    return after | _review(before, after, changes.get("review"))


def _precision(start: date | None, end: date | None) -> str:
    if start and end:
        return "day" if start == end else "range"
    return "open" if start or end else "unknown"


def _review(before: Said, after: Said, decision: str | None) -> Said:
    if decision:
        return {"review": decision} | ({} if decision == "rejected" else {"rejected_for": ""})
    untouched = same({**before, "note": "", "rejected_for": ""}, {**after, "note": "", "rejected_for": ""})
    return {} if untouched else {"review": "corrected", "rejected_for": ""}


def set_of_many(now: Mapping[int, Said], chosen: Iterable[int], changes: Mapping[str, Any]) -> dict[int, Said]:
    """What those claims say that a decision about many changes."""
    review = changes.get("review", "corrected")
    columns = {name: value for name, value in changes.items() if name != "source"} | {"review": review}
    if review != "rejected":
        columns["rejected_for"] = ""
    if "source" in changes:
        columns["source"] = source_of(changes["source"])
    asked = set(columns) - (STILL if review == "corrected" else set())
    found = {}
    for pk in chosen:
        if any(now[pk][name] != columns[name] for name in asked):
            found[pk] = now[pk] | columns
    return found


def as_printed_now(pk: int, now: Said, then: Said) -> Said:
    """What a claim says that is as it was then, with evidence from the text as it is: words that are gone stay away."""
    claim = Claim.objects.select_related("article", "gone__revision").get(pk=pk)
    return then if then["quote"] in text_with(claim) else then | {"quote": now["quote"]}


def taken_back(book: Book, pk: int, then: Said) -> Said:
    """What a claim says again that somebody took back to a former version.

    Going back to what the machine read last gives it back to the machine; an older reading is a person's choice.
    """
    after = as_printed_now(pk, book.now[pk], then)
    if after["review"] == "machine" and not same(after, as_printed_now(pk, book.now[pk], book.read[pk])):
        return after | {"review": "corrected"}
    return after


def source_of(name: str) -> int | None:
    """Whom the name means."""
    if not name:
        return None
    alias = ActorAlias.objects.filter(name=name).first()
    return alias.actor_id if alias else Actor.objects.get(name=name).pk


def places_of(before: Said, wanted: Iterable[tuple[str, str]]) -> set[tuple[int, str]]:
    """Which places the claim names: those that it has already, by whatever name, stay as they are."""
    into = dict(Place.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    held: dict[tuple[int, str], set[tuple[int, str]]] = {}
    for number, role in before["places"]:
        held.setdefault((end_of(number, into), role), set()).add((number, role))
    asked: dict[tuple[int, str], set[tuple[int, str]]] = {}
    for name, role in wanted:
        alias = PlaceAlias.objects.filter(name=name).first()
        number = alias.place_id if alias else Place.objects.get(name=name).pk
        asked.setdefault((end_of(number, into), role), set()).add((number, role))
    return set().union(*(held.get(key, meant) for key, meant in asked.items()))
