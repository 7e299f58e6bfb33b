"""Items come into their table by COPY, with all that a saved row would have."""

import pytest
from django.utils import timezone

from articles import inserting
from articles.models import Batch, BatchItem

State = BatchItem.State


def item(**values):
    return BatchItem(batch_id=1, name="a", **values)


def test_chunks_are_short_and_small(monkeypatch):
    monkeypatch.setattr(inserting, "CHUNK_ROWS", 3)
    monkeypatch.setattr(inserting, "CHUNK_BYTES", 10)
    sizes = [1, 1, 1, 1, 20, 4, 6, None]
    rows = [item(position=number, payload=bytes(size) if size else None) for number, size in enumerate(sizes)]
    found = [[row.position for row in chunk] for chunk in inserting.chunks(iter(rows))]
    assert found == [[0, 1, 2], [3, 4], [5, 6], [7]]
    assert list(inserting.chunks([])) == []


@pytest.mark.django_db
def test_a_row_is_as_if_it_had_been_saved():
    batch = Batch.objects.create(title="x", origin=Batch.Origin.UPLOAD)
    metadata = {"fields": {"title": "Ü\t\\N \u2028 „x“"}, "given": {}}
    common = {"batch": batch, "name": "a\tb\\c ü", "metadata": metadata}
    rows = [
        BatchItem(position=1, payload=bytes(range(256)), **common),
        BatchItem(position=2, state=State.FAILED, reason="empty", detail="§", **common),
    ]
    saved = BatchItem(position=3, payload=b"x", **common)
    saved.save()
    assert inserting.insert(rows) == 2
    first, second, like = batch.items.order_by("position")
    own = {"id", "position", "payload", "state", "reason", "detail", "updated_at"}
    for field in BatchItem._meta.concrete_fields:
        if field.name not in own:
            assert getattr(first, field.attname) == getattr(like, field.attname), field.name
    assert first.payload is not None
    assert (bytes(first.payload), second.payload) == (bytes(range(256)), None)
    assert (second.state, second.reason, second.detail) == (State.FAILED, "empty", "§")
    assert abs((timezone.now() - first.updated_at).total_seconds()) < 60
