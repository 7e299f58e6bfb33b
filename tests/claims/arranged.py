"""What tests of arrangements share: two topics that may be one, reading anew, and rows with their numbers."""

from __future__ import annotations

from claims import recording, runs
from claims.models import Change, Claim, Series, Topic
from claims.records import PlaceRef, PlaceRole, SourceType
from tests import factories as make

PENTAGON = make.source("Pentagon", SourceType.GOVERNMENT)
KURSK = (PlaceRef("Kursk", PlaceRole.AT),)
ARMY = {"subject_class": "Truppen"}


def read(article, *records):
    """Let the machine read the article anew, and find these."""
    lease = runs.take(make.run(article).pk)
    assert lease
    assert recording.store(lease, records, "rules", "")


def topic(cls: str = "Soldaten") -> Topic:
    return Topic.objects.get(actor="Nordkorea", subject_class=cls)


def rows() -> tuple[list[object], ...]:
    """Rows with their numbers: what an exact undo must leave."""
    changes = Change.objects.values_list("claim", "previous", "what", "series", "day", "added_at")
    return (
        list(Topic.objects.order_by("pk").values_list()),
        list(Series.objects.order_by("pk").values_list()),
        list(Claim.objects.order_by("pk").values_list("pk", "series", "series_by_editor")),
        sorted(changes, key=repr),
    )
