"""What must be true after whatever was done: history, registers, evidence, series, sums.

In: nothing but the database. Out: nothing, or an AssertionError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.models import Q

from articles.models import Article
from claims.history import history
from claims.membership import key_of, rules
from claims.models import Actor, Arrangement, Claim, ClaimPlace, Merge, Place, Proposal, Series, text_with
from claims.placing import meant_by
from claims.rebuilding import rebuild
from claims.revisions import meant_source, state_at
from tests.claims.test_sums import agree


def check_history() -> None:
    """All events, one after the other from nothing, make the rows as they are.

    The history tells nothing of articles that lie in the bin, whose claims stand in no series meanwhile.
    """
    for model in (Claim, ClaimPlace):
        assert replayed(model) == present(model)


def check_names() -> None:
    """Each claim stands with the end of the merges of whom it means; what was merged is named nowhere."""
    into = dict(Actor.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    for source, merged in Claim.objects.exclude(source=None).values_list("source", "merged_source"):
        assert source == end_of(merged or source, into)
        assert merged is None or merged in into
    into = dict(Place.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
    for place, merged in ClaimPlace.objects.values_list("place", "merged_place"):
        assert place == end_of(merged or place, into)
        assert merged is None or merged in into


def is_needed(made: Merge) -> bool:
    """Whether anything but the rename itself would miss the row that it made. Nobody sets values of rows here."""
    row = made.into_place
    assert row is not None
    history: Any = ClaimPlace.pgh_event_model
    said = set().union(*(meant_by([line]) for rows in (ClaimPlace, history) for line in rows.objects.all()))
    others = Merge.objects.exclude(pk=made.pk).filter(Q(place=row) | Q(into_place=row))
    asked = Proposal.objects.exclude(act="undo", step=made.step).filter(state="open", act__in=("names", "undo"))
    return (
        row.pk in {place for place, _ in said}
        or others.exists()
        or row.aliases.exists()
        or row.proposed.exists()
        or Place.objects.exclude(pk=made.place_id or 0).filter(Q(merged_into=row) | Q(parent=row)).exists()
        or any(f"place:{row.pk}" in proposal.about for proposal in asked)
    )


def check_evidence() -> None:
    """Each claim's offsets are those of its words in the text that has them, and its figure lies among these."""
    for claim in Claim.objects.select_related("article", "gone__revision").defer("search"):
        assert text_with(claim)[claim.start : claim.end] == claim.quote
        if claim.figure_start is not None and claim.figure_end is not None:
            assert claim.start <= claim.figure_start < claim.figure_end <= claim.end


def check_sums() -> None:
    """Changes and sums, kept up step by step, are those that all claims make anew."""
    agree()
    anew = rebuild(Series.objects.values_list("pk", flat=True), whole=True)
    assert (anew.added, anew.removed) == ([], [])


def check_last_versions() -> None:
    """The last line of each history is the claim as it is, and its way back is one to what it says."""
    for claim in Claim.objects.prefetch_related("places").defer("search"):
        last = history(claim.pk)[-1]
        events = Claim.pgh_event_model.objects.filter(pgh_obj_id=claim.pk)
        columns, _ = state_at(claim.pk, events.order_by("pgh_id").last().pgh_id)
        assert last.version <= claim.version
        now = {name: getattr(claim, name) for name in columns} | {"source_id": meant_source(claim)}
        assert columns == now


def end_of(number: int, into: Mapping[int, int | None]) -> int:
    """Where merges lead from here, step by step."""
    while further := into.get(number):
        number = further
    return number


def columns_of(model: Any) -> list[str]:
    """What the history keeps of a row."""
    kept = [field.attname for field in model.pgh_event_model._meta.concrete_fields]
    return [name for name in kept if not name.startswith("pgh_") and name != "search"]


def present(model: Any) -> dict[int, dict[str, Any]]:
    """The rows as they are."""
    return _seen(model, {row["id"]: row for row in model.objects.values(*columns_of(model))})


def replayed(model: Any) -> dict[int, dict[str, Any]]:
    """What all events make, from nothing; the last of a row says whether it is still there."""
    rows: dict[int, dict[str, Any]] = {}
    for event in model.pgh_event_model.objects.order_by("pgh_id").values("pgh_label", *columns_of(model)):
        if event.pop("pgh_label") == "delete":
            rows.pop(event["id"])
        else:
            rows[event["id"]] = event
    return _seen(model, rows)


def _seen(model: Any, rows: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
    if model is Claim:
        hidden = set(Article.everything.exclude(hidden_at=None).values_list("pk", flat=True))
        for row in rows.values():
            row["series_id"] = None if row["article_id"] in hidden else row["series_id"]
    return rows


def check_constraints() -> None:
    """What PostgreSQL would only look at when all of it is committed."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def check_arranged() -> None:
    """What was arranged and not undone is in force: merged rows hold nothing, pinned claims stand by their pin."""
    in_force = rules()
    for row in Arrangement.objects.in_force().select_related("topic", "series"):
        if row.action == Arrangement.Action.MERGE_TOPICS:
            assert row.topic.merged_into_id == row.into_topic_id
            assert not Claim.objects.filter(series__topic=row.topic).exists()
        elif row.action == Arrangement.Action.MERGE_SERIES:
            assert row.series.merged_into_id == row.into_series_id
            assert not row.series.claims.exists()
    for claim in Claim.objects.visible().standing().filter(pins__isnull=False).distinct():
        pin = claim.pins.select_related("series__topic").order_by("arrangement_id").last()
        assert claim.series_by_editor
        assert (key_of(claim.series) if claim.series else None) == (
            in_force.seat(key_of(pin.series)) if pin.series else None
        )
