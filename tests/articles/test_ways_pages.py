"""Pages of web addresses, news feeds and keys, and marks of reservations, as people meet them."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from articles import by_address, feeding, storing, tasks
from articles.models import ApiToken, Article, Batch, BatchItem, Feed
from articles.readers.addresses import Address, listed
from articles.records import LATER, RETRYABLE, Reason, Refused
from tests import factories
from tests.articles.making import page as article_page
from tests.articles.test_intake import receive

pytestmark = pytest.mark.django_db
State = BatchItem.State


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    """Collect (task's name, id) of what is enqueued."""
    found: list[tuple[str, int]] = []
    monkeypatch.setattr(tasks, "enqueue_batch", lambda pk: found.append(("batch", pk)))
    monkeypatch.setattr(tasks.poll_feed, "delay", lambda pk: found.append(("feed", pk)))
    return found


@pytest.fixture
def admin(client):
    user = User.objects.create_user("ada")
    user.user_permissions.set(Permission.objects.filter(codename__in=["add_batch", "view_batch"]))
    client.force_login(user)
    return client


def everything(pk):
    """Return (method, address) of every page of these ways."""
    named = [("get", "addresses"), ("post", "addresses"), ("get", "feeds"), ("post", "feeds"), ("get", "keys")]
    of_one = [("get", "feed_change"), ("post", "feed_change"), ("post", "feed_poll"), ("post", "feed_pause")]
    of_one += [("post", "feed_delete"), ("post", "key_revoke"), ("post", "item_right")]
    return [(method, reverse(f"articles:{name}")) for method, name in [*named, ("post", "keys")]] + [
        (method, reverse(f"articles:{name}", args=[pk])) for method, name in of_one
    ]


@pytest.mark.parametrize(("group", "status"), [(None, 302), ("", 403), ("analyst", 403), ("editor", 403)])
def test_only_those_who_may_bring_batches_see_anything(client, group, status):
    if group is not None:
        user = User.objects.create_user("ben")
        user.groups.set(user.groups.model.objects.filter(name=group))
        client.force_login(user)
    for method, url in everything(1):
        assert getattr(client, method)(url).status_code == status, url


def test_every_way_leads_to_the_others_and_asks_few_questions(admin, django_assert_max_num_queries):
    for number in range(5):
        Feed.objects.create(url=f"https://zeitung.example/{number}", worked_at=timezone.now())
        ApiToken.objects.create(user=User.objects.get(), name=f"{number}", digest=f"{number}")
    for name in ("upload", "paste", "addresses", "feeds", "keys"):
        with django_assert_max_num_queries(9):
            page = admin.get(reverse(f"articles:{name}")).content.decode()
        assert page.count('aria-current="page"') == 2, name
        assert all(reverse(f"articles:{other}") in page for other in ("upload", "paste", "addresses", "feeds", "keys"))


def test_typed_and_uploaded_addresses_become_one_batch(admin, sent):
    table = "Link;Titel;Zeitung;Datum\nhttps://bote.example/1;Eins;Bote;1.6.2024\nhttps://zeitung.example/2;;;\n"
    response = admin.post(
        reverse("articles:addresses"),
        {
            "addresses": "# von heute\nhttps://zeitung.example/2\n\n <https://zeitung.example/3>\nkein Link\n",
            "file": SimpleUploadedFile("liste.csv", table.encode("cp1252")),
            "outlet": "Blatt",
        },
    )
    batch = Batch.objects.get()
    assert (response.url, sent) == (batch.get_absolute_url(), [("batch", batch.pk)])
    assert (batch.origin, str(batch.created_by), batch.title) == ("urls", "ada", "zeitung.example, bote.example")
    items = list(batch.items.order_by("position"))
    assert [item.name for item in items] == [
        "https://zeitung.example/2", "https://zeitung.example/3", "kein Link", "https://bote.example/1",
    ]  # fmt: skip
    assert [item.reason for item in items] == ["", "", Reason.BAD_ADDRESS, ""]
    assert items[3].metadata["fields"] == {"title": "Eins", "outlet": "Bote", "published": "1.6.2024"}
    assert items[0].metadata["given"] == {"outlet": "Blatt"}


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"title": "leer"}, {"addresses"}),
        ({"addresses": "# nur ein Kommentar"}, {"addresses"}),
        ({"file": SimpleUploadedFile("a.txt", b"\x89PNG" * 99)}, {"file"}),
        ({"addresses": "https://a.example/", "published": "2999-01-01"}, {"published"}),
        ({"addresses": "\n".join(f"https://a.example/{n}" for n in range(10_001))}, {"addresses"}),
    ],
)
def test_lists_that_cannot_be_taken_say_why_and_stay(admin, data, wrong):
    response = admin.post(reverse("articles:addresses"), data)
    assert (response.status_code, set(response.context["form"].errors)) == (422, wrong)
    assert not Batch.objects.exists()


def test_a_list_is_a_table_only_where_its_head_names_the_addresses():
    assert listed(b"https://a.example/?q=1,2\nhttps://b.example/") == [
        Address("https://a.example/?q=1,2"), Address("https://b.example/"),
    ]  # fmt: skip
    assert listed("\ufeffURL\nhttps://a.example/\n".encode()) == [Address("https://a.example/")]
    for data in (b"", b"\n\n", b"url\n"):
        with pytest.raises(Refused):
            listed(data)


def test_a_reserved_page_is_fetched_by_right_and_the_note_is_asked_for(admin, sent):
    batch = by_address.receive([Address("https://zeitung.example/a")], user=None)
    item = batch.items.get()
    reservation = {"how": "tdmrep.json", "policy": "https://zeitung.example/tdm"}
    BatchItem.objects.update(
        state=State.SKIPPED, reason=Reason.RESERVED, metadata={**item.metadata, "reservation": reservation}
    )
    page = admin.get(batch.get_absolute_url()).content.decode()
    assert 'href="https://zeitung.example/tdm"' in page
    address = reverse("articles:item_right", args=[item.pk])
    assert address in page
    refused = admin.post(address, {"note": " "}, follow=True)
    assert "Say by which right" in refused.content.decode()
    admin.post(address, {"note": "Lizenz 7"})
    item.refresh_from_db()
    assert (item.state, item.metadata["right"]["note"], item.metadata["right"]["by"]) == ("received", "Lizenz 7", "ada")
    assert sent == [("batch", batch.pk)]


def test_who_waits_for_a_site_is_told_until_when(admin):
    batch = by_address.receive([Address("https://zeitung.example/a")], user=None)
    item = batch.items.get()
    turn = timezone.now().replace(hour=11, minute=5).isoformat()
    BatchItem.objects.update(metadata={**item.metadata, "turn": turn}, lease_until=timezone.now())
    assert "waits for its turn at the site" in admin.get(batch.get_absolute_url()).content.decode()


def test_the_article_of_a_reserving_page_says_so(admin):
    marked = article_page(1).replace(
        "<head>",
        '<head><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="javascript:alert(1)">',
    )
    storing.read_item(receive(("a.html", marked)).items.get().pk)
    page = admin.get(Article.objects.get().get_absolute_url()).content.decode()
    assert "The page reserves text and data mining (&lt;meta name=&quot;tdm-reservation&quot;&gt;)" in page
    assert "javascript:alert" not in page
    other = factories.article()
    assert "reserves" not in admin.get(other.get_absolute_url()).content.decode()


def test_a_feed_is_added_changed_paused_asked_and_deleted(admin, sent):
    data = {"url": "HTTPS://Zeitung.example/feed#x", "minutes": "30", "take": "auto", "outlet": "Bote"}
    admin.post(reverse("articles:feeds"), data)
    feed = Feed.objects.get()
    assert (feed.url, feed.minutes, str(feed.created_by)) == ("https://zeitung.example/feed", 30, "ada")
    assert sent == [("feed", feed.pk)]
    assert admin.post(reverse("articles:feeds"), data).status_code == 422, "it is there already"

    Feed.objects.update(etag='"1"', failures=3, reason=Reason.TOO_SLOW, found=7)
    change = reverse("articles:feed_change", args=[feed.pk])
    admin.post(change, {**data, "minutes": "45"})
    feed.refresh_from_db()
    assert (feed.minutes, feed.etag, feed.failures, feed.found) == (45, '"1"', 3, 7)
    page = admin.get(reverse("articles:feeds")).content.decode()
    assert "failed 3 times" in page
    assert "The server took too long to answer." in page
    admin.post(change, {**data, "url": "https://zeitung.example/neu"})
    feed.refresh_from_db()
    assert (feed.url, feed.etag, feed.failures) == ("https://zeitung.example/neu", "", 0)

    admin.post(reverse("articles:feed_pause", args=[feed.pk]))
    assert feeding.due(timezone.now()) == []
    assert "paused" in admin.get(reverse("articles:feeds")).content.decode()
    admin.post(reverse("articles:feed_poll", args=[feed.pk]))
    assert sent[-1] == ("feed", feed.pk)
    admin.post(reverse("articles:feed_pause", args=[feed.pk]))
    assert feeding.due(timezone.now()) == [feed.pk]
    admin.post(reverse("articles:feed_delete", args=[feed.pk]))
    assert not Feed.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"url": "ftp://a.example/"}, {"url": "http://a:b@a.example/"}, {"url": "http://2130706433/"}, {"minutes": "1"}],
)
def test_feeds_that_cannot_be(admin, wrong):
    data = {"url": "https://zeitung.example/feed", "minutes": "30", "take": "auto", **wrong}
    response = admin.post(reverse("articles:feeds"), data)
    assert (response.status_code, set(response.context["form"].errors)) == (422, set(wrong))


def test_a_key_is_shown_once_and_revoked(admin, settings):
    page = admin.post(reverse("articles:keys"), {"name": "Archiv"})
    [key] = [value for value in page.content.decode().split('"') if value.startswith("ct_")]
    assert "no-store" in page["Cache-Control"]
    again = admin.get(reverse("articles:keys")).content.decode()
    assert key not in again
    assert ApiToken.objects.get().start in again
    foreign = ApiToken.objects.create(user=User.objects.create_user("ben"), name="fremd", digest="x")
    assert "fremd" not in again
    admin.post(reverse("articles:key_revoke", args=[foreign.pk]))
    foreign.refresh_from_db()
    assert foreign.revoked_at is None, "of somebody else"
    admin.post(reverse("articles:key_revoke", args=[ApiToken.objects.get(name="Archiv").pk]))
    assert "Archiv" not in admin.get(reverse("articles:keys")).content.decode()
    ApiToken.objects.bulk_create(
        ApiToken(user=User.objects.get(username="ada"), name="n", digest=f"{n}") for n in range(50)
    )
    assert admin.post(reverse("articles:keys"), {"name": "zu viel"}).status_code == 422


def test_the_admin_site_shows_feeds_sites_and_keys(client):
    client.force_login(User.objects.create_superuser("root"))
    ApiToken.objects.create(user=User.objects.get(), name="Archiv", digest="geheim")
    for model in ("feed", "site", "apitoken"):
        assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200, model
    page = client.get(reverse("admin:articles_apitoken_change", args=[ApiToken.objects.get().pk])).content.decode()
    assert "geheim" not in page


def test_what_may_go_well_later_can_be_tried_again_and_every_reason_has_german_words():
    from articles.reasons import SENTENCES

    assert LATER <= RETRYABLE
    assert not {Reason.NOT_FOUND, Reason.FORBIDDEN, Reason.BLOCKED_ADDRESS, Reason.RESERVED, Reason.ROBOTS} & RETRYABLE
    with translation.override("en"):
        english = {reason: str(words) for reason, words in SENTENCES.items()}
    with translation.override("de"):
        assert [reason for reason, words in SENTENCES.items() if str(words) == english[reason]] == []
