"""Pages of batches: filters, cancel, go on, retry by reason, delete with preview, bin."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone, translation

from articles import tasks
from articles.models import Batch, BatchItem
from articles.records import Reason
from articles.templatetags.pace import left_words, place_words, widths
from tests import factories
from tests.articles.test_intake import TEXT, receive

pytestmark = pytest.mark.django_db
State = BatchItem.State


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Collect the ids of enqueued batches, and the names of other envelopes."""
    envelopes: list[object] = []
    monkeypatch.setattr(tasks, "enqueue_batch", envelopes.append)
    monkeypatch.setattr(tasks, "send", lambda task, *args: envelopes.append(task.name))
    return envelopes


@pytest.fixture
def admin(client):
    """A browser whose user may bring and delete batches."""
    user = User.objects.create_user("ada", "ada@zeitung.example")
    names = ["add_batch", "view_batch", "delete_batch"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def text_of(response):
    return response.content.decode()


def failed(batch):
    """Let the first item fail for being slow, the second for being empty; the third waits."""
    ends = ((1, Reason.SLOW, True), (2, Reason.EMPTY, False))
    for position, reason, retryable in ends:
        batch.items.filter(position=position).update(state=State.FAILED, reason=reason, retryable=retryable)


def test_cancel_and_go_on_by_the_buttons_of_the_page(admin, sent):
    batch = receive(("a.txt", TEXT), ("b.txt", TEXT + "!"))
    page = batch.get_absolute_url()
    cancel, go_on = (reverse(f"articles:batch_{what}", args=[batch.pk]) for what in ("cancel", "go_on"))
    shown = text_of(admin.get(page))
    assert cancel in shown
    assert go_on not in shown
    assert "2 items will not be read" in text_of(admin.post(cancel, follow=True))
    shown = text_of(admin.get(page))
    assert cancel not in shown
    assert go_on in shown
    assert "2 items are read after all" in text_of(admin.post(go_on, follow=True))
    assert sent == [batch.pk]
    assert set(batch.items.values_list("state", flat=True)) == {State.RECEIVED}
    admin.post(cancel)
    assert "All items were read already" in text_of(admin.post(cancel, follow=True))


def test_items_are_found_by_state_reason_and_name(admin):
    batch = receive(("alpha.txt", TEXT), ("beta.txt", ""), ("gamma.txt", TEXT + "!"))
    failed(batch)
    page = batch.get_absolute_url()

    def names(query):
        return [item.name for item in admin.get(page + query).context["page"]]

    assert names("?state=failed") == ["alpha.txt", "beta.txt"]
    assert names("?reason=slow") == ["alpha.txt"]
    assert names("?state=failed&q=BETA") == ["beta.txt"]
    assert names("?q=nirgends") == []
    assert names("?state=unfug&q=%00") == ["alpha.txt", "beta.txt", "gamma.txt"]
    assert "nirgends" in text_of(admin.get(page + "?q=nirgends"))


def test_all_items_with_one_reason_are_tried_again(admin, sent):
    batch = receive(*((f"{n}.txt", f"{TEXT} {n}") for n in range(3)))
    for position, reason in ((1, Reason.SLOW), (2, Reason.SLOW), (3, Reason.INTERNAL)):
        batch.items.filter(position=position).update(state=State.FAILED, reason=reason, retryable=True)
    admin.post(reverse("articles:batch_retry", args=[batch.pk]), {"reason": Reason.SLOW})
    assert list(batch.items.order_by("position").values_list("state", flat=True)) == [
        State.RECEIVED,
        State.RECEIVED,
        State.FAILED,
    ]
    assert sent == [batch.pk]


def test_the_last_answer_of_the_progress_ends_the_polling_and_brings_the_rest_along(admin):
    batch = receive(("a.txt", TEXT))
    page, asked = batch.get_absolute_url(), {"HX-Request": "true", "HX-Target": "batch-progress"}
    running = text_of(admin.get(page, headers=asked))
    assert 'hx-trigger="every 1s"' in running
    assert "hx-swap-oob" not in running
    batch.items.update(state=State.FAILED, reason=Reason.SLOW, retryable=True)
    ended = text_of(admin.get(page, headers=asked))
    assert "hx-trigger" not in ended
    assert ended.count('hx-swap-oob="true"') == 2
    assert 'id="batch-actions"' in ended
    assert 'id="batch-reasons"' in ended


def test_deleting_shows_first_what_goes(admin):
    batch = receive(("a.txt", TEXT))
    article = factories.article()
    batch.items.update(state=State.EXTRACTED, article=article)
    address = reverse("articles:batch_delete", args=[batch.pk])
    assert admin.get(address).context["weight"].articles == 1
    assert Batch.objects.filter(pk=batch.pk).exists()
    shown = text_of(admin.post(address, follow=True))
    assert reverse("articles:batch_restore", args=[batch.pk]) in shown
    assert not Batch.objects.filter(pk=batch.pk).exists()
    assert admin.get(batch.get_absolute_url()).url == reverse("articles:bin")
    assert batch.title not in text_of(admin.get(reverse("articles:batches")))
    assert admin.post(address).status_code == 404
    admin.post(reverse("articles:batch_restore", args=[batch.pk]))
    assert batch.title in text_of(admin.get(reverse("articles:batches")))


def test_deleting_for_good_asks_for_the_purge_at_once(admin, sent):
    batch = receive(("a.txt", TEXT))
    purge, restore = (reverse(f"articles:batch_{what}", args=[batch.pk]) for what in ("purge", "restore"))
    admin.post(purge)  # not in the bin: nothing happens
    assert Batch.objects.filter(pk=batch.pk).exists()
    admin.post(reverse("articles:batch_delete", args=[batch.pk]))
    admin.post(purge)
    assert "articles.tasks.empty_bin" in sent
    assert "not in the bin any more" in text_of(admin.post(restore, follow=True))
    assert batch.title not in text_of(admin.get(reverse("articles:bin")))


def test_who_may_bring_but_not_delete_sees_no_such_button(client):
    user = User.objects.create_user("eva")
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    client.force_login(user)
    batch = receive(("a.txt", TEXT))
    address = reverse("articles:batch_delete", args=[batch.pk])
    assert address not in text_of(client.get(batch.get_absolute_url()))
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_buttons_about_items_of_deleted_batches_do_nothing(admin):
    batch = receive(("a.txt", TEXT))
    item = batch.items.get()
    batch.items.update(state=State.FAILED, reason=Reason.SLOW, retryable=True)
    admin.post(reverse("articles:batch_delete", args=[batch.pk]))
    assert admin.post(reverse("articles:item_retry", args=[item.pk])).status_code == 404
    item.refresh_from_db()
    assert item.state == State.FAILED


def test_batches_are_found_by_state_person_origin_day_and_title(admin):
    ada, ben = User.objects.get(username="ada"), User.objects.create_user("ben")
    one = Batch.objects.create(title="Montag", origin=Batch.Origin.UPLOAD, created_by=ada, finished_at=timezone.now())
    two = Batch.objects.create(title="Dienstag", origin=Batch.Origin.PASTE, created_by=ben)
    BatchItem.objects.create(batch=one, position=1, name="a", state=State.FAILED, reason=Reason.EMPTY)
    yesterday = timezone.now() - timedelta(days=1)
    Batch.objects.filter(pk=two.pk).update(created_at=yesterday)
    page = reverse("articles:batches")

    def found(query):
        return {batch.title for batch, _ in admin.get(page + query).context["rows"]}

    assert found("") == {"Montag", "Dienstag"}
    assert found("?state=running") == {"Dienstag"}
    assert found("?state=finished") == {"Montag"}
    assert found("?state=failed") == {"Montag"}
    assert found(f"?by={ben.pk}") == {"Dienstag"}
    assert found("?origin=paste") == {"Dienstag"}
    assert found(f"?from={timezone.localdate():%Y-%m-%d}") == {"Montag"}
    assert found(f"?to={timezone.localtime(yesterday):%Y-%m-%d}") == {"Dienstag"}
    assert found("?q=mon") == {"Montag"}
    assert found("?by=x&from=unfug&state=?") == {"Montag", "Dienstag"}
    assert "No upload passes these filters" in text_of(admin.get(page + "?q=nirgends"))


def test_pages_cost_few_queries(admin, django_assert_max_num_queries):
    batch = receive(*((f"{n}.txt", TEXT) for n in range(3)))
    failed(batch)
    pages = [batch.get_absolute_url(), reverse("articles:batches"), reverse("articles:notices")]
    pages += [reverse("articles:batch_delete", args=[batch.pk]), reverse("articles:bin")]
    for page in pages:
        with django_assert_max_num_queries(12):
            assert admin.get(page).status_code == 200


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3, "less than a minute left"),
        (70, "about 1 minute left"),
        (600, "about 10 minutes left"),
        (7300, "about 2 hours left"),
        (400_000, "about 5 days left"),
    ],
)
def test_time_left_is_told_as_roughly_as_it_is_known(seconds, words):
    with translation.override("en"):
        assert left_words(seconds) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("liste.csv#12", "liste.csv, row 12"),
        ("a.zip/b.jsonl.gz#3", "a.zip/b.jsonl.gz, record 3"),
        ("Artikel #12", "Artikel #12"),
        ("a.zip/b.txt", "a.zip/b.txt"),
    ],
)
def test_rows_and_records_are_told_in_words(name, words):
    with translation.override("en"):
        assert place_words(BatchItem(name=name)) == words


@pytest.mark.parametrize("numbers", [[1], [1999, 1], [1, 1, 1, 100_000], [3, 3, 3]])
def test_the_bar_is_full_and_shows_the_smallest_part(numbers):
    found = widths(numbers)
    assert sum(found) == 1000
    assert min(found) >= 6
