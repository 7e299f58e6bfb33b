"""Pages of uploads and batches, as a browser with and without HTMX asks for them."""

from datetime import date
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles import storing, tasks
from articles.models import Article, Batch, BatchItem
from articles.records import Reason
from claims import runs
from tests import factories
from tests.articles.samples import FOLDER, zipped
from tests.articles.test_intake import TEXT, receive

pytestmark = pytest.mark.django_db
State = BatchItem.State


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Collect the ids of enqueued batches."""
    batches: list[int] = []
    monkeypatch.setattr(tasks, "enqueue_batch", batches.append)
    return batches


@pytest.fixture
def admin(client):
    """A browser whose user may bring batches."""
    user = User.objects.create_user("ada")
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    client.force_login(user)
    return client


def upload(client, *files, **fields):
    """Post (name, text) files."""
    sent_files = [SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data) for name, data in files]
    return client.post(reverse("articles:upload"), {"uploads": sent_files, **fields})


def urls(batch, item, article):
    """Return (method, address) of every page."""
    return [
        ("get", reverse("articles:batches")),
        ("get", reverse("articles:upload")),
        ("get", reverse("articles:paste")),
        ("get", reverse("articles:batch", args=[batch.pk])),
        ("post", reverse("articles:upload")),
        ("post", reverse("articles:paste")),
        ("get", reverse("articles:bin")),
        ("get", reverse("articles:notices")),
        ("get", reverse("articles:batch_delete", args=[batch.pk])),
        *(
            ("post", reverse(f"articles:batch_{what}", args=[batch.pk]))
            for what in ("cancel", "go_on", "watch", "delete", "restore", "purge")
        ),
        ("post", reverse("articles:batch_retry", args=[batch.pk])),
        ("post", reverse("articles:batch_dates", args=[batch.pk])),
        ("post", reverse("articles:item_retry", args=[item.pk])),
        ("post", reverse("articles:item_anyway", args=[item.pk])),
        ("post", reverse("articles:article_date", args=[article.pk])),
        ("get", reverse("articles:addresses")),
        ("get", reverse("articles:feeds")),
        ("get", reverse("articles:keys")),
        ("post", reverse("articles:item_right", args=[item.pk])),
        ("get", reverse("articles:look", args=[UUID(int=1)])),
        ("post", reverse("articles:look", args=[UUID(int=1)])),
        ("get", reverse("articles:columns", args=[UUID(int=1), 0])),
        ("post", reverse("articles:columns", args=[UUID(int=1), 0])),
        ("get", reverse("articles:undated")),
        ("post", reverse("articles:say")),
        ("post", reverse("articles:say_undo", args=[1])),
    ]


def test_only_those_who_may_bring_batches_see_anything(client):
    article = factories.article()
    item = factories.item(article)
    for method, url in urls(item.batch, item, article):
        assert getattr(client, method)(url).status_code == 302, url
    client.force_login(User.objects.create_user("ben"))
    for method, url in urls(item.batch, item, article):
        assert getattr(client, method)(url).status_code == 403, url


def test_many_files_become_one_batch(admin, sent):
    response = upload(admin, ("a.txt", TEXT), ("b.zip", zipped({"c.txt": TEXT, "d.exe": b"x"})), title="Montag")
    batch = Batch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert (batch.title, batch.origin, str(batch.created_by)) == ("Montag", "upload", "ada")
    assert [item.name for item in batch.items.order_by("position")] == ["a.txt", "b.zip/c.txt", "b.zip/d.exe"]
    assert sent == [batch.pk]


def test_what_is_said_of_all_files_reaches_their_articles(admin):
    upload(admin, ("a.txt", TEXT), outlet="Bote", published="2024-10-22")
    storing.read_item(BatchItem.objects.get().pk)
    article = Article.objects.get()
    assert (str(article.outlet), article.published_on) == ("Bote", date(2024, 10, 22))


def test_a_form_with_errors_keeps_what_was_typed(admin, settings):
    response = admin.post(reverse("articles:upload"), {"title": "Montag früh", "published": "2999-01-01"})
    assert response.status_code == 422
    assert b'value="Montag fr\xc3\xbch"' in response.content
    assert set(response.context["form"].errors) == {"uploads", "published"}
    settings.UPLOAD_LIMIT = 10
    assert set(upload(admin, ("a.txt", TEXT)).context["form"].errors) == {"uploads"}
    assert not Batch.objects.exists()


def test_a_pasted_article_keeps_every_character(admin, sent):
    text = f"  {TEXT}\n\n  {TEXT[:-1]}, hieß es. "
    fields = {
        "text": text,
        "title": "Titel",
        "outlet": "Bote",
        "published": "2024-10-22",
        "url": "https://bote.example/a",
    }
    admin.post(reverse("articles:paste"), fields)
    assert sent == [Batch.objects.get().pk]
    storing.read_item(BatchItem.objects.get().pk)
    article = Article.objects.get()
    assert article.text == text
    assert (article.title, str(article.outlet), article.url) == ("Titel", "Bote", "https://bote.example/a")
    assert (article.published_on, article.published_found) == (date(2024, 10, 22), "field")
    response = admin.post(reverse("articles:paste"), {**fields, "text": " \n "})
    assert response.status_code == 422
    assert b"https://bote.example/a" in response.content


def test_a_batch_page_says_what_happened_to_each_item(admin):
    batch = receive(("a.txt", TEXT), ("b.txt", ""), ("c.txt", TEXT))
    for item in batch.items.all():
        storing.read_item(item.pk)
    page = admin.get(batch.get_absolute_url()).content.decode()
    assert "Finished: 2 of 3<" in page
    assert "There is no text in it." in page
    assert "The same text was here before." in page
    assert Article.objects.get().get_absolute_url() in page


def test_progress_polls_while_something_is_unfinished_and_then_stops(admin):
    batch = receive(("a.txt", TEXT))
    url = batch.get_absolute_url()
    headers = {"HX-Request": "true", "HX-Target": "batch-progress"}
    running = admin.get(url, headers=headers)
    assert 'hx-trigger="every 1s"' in running.content.decode()
    assert "<html" not in running.content.decode()
    assert "HX-Target" in running["Vary"]
    storing.read_item(batch.items.get().pk)
    assert 'hx-trigger="every 1s"' in admin.get(url, headers=headers).content.decode()  # its claims are still read
    batch.items.update(state=State.EXTRACTED)
    done = admin.get(url, headers=headers).content.decode()
    assert 'hx-trigger="every' not in done
    assert "Finished: 1 of 1<" in done
    rows = admin.get(url, headers={**headers, "HX-Target": "batch-items"}).content.decode()
    assert 'id="batch-items"' in rows
    assert 'hx-trigger="every' not in rows


def test_the_figures_add_up_and_the_page_asks_few_questions(admin, django_assert_max_num_queries):
    batch = receive(*[(f"{n}.txt", f"{TEXT} {n}") for n in range(120)], ("leer.txt", ""))
    for item in batch.items.all()[:5]:
        storing.read_item(item.pk)
    with django_assert_max_num_queries(9):
        response = admin.get(batch.get_absolute_url())
    progress = response.context["progress"]
    assert sum(count.number for count in progress.counts) == progress.total == 121
    assert len(response.context["page"].object_list) == 100
    failed = admin.get(batch.get_absolute_url(), {"state": "failed"})
    assert [item.name for item in failed.context["page"]] == ["leer.txt"]
    assert admin.get(batch.get_absolute_url(), {"state": "x", "page": "99"}).context["page"].number == 2


def test_one_or_all_failed_items_are_tried_again(admin, sent):
    batch = receive(("a.txt", TEXT), ("b.txt", TEXT + "!"), ("c.txt", ""))
    first, second, _ = batch.items.order_by("position")
    batch.items.filter(pk__in=[first.pk, second.pk]).update(state=State.FAILED, reason=Reason.INTERNAL, retryable=True)
    assert "Try 2 failed items again" in admin.get(batch.get_absolute_url()).content.decode()
    admin.post(reverse("articles:item_retry", args=[first.pk]))
    states = list(batch.items.order_by("position").values_list("state", flat=True))
    assert states == [State.RECEIVED, State.FAILED, State.FAILED]
    admin.post(reverse("articles:batch_retry", args=[batch.pk]))
    states = list(batch.items.order_by("position").values_list("state", flat=True))
    assert states == [State.RECEIVED, State.RECEIVED, State.FAILED]
    assert sent == [batch.pk, batch.pk]


def test_an_item_skipped_for_its_language_can_be_read_anyway(admin, sent):
    batch = receive(("a.txt", (FOLDER / "english.txt").read_bytes()), ("b.txt", TEXT))
    for item in batch.items.all():
        storing.read_item(item.pk)
    skipped = batch.items.get(position=1)
    address = reverse("articles:item_anyway", args=[skipped.pk])
    page = admin.get(batch.get_absolute_url()).content.decode()
    assert page.count("Read anyway") == 1
    assert f'action="{address}"' in page
    assert admin.get(address).status_code == 405
    assert admin.post(address).url == batch.get_absolute_url()
    assert sent == [batch.pk]
    assert storing.read_item(skipped.pk) == State.STORED
    assert "Read anyway" not in admin.get(batch.get_absolute_url()).content.decode()


def test_dates_are_said_for_one_article_or_all_undated_ones(admin):
    batch = receive(("a.txt", TEXT), ("b.txt", TEXT + "!"), ("c.txt", f"1.5.2024\n{TEXT}"))
    for item in batch.items.all():
        storing.read_item(item.pk)
    batch.items.update(state=State.EXTRACTED)
    first, second, third = (item.article for item in batch.items.order_by("position"))
    response = admin.post(
        reverse("articles:article_date", args=[first.pk]), {"published": "2024-10-22", "next": "https://evil.example/"}
    )
    assert response.url == first.get_absolute_url()
    runs.settle_items(first.pk, State.EXTRACTED)
    assert "1 article has no date of publication" in admin.get(batch.get_absolute_url()).content.decode()
    admin.post(reverse("articles:batch_dates", args=[batch.pk]), {"published": "2024-10-23"})
    days = [Article.objects.get(pk=article.pk).published_on for article in (first, second, third)]
    assert days == [date(2024, 10, 22), date(2024, 10, 23), date(2024, 5, 1)]
    tomorrow = timezone.localdate().replace(year=2999).isoformat()
    admin.post(reverse("articles:article_date", args=[first.pk]), {"published": tomorrow})
    assert Article.objects.get(pk=first.pk).published_on == date(2024, 10, 22)


def test_a_batch_whose_articles_got_a_date_shows_that_they_are_read_again(admin):
    batch = receive(("a.txt", TEXT), ("b.txt", ""))
    for item in batch.items.all():
        storing.read_item(item.pk)
    batch.items.filter(state=State.STORED).update(state=State.EXTRACTED)
    assert 'hx-trigger="every' not in admin.get(batch.get_absolute_url()).content.decode()
    response = admin.post(reverse("articles:batch_dates", args=[batch.pk]), {"published": "2024-10-23"}, follow=True)
    progress = response.context["progress"]
    assert (progress.done, progress.total, sum(count.number for count in progress.counts)) == (1, 2, 2)
    page = response.content.decode()
    assert "stored, claims being read" in page
    assert 'hx-trigger="every 1s"' in page
    runs.settle_items(Article.objects.get().pk, State.EXTRACTED)
    assert 'hx-trigger="every' not in admin.get(batch.get_absolute_url()).content.decode()


def test_the_list_of_batches_costs_the_same_for_one_and_for_many(admin, django_assert_max_num_queries):
    for number in range(6):
        receive((f"{number}.txt", f"{TEXT} {number}"), ("leer.txt", ""))
    with django_assert_max_num_queries(8):
        page = admin.get(reverse("articles:batches")).content.decode()
    assert page.count(">1 failed<") == 6
    assert page.count("?state=failed") == 6


def test_every_reason_has_its_words():
    from articles.reasons import SENTENCES, sentence

    assert set(SENTENCES) == set(Reason)
    assert sentence(Reason.LANGUAGE, "fr") == "The article is in French, not in German."
    assert sentence(Reason.LANGUAGE, "xx") == "The article is in xx, not in German."
    assert sentence(Reason.BAD_JSON, "x: 1:2") == "This is no valid JSON. (x: 1:2)"


def test_the_admin_site_shows_what_came_in(client):
    article = factories.article()
    factories.item(article)
    client.force_login(User.objects.create_superuser("root"))
    for model in ("outlet", "article", "batch", "batchitem"):
        assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200, model
    assert client.get(reverse("admin:articles_article_change", args=[article.pk])).status_code == 200
    assert client.get(reverse("admin:articles_article_add")).status_code == 403


def test_numbers_are_written_for_people_in_words_and_for_machines_in_attributes(admin):
    article = factories.article(published=None)
    item = factories.item(article, State.EXTRACTED)
    BatchItem.objects.filter(pk=item.pk).update(id=1234567)
    same = {"batch": item.batch, "name": "x", "state": State.SKIPPED, "reason": "language"}
    BatchItem.objects.bulk_create([BatchItem(position=number, **same) for number in range(2, 1201)])
    page = admin.get(item.batch.get_absolute_url()).content.decode()
    assert "Finished: 1,200 of 1,200<" in page
    assert 'aria-label="1 read, 1,199 skipped"' in page
    assert 'id="item-1234567"' in page
    assert "page=1#item-1234567" in page
