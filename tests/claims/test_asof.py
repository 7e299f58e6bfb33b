"""What was known on the evening of a day: nothing that was said or published later stands in any answer."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.html import escape

from articles.models import Article
from claims.models import Claim, SavedView, Topic
from claims.records import Kind, PlaceRef, PlaceRole, Stance
from claims.saving import new_feed_key
from tests.claims.stories import line, member, print_article

pytestmark = pytest.mark.django_db

FIRST = date(2024, 10, 10)
DAYS = [FIRST + timedelta(days=n) for n in (-1, 0, 3, 9, 15, 21, 30, 60)]


def later(days: int) -> date:
    return FIRST + timedelta(days=days)


def figure(number: int, said: date | None, by: str | None = "NIS", **fields) -> dict:
    """A figure that stands nowhere else; sentence and source carry its number, too."""
    value = 700_000 + 137 * number
    words = f"{value:,}".replace(",", ".")
    return line(f"Satz {number} nennt {words}.", words, said=said, by=by, low=value, high=value, **fields)


@pytest.fixture
def topic(db) -> Topic:
    """Figures said and printed in and out of order, retold later, of unknown day and in articles of unknown day."""
    print_article([figure(1, FIRST)], FIRST)
    print_article([figure(2, later(2), by="Pentagon"), figure(3, None, by="Kiew")], later(3), "Abendblatt")
    print_article([figure(4, later(1)), figure(5, later(8))], later(20), "Bote")  # said early, printed late
    print_article([figure(6, later(12)), figure(7, later(14), by="Pentagon")], later(14))
    print_article([figure(8, later(9), by=None), figure(9, later(3), by="Kiew")], None, "Ohne Tag")
    print_article([figure(10, later(40)), figure(1, later(25))], later(25))  # announced for later: said after printing
    month = print_article([figure(11, None, by="Seoul")], date(2024, 10, 1), "Monatsheft")[0].article
    Article.objects.filter(pk=month.pk).update(published_precision="month")
    for number, (day, place) in enumerate([(4, "Kursk"), (16, "Belgorod"), (28, "Sudscha")]):
        where = (PlaceRef(place, PlaceRole.AT),)
        print_article(
            [line(f"Ort {number}: {place}.", said=later(day), kind=Kind.LOCATION, stance=Stance.ASSERTS, places=where)],
            later(day),
        )
    for day, stance in [(1, Stance.CANNOT_CONFIRM), (18, Stance.CONFIRMS), (35, Stance.DENIES)]:
        print_article([line(f"Position {day}.", said=later(day), by="NATO", stance=stance)], later(day))
    return Topic.objects.get(actor="Nordkorea", subject_class="Soldaten")


def known(claim: Claim, day: date) -> bool:
    """Said again in plain words, apart from the code: published for sure by then, and not said later."""
    article = claim.article
    if article.published_on is None:
        return False
    out = article.published_on if article.published_precision == "day" else date(2024, 10, 31)
    return out <= day and (claim.reported_on is None or claim.reported_on <= day)


def traces(claim: Claim) -> set[str]:
    """Words by which a claim is known again in any form of answer."""
    found = {claim.quote, escape(claim.quote), *(row.place.name for row in claim.places.all())}
    return found | ({f"{claim.value_low:.0f}"} if claim.value_low is not None else set())


def pages(topic: Topic, day: date) -> list[str]:
    asof = f"asof={day.isoformat()}"
    address = topic.get_absolute_url()
    claims = [claim for claim in Claim.objects.select_related("article") if known(claim, day)]
    return [
        f"{address}?{asof}",
        f"{address}?{asof}&from=2024-10-01&stance=asserts&what=raised&what=lowered",
        f"{address}?{asof}&to=2030-01-01&q=satz",
        *(f"{address}export.{form}?{asof}" for form in ("csv", "jsonl", "jsonld", "svg")),
        f"{reverse('claims:home')}?{asof}",
        f"{reverse('claims:topics')}?{asof}",
        f"{reverse('claims:topics')}?{asof}&facets=1&sort=contradictions",
        f"{reverse('claims:topics')}?{asof}&metric=deployed&q=soldaten&sort=-claims",
        f"{reverse('claims:article_list')}?{asof}",
        # The text of an article was out as a whole, also where it announces what was said later.
        *(f"{c.article.get_absolute_url()}?{asof}&left=1&claim={c.pk}" for c in claims if _all_known(c.article, day)),
        f"{reverse('claims:changes')}?{asof}",
        f"{reverse('claims:changes')}export.csv?{asof}",
        f"{reverse('claims:changes')}export.jsonl?{asof}",
        f"{reverse('claims:changes')}?topic={topic.pk}&{asof}",
        f"{address}compare/?of=sources&{asof}",
        f"{address}compare/?of=days&day_a=2024-10-01&day_b={day.isoformat()}",
        *(f"{claim.get_absolute_url()}?{asof}" for claim in claims),
        *(f"{address}?{asof}&claim={claim.pk}" for claim in claims[-2:]),
    ]


def _all_known(article: Article, day: date) -> bool:
    return all(known(claim, day) for claim in article.claims.all())


def body_of(response) -> str:
    """The answer's text, figures without separators."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return re.sub(r"(?<=\d)[.,](?=\d{3})", "", content.decode())


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_nothing_later_leaks_into_any_answer(client, topic, day):
    client.force_login(member("analyst"))
    every = list(Claim.objects.select_related("article").prefetch_related("places__place"))
    shown = set().union(*(traces(claim) for claim in every if known(claim, day)))
    hidden = set().union(*(traces(claim) for claim in every if not known(claim, day))) - shown
    assert hidden
    for page in pages(topic, day):
        seen = f"http://testserver{topic.get_absolute_url()}?claim={every[-1].pk}"
        for headers in ({}, {"HX-Request": "true", "HX-Target": "timeline", "HX-Current-URL": seen}):
            response = client.get(page, headers=headers)
            assert response.status_code == 200, page
            body = body_of(response)
            assert [trace for trace in hidden if trace in body] == [], (page, headers)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_all_that_was_known_is_there(client, topic, day):
    client.force_login(member("analyst"))
    wanted = {claim.pk for claim in Claim.objects.select_related("article") if known(claim, day)}
    lines = body_of(client.get(f"{topic.get_absolute_url()}export.jsonl?asof={day}")).splitlines()
    assert len(lines) == len(wanted)
    body = body_of(client.get(f"{topic.get_absolute_url()}?asof={day}"))
    drawn = {int(pk) for pks in re.findall(r'data-mark="([\d ]+)"', body) for pk in pks.split()}
    assert drawn == wanted


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_both_claims_of_every_change_of_a_day_were_known(client, topic, day):
    client.force_login(member("analyst"))
    changes = client.get(f"{reverse('claims:changes')}?asof={day}").context["page"].object_list
    claims = Claim.objects.select_related("article").in_bulk()
    assert bool(changes) is any(known(claim, day) for claim in claims.values())
    for change in changes:
        assert known(claims[change.claim_id], day)
        assert change.previous_id is None or known(claims[change.previous_id], day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_articles_of_later_are_in_no_list_and_have_no_page(client, topic, day):
    client.force_login(member("analyst"))
    listed = {article.pk for article in client.get(f"{reverse('claims:article_list')}?asof={day}").context["page"]}
    for article in Article.objects.prefetch_related("claims"):
        out = date(2024, 10, 31) if article.published_precision == "month" else article.published_on
        known_then = out is not None and out <= day
        assert (article.pk in listed) is known_then
        assert client.get(f"{article.get_absolute_url()}?asof={day}").status_code == (200 if known_then else 404)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_list_of_topics_counts_what_was_known(client, topic, day):
    client.force_login(member("analyst"))
    rows = client.get(f"{reverse('claims:topics')}?asof={day}").context["rows"]
    wanted = [c for c in Claim.objects.select_related("article").filter(series__topic=topic) if known(c, day)]
    found = {row.topic.pk: row for row, _ in rows}
    assert set(found) == ({topic.pk} if wanted else set())
    if wanted:
        row = found[topic.pk]
        assert row.claims == len(wanted)
        assert row.sources == len({claim.source_id for claim in wanted} - {None})
        assert row.outlets == len({claim.article.outlet_id for claim in wanted})
        assert all(point.pk in {claim.pk for claim in wanted} for point in row.latest)


def test_a_claim_of_later_has_no_card_yet(client, topic):
    client.force_login(member("analyst"))
    claim = Claim.objects.get(value_low=700_000 + 137 * 6)
    assert client.get(f"{claim.get_absolute_url()}?asof=2024-10-13").status_code == 404
    body = body_of(client.get(f"{topic.get_absolute_url()}?asof=2024-10-13&claim={claim.pk}"))
    assert "was not known yet on that day" in body
    assert client.get(f"{claim.get_absolute_url()}?asof=2024-10-24").status_code == 200


@pytest.mark.parametrize("day", DAYS[2:6], ids=str)
def test_feeds_of_an_evening_tell_nothing_of_later(client, topic, day):
    anna = member("analyst")
    token = new_feed_key(anna).token
    every = list(Claim.objects.select_related("article").prefetch_related("places__place"))
    shown = set().union(*(traces(claim) for claim in every if known(claim, day)))
    hidden = set().union(*(traces(claim) for claim in every if not known(claim, day))) - shown
    query = f"what=raised&what=lowered&what=first&what=repeated&asof={day}"
    for of, name in ((topic, "topic"), (None, "changes")):
        view = SavedView.objects.create(user=anna, name=name, topic=of, query=query)
        body = body_of(client.get(reverse("claims:view_feed", args=[view.pk]), {"token": token}))
        assert "<entry>" in body
        assert [trace for trace in hidden if trace in body] == []


def test_going_back_a_day_takes_along_all_that_stands_beside_the_charts(client, topic):
    """Head, latest changes and the open card are outside the panels; they change with the day, else the card stays."""
    client.force_login(member("editor"))
    claim = Claim.objects.get(value_low=700_000 + 137 * 2)
    today = f"http://testserver{topic.get_absolute_url()}?claim={claim.pk}"

    def answer(query: str, seen: str):
        headers = {"HX-Request": "true", "HX-Target": "timeline", "HX-Current-URL": seen}
        response = client.get(f"{topic.get_absolute_url()}?{query}", headers=headers)
        return body_of(response), response["HX-Push-Url"]

    body, address = answer("asof=2024-10-11", today)
    for part in ("topic-sum", "side-changes", "claim", "facets", "more-facets"):
        assert re.search(rf'id="{part}"[^>]* hx-swap-oob="true"', body), part
    assert "claim-card" not in body
    assert address == f"{topic.get_absolute_url()}?asof=2024-10-11"
    body, address = answer("asof=2024-10-24", today)
    assert f'data-claim="{claim.pk}"' in body
    assert address == f"{topic.get_absolute_url()}?asof=2024-10-24&claim={claim.pk}"
    body, address = answer("stance=asserts", today)
    assert "claim-card" not in body
    assert address == f"{topic.get_absolute_url()}?stance=asserts&claim={claim.pk}"


def test_the_last_word_of_each_source_is_that_of_the_evening(client, topic):
    client.force_login(member("analyst"))
    said = client.get(f"{topic.get_absolute_url()}?asof=2024-10-24").context["tables"].of("last-words").rows
    figures = {point.source.name: point.low for thing, point in said if point.low is not None and not thing.place}
    assert (figures["NIS"], figures["Pentagon"]) == (700_000 + 137 * 6, 700_000 + 137 * 7)
    positions = {point.source.name: point.stance for thing, point in said if thing.kind == "statement"}
    assert positions == {"NATO": Stance.CANNOT_CONFIRM}
    assert "last-words" not in body_of(client.get(topic.get_absolute_url()))


def test_the_page_says_what_it_leaves_out_and_why(client, topic):
    client.force_login(member("analyst"))
    body = body_of(client.get(f"{topic.get_absolute_url()}?asof=2024-10-25"))
    assert "This is what was known on the evening of Oct 25, 2024" in body
    assert "2 claims are left out because nobody knows when their articles came out." in body


def test_a_card_keeps_the_day_in_its_links(client, topic):
    client.force_login(member("analyst"))
    claim = Claim.objects.get(value_low=700_000 + 137 * 2)
    body = body_of(client.get(f"{claim.get_absolute_url()}?asof=2024-11-20"))
    links = re.findall(r'class="neighbours".*?</nav>', body, re.S)[0]
    assert re.findall(r'href="(/claims/\d+/[^"]*)"', links)
    assert all(address.endswith("?asof=2024-11-20") for address in re.findall(r'href="(/claims/\d+/[^"]*)"', links))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "9998-12-31"])
def test_days_at_the_ends_of_the_calendar_are_days(client, topic, day):
    client.force_login(member("analyst"))
    assert client.get(f"{topic.get_absolute_url()}?asof={day}").status_code == 200
    assert client.get(f"{reverse('claims:changes')}?asof={day}").status_code == 200
