"""Feeds polled from a real server: each entry once, politely, and with an honest word on how it went."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import collecting, feeding, storing, tasks
from articles.models import Article, Batch, BatchItem, Feed, FeedEntry, Site
from articles.records import Reason
from tests.articles.fetching.servers import gives, serving, status
from tests.articles.making import page as article_page
from tests.articles.test_intake import TEXT

pytestmark = pytest.mark.django_db
State = BatchItem.State


@pytest.fixture(autouse=True)
def quick(settings):
    settings.FETCH_DELAY = 0.0


def entry(number, site=None, content="", day=1):
    """Return one item of RSS, which links to /artikel/NUMBER."""
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    link = site.url(f"/artikel/{number}") if site else f"https://zeitung.example/artikel/{number}"
    return (
        f"<item><guid>n-{number}</guid><link>{link}</link><title>Meldung {number}</title>"
        f"<pubDate>Sat, 0{day} Jun 2024 08:00:00 GMT</pubDate>{whole}</item>"
    )


def rss(*entries):
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Bote</title>'
    return gives(f"{head}{''.join(entries)}</channel></rss>", "application/rss+xml", ETag='"1"')


def make(site, path="/feed", **fields):
    return Feed.objects.create(url=site.url(path), **fields)


def poll(feed, site, **policy):
    """Poll the feed; return (batch's id, the feed as it is now)."""
    batch = feeding.poll(feed.pk, site.policy(**policy))
    feed.refresh_from_db()
    return batch, feed


def test_new_entries_become_items_and_old_ones_never_again():
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site), entry(2, site))
        batch_id, feed = poll(make(site, minutes=30), site)
        batch = Batch.objects.get(pk=batch_id)
        assert (batch.origin, feed.title, feed.found, feed.failures, feed.reason) == ("feed", "Bote", 2, 0, "")
        assert [item.metadata["fetch"] for item in batch.items.order_by("position")] == [
            site.url("/artikel/2"), site.url("/artikel/1"),
        ]  # fmt: skip
        assert timedelta(minutes=29) < feed.next_at - timezone.now() <= timedelta(minutes=30)
        site.answers["/feed"] = rss(entry(3, site), entry(1, site), entry(2, site))
        same, feed = poll(feed, site)
        assert (same, feed.found) == (batch_id, 1), "one batch a day"
        assert list(batch.items.order_by("position").values_list("position", flat=True)) == [1, 2, 3]
        assert poll(feed, site) == (None, feed)
        assert Batch.objects.count() == 1


def test_the_page_of_an_entry_becomes_the_article_with_the_feeds_day():
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site, day=5))
        undated = article_page(1).replace("3. Juni 2024", "")
        site.answers["/artikel/1"] = gives(undated)
        poll(make(site, outlet="Morgenblatt"), site)
        [item] = BatchItem.objects.all()
        assert collecting.collect(item.pk, site.policy()).read
    assert storing.read_item(item.pk) == State.STORED
    article = Article.objects.get()
    assert (str(article.outlet), article.published_on.isoformat()) == ("Morgenblatt", "2024-06-05")


def test_whole_articles_are_taken_from_the_feed():
    content = "".join(f"<p>{TEXT} Das ist Absatz {number}.</p>" for number in range(15))
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site, content), entry(2, site, "<p>Nur ein Anriss …</p>"))
        poll(make(site), site)
    teaser, whole = BatchItem.objects.order_by("position")
    assert "fetch" in teaser.metadata
    assert "fetch" not in whole.metadata
    assert storing.read_item(whole.pk) == State.STORED
    article = Article.objects.get()
    assert (article.title, article.published_on.isoformat()) == ("Meldung 1", "2024-06-01")
    assert article.url.endswith("/artikel/1")


def test_whole_articles_of_reserved_pages_are_not_taken_by_way_of_the_feed():
    content = f"<p>{TEXT}</p>" * 20
    rules = '[{"location": "/artikel/1", "tdm-reservation": 1}]'
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site, content), entry(2, site, content))
        site.answers["/.well-known/tdmrep.json"] = gives(rules, "application/json")
        poll(make(site), site)
        free, reserved = BatchItem.objects.order_by("position")
        assert "fetch" not in free.metadata
        collecting.collect(reserved.pk, site.policy())
        reserved.refresh_from_db()
        assert (reserved.state, reserved.reason) == (State.SKIPPED, Reason.RESERVED)


@pytest.mark.parametrize(("take", "fetched"), [("page", 2), ("feed", 0)])
def test_somebody_can_say_where_the_text_is(take, fetched):
    content = f"<p>{TEXT}</p>" * 20
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site, content), entry(2, site, "<p>Kurz.</p>"))
        poll(make(site, take=take), site)
    assert BatchItem.objects.filter(metadata__has_key="fetch").count() == fetched


def test_the_same_address_in_another_feed_is_not_brought_again():
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site))
        site.answers["/zwei"] = rss(entry(1, site).replace("n-1", "andere").replace("/1<", "/1?utm_source=rss<"))
        poll(make(site), site)
        batch, feed = poll(make(site, "/zwei"), site)
        assert (batch, feed.found, FeedEntry.objects.count()) == (None, 0, 2)


def test_what_has_not_changed_costs_nothing():
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site))
        _, feed = poll(make(site), site)
        site.answers["/feed"] = status(304)
        batch, feed = poll(feed, site)
        assert (batch, feed.found, feed.reason, feed.etag) == (None, 0, "", '"1"')
        assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_a_feed_that_fails_says_why_and_is_asked_ever_later():
    with serving() as site:
        feed, waits = make(site, minutes=60), []
        site.answers["/feed"] = status(500)
        for _ in range(8):
            _, feed = poll(feed, site)
            waits.append(round((feed.next_at - timezone.now()).total_seconds() / 3600))
        assert waits == [1, 2, 4, 8, 16, 24, 24, 24]
        assert (feed.reason, feed.failures, feed.active, feed.worked_at) == (Reason.SERVER_ERROR, 8, True, None)
        site.answers["/feed"] = rss(entry(1, site))
        _, feed = poll(feed, site)
        assert (feed.reason, feed.failures, feed.found) == ("", 0, 1)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (gives("<html>Kein Feed"), Reason.WRONG_TYPE),
        (gives('<!DOCTYPE r [<!ENTITY a "b">]><rss/>', "application/xml"), Reason.ENTITIES),
        (rss("<item><guid>1</guid>" * 5), None),
        (status(404), Reason.NOT_FOUND),
        (gives("x", "application/xml", tdm_reservation="1"), Reason.RESERVED),
    ],
)
def test_feeds_that_are_none(answer, reason):
    with serving(feed=answer) as site:
        _, feed = poll(make(site), site)
    assert feed.reason == (reason or "")


def test_a_busy_site_is_left_alone_as_long_as_it_says_and_a_gone_feed_for_ever():
    with serving(feed=status(429, Retry_After="7200")) as site:
        _, feed = poll(make(site, minutes=10), site)
        assert feed.next_at - timezone.now() > timedelta(minutes=119)
        site.answers["/feed"] = status(410)
        _, feed = poll(feed, site)
        assert feed.active is False
        assert feed.pk not in feeding.due(timezone.now() + timedelta(days=9))


def test_robots_and_private_addresses_count_for_feeds_as_well():
    with serving(feed=rss(entry(1))) as site:
        site.answers["/robots.txt"] = gives("User-agent: *\nDisallow: /feed", "text/plain")
        _, feed = poll(make(site), site)
        assert feed.reason == Reason.ROBOTS
        _, other = poll(make(site, "/b"), site, private_hosts=frozenset())
        assert other.reason == Reason.BLOCKED_ADDRESS
        Feed.objects.filter(pk=feed.pk).update(right="Vertrag 7")
        batch, feed = poll(feed, site)
        assert feed.reason == ""
        assert BatchItem.objects.get(batch=batch).metadata["right"]["note"] == "Vertrag 7"


def test_a_deleted_batch_is_not_filled_again():
    with serving() as site:
        site.answers["/feed"] = rss(entry(1, site))
        first, feed = poll(make(site), site)
        Batch.objects.filter(pk=first).update(deleted_at=timezone.now())
        site.answers["/feed"] = rss(entry(1, site), entry(2, site))
        second, _ = poll(feed, site)
        assert second != first
        assert Batch.objects.get(pk=second).items.count() == 1


def test_feeds_are_due_in_their_order_and_asked_by_one_worker():
    now = timezone.now()
    late = Feed.objects.create(url="https://a.example/", next_at=now - timedelta(minutes=5))
    new = Feed.objects.create(url="https://b.example/")
    Feed.objects.create(url="https://c.example/", next_at=now + timedelta(minutes=5))
    Feed.objects.create(url="https://d.example/", active=False)
    held = Feed.objects.create(url="https://e.example/")
    assert feeding.claim(held.pk) == held
    assert feeding.claim(held.pk) is None
    assert feeding.poll(held.pk) is None
    assert feeding.due(timezone.now()) == [new.pk, late.pk]


def test_entries_are_forgotten_a_year_after_their_feed_had_them_last():
    feed = Feed.objects.create(url="https://a.example/")
    now = timezone.now()
    for key, age in (("a", 364), ("b", 366)):
        FeedEntry.objects.create(feed=feed, key=key, seen_at=now - timedelta(days=age))
    assert feeding.forget(now) == 1
    assert FeedEntry.objects.get().key == "a"


def test_tasks_ask_what_is_due(monkeypatch):
    feed = Feed.objects.create(url="https://a.example/")
    sent: list[int] = []
    enqueued: list[int] = []
    monkeypatch.setattr(tasks.poll_feed, "delay", sent.append)
    tasks.poll_feeds()
    assert sent == [feed.pk]
    monkeypatch.setattr(tasks, "enqueue_batch", enqueued.append)
    for found in (7, None):
        monkeypatch.setattr(feeding, "poll", lambda pk, found=found: found)
        tasks.poll_feed(feed.pk)
    assert enqueued == [7]


def test_a_feed_of_a_site_that_asked_for_rest_waits():
    with serving(feed=rss(entry(1))) as site:
        later = timezone.now() + timedelta(hours=1)
        Site.objects.create(origin=site.url("").rstrip("/"), next_at=later)
        _, feed = poll(make(site), site)
        assert feed.next_at == later
        assert site.asked == []
