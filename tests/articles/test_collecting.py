"""Items that stand for a web address: fetched by a worker from a real server, politely, and only where they may be."""

import zlib
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from articles import by_address, cancelling, collecting, rights, sites, storing, tasks, upkeep
from articles.collecting import Next
from articles.models import Article, BatchItem, Reservation, Site
from articles.readers.addresses import Address
from articles.records import Reason
from articles.reserving import marks_of
from tests.articles.fetching.servers import gives, leads, serving, status
from tests.articles.making import page as article_page
from tests.articles.test_intake import receive

pytestmark = pytest.mark.django_db
State = BatchItem.State
PAGE = article_page(200)


@pytest.fixture(autouse=True)
def quick(settings):
    """Fetch without pauses, unless a test is about them."""
    settings.FETCH_DELAY = 0.0


def order(*urls, **given):
    """Return the items of a list of addresses."""
    batch = by_address.receive([Address(url) for url in urls], user=None, given=given)
    return list(batch.items.order_by("position"))


def again(item, policy):
    """Fetch an item that is put off, and return until when."""
    following = collecting.collect(item.pk, policy)
    assert following.at is not None
    return following.at


def ended(item):
    """Return (state, reason, retryable) as they are now."""
    item.refresh_from_db()
    return item.state, item.reason, item.retryable


def test_an_address_becomes_its_article():
    with serving(artikel=gives(PAGE), alt=leads("/artikel?utm_source=x", 301)) as site:
        site.answers["/artikel?utm_source=x"] = gives(PAGE)
        [item] = order(site.url("/alt"), published="2024-06-03")
        assert storing.read_item(item.pk) is None, "there is nothing to read yet"
        assert collecting.collect(item.pk, site.policy()) == Next(read=True)
        item.refresh_from_db()
        assert (item.state, item.metadata["format"], item.attempts, item.lease_until) == (
            State.RECEIVED,
            "html",
            0,
            None,
        )
        assert collecting.collect(item.pk, site.policy()) == Next(), "it has its bytes"
    assert storing.read_item(item.pk) == State.STORED
    article = Article.objects.get()
    assert article.url == site.url("/artikel")
    assert "Notunterkünften" in article.text
    item.refresh_from_db()
    assert item.payload is None


def test_plain_text_is_an_article_too():
    with serving(text=gives("Die Polizei zählte am Samstag rund 4.000 Menschen. " * 3, "text/plain")) as site:
        [item] = order(site.url("/text"))
        assert collecting.collect(item.pk, site.policy()).read
    assert storing.read_item(item.pk) == State.STORED


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (status(404), (State.FAILED, Reason.NOT_FOUND, False)),
        (status(403), (State.FAILED, Reason.FORBIDDEN, False)),
        (status(500), (State.FAILED, Reason.SERVER_ERROR, True)),
        (leads("http://127.0.0.1/"), (State.FAILED, Reason.BLOCKED_ADDRESS, False)),
        (leads("/a"), (State.FAILED, Reason.REDIRECTS, False)),
        (gives(b"\x89PNG", "image/png"), (State.FAILED, Reason.WRONG_TYPE, False)),
        (gives("", "text/html"), (State.FAILED, Reason.EMPTY, False)),
        (gives("x" * 2_000_000), (State.FAILED, Reason.TOO_LARGE, False)),
        (gives(PAGE, tdm_reservation="1", tdm_policy="/tdm"), (State.SKIPPED, Reason.RESERVED, False)),
        (gives(PAGE, X_Robots_Tag="noai"), (State.SKIPPED, Reason.RESERVED, False)),
        (gives(PAGE.replace("<head>", '<head><meta name="tdm-reservation" content="1">')),
         (State.SKIPPED, Reason.RESERVED, False)),
    ],
)  # fmt: skip
def test_what_does_not_come_ends_with_its_reason(answer, end):
    with serving(a=answer) as site:
        [item] = order(site.url("/a"))
        assert collecting.collect(item.pk, site.policy(max_bytes=1_000_000)) == Next()
    assert ended(item) == end
    assert item.lease_until is None
    assert not Article.objects.exists()


def test_what_is_no_address_fails_at_once_and_is_counted():
    items = order("kein Link", "ftp://zeitung.example/", "http://127.1/", "https://zeitung.example/a")
    found = [(item.state, item.reason) for item in items]
    assert found[:3] == [(State.FAILED, Reason.BAD_ADDRESS)] * 2 + [(State.FAILED, Reason.BLOCKED_ADDRESS)]
    assert found[3] == (State.RECEIVED, "")
    assert items[0].batch.title == "zeitung.example"


def test_a_private_address_is_refused_by_default():
    with serving(a=gives(PAGE)) as site:
        [item] = order(site.url("/a", "127.0.0.1"))
        collecting.collect(item.pk)
        assert ended(item) == (State.FAILED, Reason.BLOCKED_ADDRESS, False)
        assert site.asked == []


def test_an_item_is_tried_again_by_its_address():
    with serving(a=status(500)) as site:
        [item] = order(site.url("/a"))
        collecting.collect(item.pk, site.policy())
        site.answers["/a"] = gives(PAGE)
        assert upkeep.retry(BatchItem.objects.filter(pk=item.pk), timezone.now()) == 1
        assert collecting.collect(item.pk, site.policy()).read
    assert storing.read_item(item.pk) == State.STORED


def test_cancelled_addresses_are_not_fetched_and_can_go_on():
    with serving(a=gives(PAGE)) as site:
        [item] = order(site.url("/a"))
        cancelling.cancel(item.batch_id, timezone.now())
        assert collecting.collect(item.pk, site.policy()) == Next()
        assert site.asked == []
        assert cancelling.go_on(item.batch_id, timezone.now()) == 1
        assert collecting.collect(item.pk, site.policy()).read


def test_robots_txt_is_asked_once_and_honoured():
    robots = "User-agent: *\nDisallow: /intern/\n"
    with serving(a=gives(PAGE), b=gives(PAGE)) as site:
        site.answers["/robots.txt"] = gives(robots, "text/plain")
        secret, a, b = order(*map(site.url, ("/intern/x", "/a", "/b")))
        for item in (secret, a, b):
            collecting.collect(item.pk, site.policy())
        assert ended(secret) == (State.SKIPPED, Reason.ROBOTS, False)
        assert site.paths() == ["/robots.txt", "/.well-known/tdmrep.json", "/ai.txt", "/a", "/b"]
        assert secret.metadata["reservation"]["policy"] == site.url("/robots.txt")


def test_a_redirect_is_asked_about_as_well():
    with serving(offen=leads("/intern/x"), a=gives(PAGE)) as site:
        site.answers["/robots.txt"] = gives("User-agent: claimtrack\nDisallow: /intern/", "text/plain")
        site.answers["/intern/x"] = gives(PAGE)
        [item] = order(site.url("/offen"))
        collecting.collect(item.pk, site.policy())
        assert ended(item)[1] == Reason.ROBOTS
        assert "/intern/x" not in site.paths()


def test_without_a_word_from_robots_txt_nothing_is_fetched_from_a_server_out_of_order():
    with serving(a=gives(PAGE)) as site:
        site.answers["/robots.txt"] = status(500)
        [item] = order(site.url("/a"))
        collecting.collect(item.pk, site.policy())
        assert ended(item) == (State.FAILED, Reason.SERVER_ERROR, True)
        Site.objects.update(robots="", asked_at=timezone.now() - timedelta(days=2))
        upkeep.retry(BatchItem.objects.all(), timezone.now())
        assert collecting.collect(item.pk, site.policy()).read, "what it said two days ago is good enough"


def test_a_reservation_of_the_site_is_honoured_until_somebody_names_a_right():
    rules = '[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://zeitung.example/tdm"}]'
    user = User.objects.create_user("ada")
    with serving(a=gives(PAGE)) as site:
        site.answers["/.well-known/tdmrep.json"] = gives(rules, "application/json")
        [item] = order(site.url("/a"))
        collecting.collect(item.pk, site.policy())
        assert ended(item) == (State.SKIPPED, Reason.RESERVED, False)
        assert item.detail == "https://zeitung.example/tdm"
        assert "/a" not in site.paths()
        assert upkeep.retry(BatchItem.objects.all(), timezone.now()) == 0
        assert rights.use_right(item.pk, "Lizenz 2024/17", user, timezone.now()) == 1
        assert rights.use_right(item.pk, "noch einmal", user, timezone.now()) == 0
        assert collecting.collect(item.pk, site.policy()).read
    storing.read_item(item.pk)
    [mark] = marks_of(Article.objects.get().pk)
    assert (mark.how, mark.policy, mark.note) == ("tdmrep.json", "https://zeitung.example/tdm", "Lizenz 2024/17 (ada)")


def test_ai_txt_and_signals_of_robots_txt_are_honoured_and_named():
    with serving(a=gives(PAGE)) as site:
        site.answers["/ai.txt"] = gives("User-Agent: *\nDisallow: *.html\n", "text/plain")
        [item] = order(site.url("/a"))
        collecting.collect(item.pk, site.policy())
        assert ended(item) == (State.SKIPPED, Reason.RESERVED, False)
        assert item.metadata["reservation"] == {"how": "ai.txt", "policy": site.url("/ai.txt")}
        assert sites.reserves(site.url("/b"))
        site.answers["/robots.txt"] = gives("User-agent: *\nContent-Signal: ai-input=no\n", "text/plain")
        Site.objects.update(ai="", asked_at=None)
        site.answers["/ai.txt"] = status(404)
        [item] = order(site.url("/c"))
        collecting.collect(item.pk, site.policy())
        assert ended(item)[1] == Reason.RESERVED
        assert item.metadata["reservation"]["how"] == "robots.txt, Content-Signal: ai-input=no"
        assert "/a" not in site.paths()


def test_an_uploaded_page_that_reserves_is_read_and_marked():
    marked = PAGE.replace(
        "<head>", '<head><meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/p">'
    )
    for item in receive(("a.html", marked), ("b.html", article_page(300))).items.all():
        assert storing.read_item(item.pk) == State.STORED
    reservation = Reservation.objects.get()
    assert reservation.how == '<meta name="tdm-reservation">'
    assert [mark.how for mark in marks_of(reservation.article_id)] == [reservation.how]


def test_a_busy_server_is_asked_again_when_it_said():
    with serving(a=status(429, Retry_After="40")) as site:
        [item] = order(site.url("/a"))
        until = again(item, site.policy())
        now = timezone.now()
        assert timedelta(seconds=35) < until - now < timedelta(seconds=41)
        item.refresh_from_db()
        assert (item.state, item.attempts) == (State.RECEIVED, 0)
        assert collecting.collect(item.pk, site.policy()) == Next(), "not before"
        assert upkeep.sweep(now) == []
        assert upkeep.sweep(until + timedelta(seconds=1)) == [item.pk]
        rest(item)
        site.answers["/a"] = gives(PAGE)
        assert collecting.collect(item.pk, site.policy()).read


def rest(item):
    """Let the item's turn have come."""
    item.refresh_from_db()
    past = timezone.now() - timedelta(seconds=1)
    metadata = {**item.metadata, "turn": past.isoformat()}
    BatchItem.objects.filter(pk=item.pk).update(lease_until=None, metadata=metadata)
    Site.objects.update(next_at=None)


def test_a_server_that_stays_busy_ends_the_item_and_a_later_try_waits_as_it_asked():
    with serving(a=status(503)) as site:
        [item] = order(site.url("/a"))
        waits = []
        for _ in range(2):
            waits.append(again(item, site.policy()) - timezone.now())
            rest(item)
        assert timedelta(seconds=25) < waits[0] < timedelta(seconds=31) < waits[1]
        assert collecting.collect(item.pk, site.policy()) == Next()
        assert ended(item) == (State.FAILED, Reason.BUSY, True)
        upkeep.retry(BatchItem.objects.all(), timezone.now())
        assert again(item, site.policy()) > timezone.now() + timedelta(minutes=1)


def test_what_a_killed_worker_held_is_fetched_by_another():
    with serving(a=gives(PAGE)) as site:
        [item] = order(site.url("/a"))
        assert collecting.claim(item.pk)
        assert collecting.collect(item.pk, site.policy()) == Next(), "somebody has it"
        past = timezone.now() - timedelta(seconds=1)
        BatchItem.objects.filter(pk=item.pk).update(lease_until=past)
        assert upkeep.sweep(timezone.now()) == [item.pk]
        assert collecting.collect(item.pk, site.policy()).read


@pytest.mark.parametrize("change", [{"lease_until": None}, {"state": State.CANCELLED, "reason": Reason.CANCELLED}])
def test_who_has_lost_the_item_while_fetching_writes_nothing(change):
    """The lease ran out and another has the item, or somebody cancelled it."""
    with serving(a=gives(PAGE)) as site:
        [item] = order(site.url("/a"))

        def resolve(host, port, seconds):
            BatchItem.objects.filter(pk=item.pk).update(**change)
            return ["127.0.0.1"]

        assert collecting.collect(item.pk, site.policy(resolve=resolve)) == Next()
        item.refresh_from_db()
        assert item.payload is None
        assert {name: getattr(item, name) for name in change} == change


def test_each_request_to_a_host_has_its_own_moment(settings):
    settings.FETCH_DELAY = 20.0
    with serving(a=gives(PAGE)) as site:
        items = order(*(site.url(f"/a?{number}") for number in range(4)))
        start = timezone.now()
        first, *others = (collecting.collect(item.pk, site.policy()) for item in items)
    assert first == Next() or first.read
    turns = [following.at for following in others if following.at]
    distances = [round((at - start).total_seconds() / 20) for at in turns]
    assert distances == [1, 2, 3]
    [waiting] = BatchItem.objects.filter(pk=items[1].pk)
    assert datetime.fromisoformat(waiting.metadata["turn"]) == turns[0] == waiting.lease_until


def test_robots_txt_may_ask_for_longer_pauses():
    Site.objects.create(origin="https://zeitung.example", robots="User-agent: *\nCrawl-delay: 30\n")
    now = timezone.now()
    assert sites.turn("https://zeitung.example", now) == now
    assert sites.turn("https://zeitung.example", now) == now + timedelta(seconds=30)


def test_a_host_has_few_seats(settings):
    """Seats are locks of a session, so another one has to hold them."""
    settings.FETCH_PER_HOST = 1
    other = connection.copy()
    try:
        with other.cursor() as cursor, serving(a=gives(PAGE)) as site:
            [item] = order(site.url("/a"))
            with sites.seat("zeitung.test") as free:
                assert free
            key = zlib.crc32(b"zeitung.test#0") - 2**31
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [sites.SEATS, key])
            assert collecting.collect(item.pk, site.policy()).at is not None
            assert site.asked == []
    finally:
        other.close()
    rest(item)
    with sites.seat("zeitung.test") as free:
        assert free


def test_tasks_hand_addresses_to_the_fetchers_and_bytes_to_the_readers(monkeypatch):
    sent = []
    for name in ("read_items", "fetch_item"):
        task = getattr(tasks, name)
        monkeypatch.setattr(task, "delay", lambda *args, name=name: sent.append((name, *args)))
        monkeypatch.setattr(
            task, "apply_async", lambda args, countdown, name=name: sent.append((name, *args, countdown > 10))
        )
    [away] = order("https://zeitung.example/a")
    here = receive(("a.html", PAGE)).items.get()
    tasks.send_items([away.pk, here.pk])
    assert sent == [("fetch_item", away.pk), ("read_items", here.pk)]
    sent.clear()
    soon = timezone.now() + timedelta(seconds=20)
    for following in (Next(read=True), Next(), Next(at=soon), Next(at=soon + timedelta(hours=1))):
        monkeypatch.setattr(collecting, "collect", lambda pk, following=following: following)
        tasks.fetch_item(here.pk)
    assert sent == [("read_items", here.pk), ("fetch_item", here.pk, True)]
