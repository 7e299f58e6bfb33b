"""Feeds of changes: a key instead of a login, short evidence, old and new and why."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Change, Claim, FeedKey, SavedView
from claims.saving import new_feed_key
from tests.claims.stories import line, member, north_korea, print_article, tell

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def topic():
    return north_korea()


@pytest.fixture
def anna(topic):
    return member("analyst", "anna")


@pytest.fixture
def token(anna):
    return new_feed_key(anna).token


def fetch(client, token, path="", **query):
    return client.get(path or reverse("claims:changes_feed"), {"token": token, **query})


def entries(response) -> list[ElementTree.Element]:
    assert response.status_code == 200
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def titles(response) -> list[str]:
    return [(entry.findtext(f"{ATOM}title") or "").replace("\xa0", " ") for entry in entries(response)]


def test_an_entry_says_old_and_new_who_why_and_where(client, token):
    response = fetch(client, token, what="raised")
    assert response["Content-Type"].startswith("application/atom+xml")
    (entry,) = entries(response)
    assert (
        entry.findtext(f"{ATOM}title")
        == "NIS raised its figure on October 23, 2024 from 1,500 to about 3,000 (+100 %)."
    )
    summary = entry.findtext(f"{ATOM}summary") or ""
    for words in ("1,500 → about 3,000", "+1,500, +100 %", "lower figure before", "NIS, Morgenblatt, Oct 23, 2024"):
        assert words in summary
    assert "Es seien rund 3.000." in summary
    claim = Claim.objects.get(value_low=3000)
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{claim.get_absolute_url()}"
    assert ElementTree.fromstring(response.content).find(f"{ATOM}author") is not None


def test_a_feed_needs_a_key_and_no_login(client, topic, anna, token):
    assert titles(fetch(client, token))
    for wrong in ("", "x", "\0", token[:-1], token + "a", "' OR 1=1 --", "ü" * 30, "x" * 100_000):
        assert fetch(client, wrong).status_code == 404, wrong[:40]
    anna.is_active = False
    anna.save()
    assert fetch(client, token).status_code == 404


def test_a_revoked_key_opens_nothing_and_a_new_one_replaces_the_old(client, topic, anna, token):
    client.force_login(anna)
    client.post(reverse("claims:feeds"), {"make": "1"})
    fresh = FeedKey.objects.get().token
    assert fresh != token
    assert (fetch(client, token).status_code, fetch(client, fresh).status_code) == (404, 200)
    client.post(reverse("claims:feeds"), {"revoke": "1"})
    assert fetch(client, fresh).status_code == 404


def test_the_page_of_feeds_shows_addresses_that_work(client, topic, anna):
    client.force_login(anna)
    page = f"{reverse('claims:feeds')}?topic={topic.pk}"
    assert "token=" not in client.get(page).content.decode()
    SavedView.objects.create(user=anna, name="Kursk", topic=topic, query="q=kursk")
    response = client.post(page, {"make": "1"}, follow=True)
    names, addresses = zip(*response.context["addresses"], strict=True)
    assert names == ("What you were looking at", "All changes", "Kursk")
    client.logout()
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]


def test_feeds_follow_topics_sources_and_saved_views(client, topic, anna, token):
    tell("Es sind 7 Tote.", "7", low=7, high=7, said=date(2025, 3, 1), subject_actor="Mars", by="Polizei")
    tell("Es sind 9 Tote.", "9", low=9, high=9, said=date(2025, 3, 2), subject_actor="Mars", by="Polizei")
    police = Claim.objects.get(value_low=9)
    assert titles(fetch(client, token, source=police.source_id)) == [
        "Polizei raised its figure on March 2, 2025 from 7 to 9 (+29 %)."
    ]
    assert titles(fetch(client, token, topic=police.series.topic_id)) == [
        "Polizei raised its figure on March 2, 2025 from 7 to 9 (+29 %)."
    ]
    view = SavedView.objects.create(user=anna, name="Kreml", topic=topic, query="stance=confirms&type=government")
    path = reverse("claims:view_feed", args=[view.pk])
    assert "Kreml admitted this on April 26, 2025 after denying it before." in titles(fetch(client, token, path))
    assert all("Kreml" in title or "NATO" in title for title in titles(fetch(client, token, path)))
    view.query, view.topic = "what=first", None
    view.save()
    assert all("first" in title or "could not" in title for title in titles(fetch(client, token, path)))


def test_nobody_reads_anothers_view_by_a_feed(client, topic, token):
    view = SavedView.objects.create(user=member("editor"), name="Fremd", topic=topic)
    assert fetch(client, token, reverse("claims:view_feed", args=[view.pk])).status_code == 404


def test_an_entry_keeps_its_name_when_the_row_is_made_anew(client, topic, token):
    def names(response):
        return sorted(entry.findtext(f"{ATOM}id") for entry in entries(response))

    before = names(fetch(client, token))
    assert len(set(before)) == len(before) > 3
    rows = list(Change.objects.all())
    Change.objects.all().delete()
    for row in rows:
        row.pk = None
    Change.objects.bulk_create(rows)
    assert names(fetch(client, token)) == before


def test_feeds_carry_only_short_evidence_and_no_markup_of_articles(client, topic, token):
    long = "Der NIS <b>sagt</b> 5.000. " + "Und mehr " * 100
    print_article([line(long.strip(), "5.000", low=5000, high=5000, said=date(2025, 5, 1))], date(2025, 5, 1))
    summary = entries(fetch(client, token, what="raised"))[0].findtext(f"{ATOM}summary") or ""
    assert "&lt;b&gt;sagt&lt;/b&gt;" in summary
    assert len(summary) < 900
    assert "Mehr dazu in Folge" not in fetch(client, token).content.decode()


def test_the_address_names_the_language(client, token):
    german = "Der NIS hob seine Angabe am 23. Oktober 2024 von 1.500 auf rund 3.000 Soldaten an (+100 %)."
    english = "NIS raised its figure on October 23, 2024 from 1,500 to about 3,000 (+100 %)."
    assert german in titles(fetch(client, token, what="raised", lang="de"))
    assert english in titles(fetch(client, token, what="raised", lang="xx"))


def test_a_feed_that_has_not_changed_is_not_sent_again(client, token):
    first = fetch(client, token)
    again = client.get(reverse("claims:changes_feed"), {"token": token}, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_costs_a_fixed_number_of_queries(client, token, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert len(titles(fetch(client, token))) > 3


def test_the_key_never_stands_in_the_log(client, token, caplog, capsys):
    fetch(client, token)
    assert token not in caplog.text
    assert token not in capsys.readouterr().err


def test_a_new_change_comes_first_whatever_day_it_is_about(client, topic, token):
    Change.objects.update(added_at=timezone.now() - timedelta(days=3))
    tell("Es waren 1.400.", "1.400", low=1400, high=1400, said=date(2024, 10, 1))
    tell("Es waren 900.", "900", low=900, high=900, said=date(2024, 9, 1))
    assert titles(fetch(client, token))[0] in {
        "NIS raised its figure on October 1, 2024 from 900 to 1,400 (+56 %).",
        "NIS raised its figure on October 18, 2024 from 1,400 to 1,500 (+7.1 %).",
    }
