"""Large uploads: kept by the request, made items by a worker, piece by piece, whatever is killed or full meanwhile."""

import errno
import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as project_settings
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, transaction
from django.urls import reverse
from django.utils import timezone

from articles import arrivals, binning, cancelling, finishing, inserting, intake, tasks
from articles.models import Arrival, Batch, BatchItem
from articles.progress import progress_of
from articles.records import Reason
from articles.staged import arriving, folders, uploads
from articles.views import api
from tests.articles.samples import zipped

pytestmark = pytest.mark.django_db
State = BatchItem.State
TEXT = "Die Polizei zählte am Samstag rund {}.000 Teilnehmer, die Veranstalter sprachen von viel mehr Menschen."
GONE = Arrival.DoesNotExist


class Killed(BaseException):
    """What ends a process."""


@pytest.fixture(autouse=True)
def small_pieces(settings, tmp_path, monkeypatch):
    settings.STAGING_DIR = tmp_path / "staging"
    settings.RECEIVE_AT_ONCE = 100
    monkeypatch.setattr(inserting, "CHUNK_ROWS", 4)
    monkeypatch.setattr(transaction, "on_commit", lambda work, using=None, robust=False: work())


def rows(count, first=0):
    return "\n".join(json.dumps({"text": TEXT.format(n)}) for n in range(first, first + count)).encode()


def upload(*files):
    """Return the batch of files (name, bytes) as the request leaves it."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return arriving.keep(sent, [(name, len(data)) for name, data in files], user=None)


def names(batch):
    return list(batch.items.order_by("position").values_list("name", flat=True))


def whole(batch, count):
    """Assert that the batch has these items, each once, and that nothing of the upload is left on the disk."""
    assert list(batch.items.order_by("position").values_list("position", flat=True)) == list(range(1, count + 1))
    assert len(set(names(batch))) == count
    assert not Arrival.objects.exists()
    assert not list(Path(project_settings.STAGING_DIR).iterdir())


def received(batch):
    """Return the batch, received to its end."""
    while arriving.receive_some(batch.pk):
        pass
    return batch


def test_a_large_upload_is_answered_at_once_and_becomes_items_in_a_worker(client, monkeypatch, settings):
    settings.RECEIVE_AT_ONCE = 1000
    asked = []

    def send(task, *args):
        asked.append((task.name, *args))
        return True

    monkeypatch.setattr(tasks, "send", send)
    ada = User.objects.create_user("ada")
    ada.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    client.force_login(ada)
    file = SimpleUploadedFile("viele.jsonl", rows(30))
    answer = client.post(reverse("articles:upload"), {"uploads": [file], "title": "Viele", "outlet": "Bote"})
    batch = Batch.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert (batch.items.count(), batch.title, asked) == (0, "Viele", [("articles.tasks.read_batch", batch.pk)])
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "0 items so far" in page or "0 Einträge" in page
    listed = client.get(reverse("articles:batches")).content.decode()
    assert "being received" in listed or "trifft ein" in listed
    tasks.read_batch(batch.pk)
    whole(batch, 30)
    assert batch.items.first().metadata["given"] == {"outlet": "Bote"}
    assert {name for name, *_ in asked} == {"articles.tasks.read_batch", "articles.tasks.read_items"}


def test_programs_are_told_that_more_is_to_come(rf):
    batch = upload(("a.jsonl", rows(6)))
    assert not api.described(rf.get("/"), batch)["finished"]
    received(batch).items.update(state=State.FAILED, reason=Reason.EMPTY)
    assert api.described(rf.get("/"), batch)["finished"]


def test_small_uploads_are_items_at_once():
    assert not arriving.is_large([("a.txt", 100)])
    assert arriving.is_large([("a.txt", 60), ("b.txt", 60)])
    assert arriving.is_large([("a.zip", 11)]), "what is packed may hold much more than its size"


def test_files_of_every_kind_come_in_their_order_with_their_faults():
    archive = zipped({f"{n}.txt": TEXT.format(n).encode() for n in range(6)} | {"bild.png": b"x"})
    batch = received(upload(("a.jsonl", rows(5)), ("leer.txt", b""), ("b.zip", archive), ("c.txt", rows(1, 90))))
    whole(batch, 14)
    assert names(batch)[4:8] == ["a.jsonl#5", "leer.txt", "b.zip/0.txt", "b.zip/1.txt"]
    failed = dict(batch.items.filter(state=State.FAILED).values_list("name", "reason"))
    assert failed == {"leer.txt": "empty", "b.zip/bild.png": "unsupported"}


@pytest.mark.parametrize("moment", range(1, 5))
def test_killed_at_any_piece_it_goes_on_where_it_stood(monkeypatch, moment):
    batch = upload(("a.jsonl", rows(7)), ("b.jsonl", rows(6, 50)))
    insert, pieces = inserting.insert, []

    def killed(items):
        pieces.append(insert(items))
        if len(pieces) == moment:
            raise Killed  # the piece is written and not committed

    monkeypatch.setattr(inserting, "insert", killed)
    with pytest.raises(Killed):
        arriving.receive_some(batch.pk)
    assert batch.items.count() == 4 * (moment - 1)
    monkeypatch.setattr(inserting, "insert", insert)
    assert not arriving.receive_some(batch.pk), "it stands under a lease"
    assert batch.items.count() == 4 * (moment - 1)
    later = timezone.now() + timedelta(minutes=5)
    assert arriving.due(later) == [batch.pk]
    assert arriving.due(later) == [], "a slow queue is not filled with it"
    whole(received(batch), 13)


def test_it_is_received_some_seconds_at_a_time(monkeypatch):
    monkeypatch.setattr(arriving, "SLICE_SECONDS", -1)
    clock = iter(range(10_000))
    # Each look at the clock is a second: what is read over again takes time, and is given twice that.
    monkeypatch.setattr(arriving, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    batch = upload(("a.jsonl", rows(40)))
    told = []
    while arriving.receive_some(batch.pk):
        told.append(batch.items.count())
    assert len(told) > 1
    assert told == sorted(set(told))
    whole(batch, 40)


def test_a_batch_is_not_finished_before_its_last_file_is():
    batch = upload(("leer.txt", b" " * 200), ("auch.txt", b" " * 200))
    assert not progress_of(batch.pk).finished
    assert finishing.stamp_missed() == 0
    received(batch)
    batch.refresh_from_db()
    assert progress_of(batch.pk).finished
    assert batch.finished_at


def test_stopped_it_says_which_files_are_missing_and_goes_on():
    batch = upload(("a.jsonl", rows(6)), ("b.jsonl", rows(3, 50)))
    arrival = arriving.claim(batch.pk)
    assert arrival
    parts = arriving.parts_of(arrival)
    found = [next(parts) for _ in range(4)]
    made = [intake.row_of(batch.pk, part, place.items, {}) for part, place in found if part]
    arriving.store(arrival, made, found[-1][1])
    assert cancelling.cancel(batch.pk, timezone.now()) == 5
    with pytest.raises(arriving.LeaseLost):
        arriving.store(arrival, [], found[-1][1])
    assert names(batch)[4:] == ["a.jsonl", "b.jsonl"]
    assert set(batch.items.values_list("state", "reason")) == {(State.CANCELLED, Reason.CANCELLED)}
    batch.refresh_from_db()
    progress = progress_of(batch.pk)
    assert batch.finished_at
    assert (progress.finished, progress.can_go_on) == (True, 6)
    assert cancelling.go_on(batch.pk, timezone.now()) == 6
    whole(received(batch), 9)
    assert set(batch.items.values_list("state", flat=True)) == {State.RECEIVED}


@pytest.mark.parametrize(("error", "reason"), [(ZeroDivisionError(), "internal"), (FileNotFoundError(), "files_gone")])
def test_what_cannot_go_on_ends_with_its_reason_and_may_be_tried_again(monkeypatch, error, reason):
    batch = upload(("a.jsonl", rows(6)))

    def fail(*_):
        raise error

    monkeypatch.setattr(arriving, "expand", fail)
    assert not arriving.receive_some(batch.pk)
    item = batch.items.get()
    assert (item.name, item.state, item.reason) == ("a.jsonl", State.FAILED, reason)
    assert progress_of(batch.pk).finished
    monkeypatch.undo()
    assert cancelling.go_on(batch.pk, timezone.now()) == 1


def test_what_kills_workers_is_given_up():
    batch = upload(("a.jsonl", rows(6)))
    for _ in range(arriving.MAX_ATTEMPTS):
        assert arriving.claim(batch.pk)
        arriving.due(timezone.now() + timedelta(hours=1))
    assert arriving.claim(batch.pk) is None
    assert list(batch.items.values_list("state", "reason")) == [(State.FAILED, Reason.GAVE_UP)]


def test_a_disk_that_is_full_is_told_and_waited_for(monkeypatch):
    batch = upload(("a.jsonl", rows(6)))
    full = OperationalError()
    full.__cause__ = OSError(errno.ENOSPC, "No space left on device")

    def fail(*_):
        raise full

    monkeypatch.setattr(inserting, "copy_in", fail)
    assert not arriving.receive_some(batch.pk)
    assert Arrival.objects.get().reason == Reason.NO_ROOM
    assert not progress_of(batch.pk).finished
    assert arriving.due(timezone.now()) == []
    monkeypatch.undo()
    assert arriving.due(timezone.now() + 2 * arriving.NO_ROOM_PAUSE) == [batch.pk]


def test_a_database_that_is_down_leaves_it_to_the_sweeper(monkeypatch):
    batch = upload(("a.jsonl", rows(6)))

    def fail(*_):
        raise OperationalError("server closed the connection")

    insert = inserting.insert
    monkeypatch.setattr(inserting, "insert", fail)
    with pytest.raises(OperationalError):
        arriving.receive_some(batch.pk)
    monkeypatch.setattr(inserting, "insert", insert)
    assert arriving.due(timezone.now() + timedelta(minutes=5)) == [batch.pk]
    whole(received(batch), 6)


def test_a_full_disk_in_the_request_keeps_nothing(monkeypatch, settings):
    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folders, "keep_one", fail)
    with pytest.raises(folders.NoRoom):
        upload(("a.jsonl", rows(6)))
    assert not Batch.objects.exists()
    assert not list(settings.STAGING_DIR.iterdir())


def test_in_the_bin_nothing_is_received_and_back_from_it_all_is():
    batch = upload(("a.jsonl", rows(6)))
    assert binning.delete(batch.pk, None, timezone.now())
    assert not arriving.receive_some(batch.pk)
    assert arriving.due(timezone.now() + timedelta(hours=1)) == []
    assert binning.restore(batch.pk)
    whole(received(batch), 6)


def test_files_lie_as_long_as_somebody_may_need_them(settings):
    batch = upload(("a.jsonl", rows(6)))
    settings.STAGING_SECONDS = -1
    uploads.sweep(timezone.now())
    assert folders.folder_of(batch.arrival.key).is_dir()
    assert arrivals.stop(batch.pk)
    uploads.sweep(timezone.now() + timedelta(hours=1))
    assert folders.folder_of(batch.arrival.key).is_dir()
    uploads.sweep(timezone.now() + 2 * arriving.KEPT)
    with pytest.raises(GONE):
        Arrival.objects.get(batch=batch)
    assert not list(settings.STAGING_DIR.iterdir())
