"""Two workers at the same time, each with a connection of its own."""

import io
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles import copies, intake, storing
from articles.models import Article, Batch, BatchItem, Outlet
from articles.signals import articles_ready

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "Die Polizei zählte am Samstag rund {} Teilnehmer, die Veranstalter sprachen von viel mehr Menschen."


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch):
    """Articles are stored here, not read: no receiver may ask a broker for anything."""
    monkeypatch.setattr(articles_ready, "receivers", [])
    articles_ready.sender_receivers_cache.clear()


def at_once(jobs):
    """Run the jobs at the same moment in threads of their own and return what they return."""
    barrier = Barrier(len(jobs))

    def run(job):
        try:
            barrier.wait(60)
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def items(*texts):
    """Return the ids of one item for each text."""
    files = [(f"{number}.txt", io.BytesIO(text.encode())) for number, text in enumerate(texts)]
    batch = intake.receive(files, user=None, origin=Batch.Origin.UPLOAD)
    return list(batch.items.order_by("position").values_list("pk", flat=True))


@pytest.mark.parametrize("turn", range(3))
def test_one_item_is_read_by_one_of_four_readers(turn):
    [pk] = items(TEXT.format(turn))
    states = at_once([lambda: storing.read_item(pk)] * 4)
    assert sorted(states, key=str) == [None, None, None, "stored"]
    assert (Article.objects.count(), BatchItem.objects.get(pk=pk).attempts) == (1, 1)


def test_of_copies_read_at_once_one_is_stored():
    ids = items(*[TEXT.format(1)] * 4)
    states = at_once([lambda pk=pk: storing.read_item(pk) for pk in ids])
    assert sorted(states) == ["duplicate"] * 3 + ["stored"]
    assert set(BatchItem.objects.values_list("article_id", flat=True)) == {Article.objects.get().pk}


def test_a_copy_waits_for_the_other_writer_and_finds_its_row(monkeypatch):
    """Both writers look before either has written: only the unique index stands between them."""
    ids = items(*[TEXT.format(2)] * 2)
    both_have_looked = Barrier(2)
    create = copies.create

    def create_late(*args):
        both_have_looked.wait(60)
        return create(*args)

    monkeypatch.setattr(copies, "create", create_late)
    states = at_once([lambda pk=pk: storing.read_item(pk) for pk in ids])
    assert sorted(states) == ["duplicate", "stored"]


def test_an_outlet_that_two_articles_bring_at_once_is_made_once():
    files = [(f"{n}.md", io.BytesIO(f"---\noutlet: Bote\n---\n{TEXT.format(n)}".encode())) for n in range(4)]
    batch = intake.receive(files, user=None, origin=Batch.Origin.UPLOAD)
    ids = batch.items.values_list("pk", flat=True)
    assert at_once([lambda pk=pk: storing.read_item(pk) for pk in ids]) == ["stored"] * 4
    assert Outlet.objects.count() == 1
