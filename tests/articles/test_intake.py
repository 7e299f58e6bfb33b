"""From files to stored articles, on a real PostgreSQL."""

import io
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone

from articles import copies, intake, storing
from articles.models import Article, Batch, BatchItem, Outlet
from articles.records import Reason
from articles.signals import articles_ready
from claims import runs
from tests.articles.samples import FOLDER, OUTCOMES

pytestmark = pytest.mark.django_db
State = BatchItem.State
TEXT = "Die Polizei zählte am Samstag rund 4.000 Teilnehmer, die Veranstalter sprachen von bis zu 9.000 Menschen."


@contextmanager
def announcements(capture):
    """Yield the list of ids that `articles_ready` announces inside of the block, which ends with a commit."""
    ids = []

    def note(article_ids, **_):
        ids.extend(article_ids)

    articles_ready.connect(note)
    try:
        with capture(execute=True):
            yield ids
    finally:
        articles_ready.disconnect(note)


def receive(*files, **options):
    """Return the batch of (name, bytes or text) files."""
    opened = [(name, io.BytesIO(data.encode() if isinstance(data, str) else data)) for name, data in files]
    return intake.receive(opened, user=None, origin=Batch.Origin.UPLOAD, **options)


def read_all(batch):
    """Read every item of the batch and return (state, reason) in order."""
    for pk in batch.items.values_list("pk", flat=True):
        storing.read_item(pk)
    return list(batch.items.order_by("position").values_list("state", "reason"))


def test_every_sample_ends_in_the_state_of_the_table():
    names = sorted(OUTCOMES)
    batch = receive(*((name, (FOLDER / name).read_bytes()) for name in names))
    expected = [row for name in names for row in OUTCOMES[name]]
    found = read_all(batch)
    for (state, reason), row in zip(found, expected, strict=True):
        if row[0] == "stored":
            assert state in (State.STORED, State.DUPLICATE)
        else:
            assert (state, reason) == tuple(row)
    # Some samples are versions of one page, and become one article.
    stored = set(batch.items.filter(state=State.STORED).values_list("article_id", flat=True))
    assert set(Article.objects.values_list("pk", flat=True)) == stored
    kept = batch.items.exclude(payload=None).order_by().values_list("state", flat=True)
    assert set(kept) == {State.SKIPPED}, "only what may be read again keeps its bytes"


def test_an_article_is_stored_whole_and_its_bytes_are_dropped():
    batch = receive(
        ("page.html", (FOLDER / "page.html").read_bytes()), ("front.md", (FOLDER / "front.md").read_bytes())
    )
    assert read_all(batch) == [(State.STORED, ""), (State.STORED, "")]
    page, front = (item.article for item in batch.items.select_related("article__outlet").order_by("position"))
    assert (page.outlet, page.outlet.domain) == (front.outlet, "bote.example")
    assert bytes(page.raw).startswith(b"<!DOCTYPE html>")
    assert front.raw is None
    assert (front.author, front.url) == ("A. Berg, B. Tal", "https://bote.example/pegel")
    assert (front.published_on, front.published_found) == (date(2024, 6, 5), "field")


def test_plain_text_is_kept_as_received_so_that_offsets_count_in_it():
    text = f"\n\n{TEXT}\n\nWERBUNG\n  {TEXT[:-1]}, hieß es.  \n"
    batch = receive(("a.txt", text.replace("\n", "\r\n")))
    read_all(batch)
    article = batch.items.get().article
    assert article.text == text
    assert [text[start:end] for start, end, _ in article.noise] == ["WERBUNG"]


def test_what_the_sender_says_of_all_counts_where_an_article_says_nothing():
    given = {"outlet": "Bote", "published": "2024-05-01"}
    batch = receive(("a.txt", TEXT), ("b.txt", f"22.10.2024\n{TEXT}"), given=given)
    read_all(batch)
    first, second = (item.article for item in batch.items.order_by("position"))
    assert (first.published_on, first.published_found, first.outlet.name) == (date(2024, 5, 1), "given", "Bote")
    assert (second.published_on, second.published_found) == (date(2024, 10, 22), "text")


def test_the_same_text_is_one_article_whoever_brings_it():
    batch = receive(("a.txt", TEXT), ("b.txt", TEXT.replace(" ", "\n")), ("c.txt", TEXT + " "))
    assert read_all(batch) == [(State.STORED, ""), (State.DUPLICATE, "copy"), (State.DUPLICATE, "copy")]
    article = Article.objects.get()
    assert set(batch.items.values_list("article_id", flat=True)) == {article.pk}


def test_an_article_is_announced_once_and_a_copy_not_at_all(django_capture_on_commit_callbacks):
    with announcements(django_capture_on_commit_callbacks) as ids:
        batch = receive(("a.txt", TEXT), ("b.txt", TEXT))
        read_all(batch)
        read_all(batch)
    assert ids == [Article.objects.get().pk]


def test_a_copy_that_knows_the_date_gives_it_to_the_article(django_capture_on_commit_callbacks):
    read_all(receive(("a.txt", TEXT)))
    with announcements(django_capture_on_commit_callbacks) as ids:
        read_all(receive(("b.json", f'{{"text": "{TEXT}", "date": "2024-10-22"}}')))
    article = Article.objects.get()
    assert ids == [article.pk]
    assert (article.published_on, article.published_found) == (date(2024, 10, 22), "field")
    read_all(receive(("c.json", f'{{"text": "{TEXT}", "date": "2020-01-01"}}')))
    article.refresh_from_db()
    assert article.published_on == date(2024, 10, 22)


def test_an_item_is_read_by_whoever_holds_its_lease_only():
    pk = receive(("a.txt", TEXT)).items.get().pk
    lease = storing.claim(pk)
    assert lease is not None
    assert storing.claim(pk) is None
    assert storing.read_item(pk) is None
    BatchItem.objects.filter(pk=pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    other = storing.claim(pk)
    assert other is not None
    with pytest.raises(storing.LeaseLost), transaction.atomic():
        storing.read_claimed(pk, lease)
    assert not Article.objects.exists()
    assert storing.read_claimed(pk, other) == State.STORED
    assert BatchItem.objects.get(pk=pk).attempts == 2


def test_an_error_of_ours_is_named_logged_and_can_be_retried(monkeypatch, caplog):
    batch = receive(("a.txt", TEXT))

    def fail(*_):
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(storing, "clean", fail)
    assert read_all(batch) == [(State.FAILED, Reason.INTERNAL)]
    item = batch.items.get()
    assert (item.retryable, item.detail, bytes(item.payload)) == (True, "ZeroDivisionError", TEXT.encode())
    assert "ZeroDivisionError: secret" in caplog.text


def test_a_database_that_is_down_leaves_the_item_to_the_sweeper(monkeypatch):
    batch = receive(("a.txt", TEXT))

    def fail(*_):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(copies, "store", fail)
    with pytest.raises(OperationalError):
        storing.read_item(batch.items.get().pk)
    item = batch.items.get()
    assert (item.state, item.attempts) == (State.RECEIVED, 1)


def test_an_outlet_is_known_by_name_or_domain():
    made = copies.outlet_for("Westerauer  Bote", "bote.example")
    assert copies.outlet_for("westerauer bote", "") == made
    assert copies.outlet_for("", "bote.example") == made
    assert copies.outlet_for("Bote am Sonntag", "bote.example") == made
    assert str(copies.outlet_for("", "anderer.example")) == "anderer.example"
    assert copies.outlet_for("", "") is None
    assert Outlet.objects.count() == 2
    assert copies.outlet_for("\ufdfa" * 200, "").name == "\ufdfa" * 200  # a letter whose sort key is eighteen


def test_a_failure_while_receiving_leaves_nothing():
    def files():
        yield "a.txt", io.BytesIO(TEXT.encode())
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        intake.receive(files(), user=None, origin=Batch.Origin.UPLOAD)
    assert not Batch.objects.exists()


def test_articles_are_deleted_after_their_days(settings):
    settings.RETENTION_DAYS = 30
    read_all(receive(("a.txt", TEXT)))
    assert Article.objects.get().delete_after == timezone.localdate() + timedelta(days=30)


def test_the_database_itself_allows_no_text_twice():
    read_all(receive(("a.txt", TEXT)))
    digest = Article.objects.get().content_hash
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.create(title="x", text="x", content_hash=digest)


def test_the_title_is_made_of_the_files_names():
    assert receive(("a.txt", TEXT), ("b.txt", TEXT)).title == "a.txt, b.txt"
    assert receive(*[(f"{n}.txt", TEXT) for n in range(5)]).title == "0.txt, 1.txt, 2.txt …"
    assert receive(("a.txt", TEXT), title="Montag").title == "Montag"


def test_the_log_says_what_came_in_and_when_it_was_done(caplog, django_capture_on_commit_callbacks):
    caplog.set_level("INFO")
    with django_capture_on_commit_callbacks(execute=True):
        batch = receive(("Geheim.txt", TEXT), ("b.txt", TEXT), ("c.exe", b"x"))
    [received] = [r for r in caplog.records if r.getMessage() == "batch received"]
    assert (received.batch, received.items, received.origin) == (batch.pk, 3, "upload")
    with django_capture_on_commit_callbacks(execute=True):
        read_all(batch)
    assert "batch finished" not in caplog.text, "the claims of the first are still to be read"
    with django_capture_on_commit_callbacks(execute=True):
        runs.settle_items(Article.objects.get().pk, State.EXTRACTED)
    [finished] = [r for r in caplog.records if r.getMessage() == "batch finished"]
    assert (finished.batch, finished.items) == (batch.pk, 3)
    assert (finished.extracted, finished.duplicate, finished.failed) == (1, 1, 1)
    assert "Geheim" not in "".join(str(vars(record)) for record in caplog.records)


def test_a_batch_without_anything_readable_is_finished_at_once(caplog, django_capture_on_commit_callbacks):
    caplog.set_level("INFO")
    with django_capture_on_commit_callbacks(execute=True):
        receive(("c.exe", b"x"))
    assert "batch finished" in caplog.text
