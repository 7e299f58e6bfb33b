"""One figure of one source through many outlets is one claim: in charts and tables, among changes, and on cards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from claims.charts.sparkline import sparkline
from claims.models import Change, Claim, Kind, Stance, Topic
from claims.records import PlaceRef, PlaceRole
from claims.timeline import card as cards
from claims.timeline.card import claim_card
from claims.timeline.changes import latest_changes
from claims.timeline.filters import Filters
from claims.timeline.topic import topic_timeline
from tests.claims.stories import line, member, print_article, tell

pytestmark = pytest.mark.django_db
D = date(2024, 10, 18)
PAPERS = [f"Blatt {number}" for number in range(7)]


def agency(**fields):
    """Seven papers print what the NIS said."""
    told = [print_article([line("Es sind 1.500.", "1.500", said=D, **fields)], D, paper=name) for name in PAPERS]
    return [claims[0] for claims in told], Topic.objects.get()


def test_seven_outlets_are_one_point_in_seven_outlets():
    claims, topic = agency()
    tell("Es sind 3.000.", "3.000", low=3000, high=3000, said=date(2024, 10, 23))
    points = topic_timeline(topic, Filters()).points
    assert [(len(point.claims), len(point.outlets)) for point in points] == [(7, 7), (1, 1)]
    assert points[0].pk == claims[0].pk


def test_the_page_counts_them_once_and_says_how_often_they_are_printed(client):
    _, topic = agency()
    client.force_login(member("analyst"))
    assert "1 claim in 7 mentions" in client.get(topic.get_absolute_url()).content.decode()
    narrowed = client.get(topic.get_absolute_url(), {"outlet": "x", "q": "1.500"}).content.decode()
    assert "1 claim is shown, in 7 of 7 mentions." in narrowed
    assert "count mentions" in narrowed


def test_they_make_one_first_and_one_raise_and_nothing_else_that_changed():
    _, topic = agency()
    tell("Es sind 3.000.", "3.000", low=3000, high=3000, said=date(2024, 10, 23))
    kinds = sorted(Change.objects.values_list("what", flat=True))
    assert kinds == ["first", "raised", *["repeated"] * 6]
    assert [change.what for change in latest_changes(topic)[:20]] == ["raised"]


def test_they_weigh_no_more_in_a_sparkline():
    _, topic = agency()
    tell("Es sind 3.000.", "3.000", low=3000, high=3000, said=date(2024, 10, 23))
    seven = sparkline(topic_timeline(topic, Filters()).points)
    Claim.objects.filter(article__outlet__name__in=PAPERS[1:]).delete()
    assert sparkline(topic_timeline(topic, Filters()).points) == seven


def test_a_card_names_the_other_outlets_with_their_days(client):
    claims, _ = agency()
    print_article([line("Es sind 1.500.", "1.500", said=D)], date(2024, 10, 20), paper="Spätblatt")
    card = claim_card(claims[2].pk)
    assert card
    assert [other.outlet for other in card.others] == [*PAPERS[:2], *PAPERS[3:], "Spätblatt"]
    assert card.others[-1].published == date(2024, 10, 20)
    client.force_login(member("analyst"))
    page = client.get(reverse("claims:claim", args=[claims[2].pk])).content.decode()
    assert "The same claim in other outlets" in page
    assert reverse("claims:claim", args=[claims[6].pk]) in page


def test_what_was_printed_later_is_not_named_on_an_evening_before():
    claims, _ = agency()
    print_article([line("Es sind 1.500.", "1.500", said=D)], date(2024, 10, 20), paper="Spätblatt")
    card = claim_card(claims[0].pk, date(2024, 10, 19))
    assert card
    assert [other.outlet for other in card.others] == PAPERS[1:]


@pytest.mark.parametrize(
    "unlike",
    [
        {"low": 1600, "high": 1600},
        {"high": None},
        {"by": "Pentagon"},
        {"by": None},
        {"stance": Stance.DENIES},
        {"said": date(2024, 10, 19)},
        {"subject_actor": "Russland"},
    ],
)
def test_what_differs_is_another_claim(unlike):
    one = tell("Es sind 1.500.", "1.500", said=D)
    tell("Es sind 1.500.", "1.500", paper="Kurier", **({"said": D} | unlike))
    card = claim_card(one.pk)
    assert card
    assert card.others == ()


def test_places_must_be_the_same():
    def put(paper, *names):
        places = tuple(PlaceRef(name, PlaceRole.AT) for name in names)
        fields: dict[str, Any] = {"kind": Kind.LOCATION, "stance": Stance.ASSERTS, "places": places}
        return tell("Sie sind dort.", said=D, paper=paper, **fields)

    one = put("Bote", "Kursk", "Ussurijsk")
    put("Kurier", "Ussurijsk", "Kursk")
    put("Anzeiger", "Kursk")
    card = claim_card(one.pk)
    assert card
    assert [other.outlet for other in card.others] == ["Kurier"]


def test_articles_that_speak_for_themselves_carry_nothing_of_each_other():
    one = tell("Es sind 1.500.", "1.500", said=D, by=None, paper="Bote")
    tell("Es sind 1.500.", "1.500", said=D, by=None, paper="Kurier")
    card = claim_card(one.pk)
    assert card
    assert card.others == ()


@pytest.fixture
def _looked_at_anew():
    """A card's query is put together once, with the number of mentions that it looks at."""
    yield
    cards._claims.cache_clear()


@pytest.mark.usefixtures("_looked_at_anew")
def test_of_many_mentions_the_card_says_how_many_and_a_page_has_them_all(client, monkeypatch):
    claims, topic = agency()
    tell("Es sind 3.000.", "3.000", low=3000, high=3000, said=date(2024, 10, 23))
    few = claim_card(claims[0].pk)
    monkeypatch.setattr("claims.timeline.mentions.MOST", 3)
    cards._claims.cache_clear()
    many = claim_card(claims[0].pk)
    assert few
    assert many
    assert (len(few.others), few.n_mentions, len(many.others), many.n_mentions) == (6, 6, 3, 6)
    client.force_login(member("analyst"))
    address = reverse("claims:mentions", args=[claims[0].pk])
    assert f'href="{address}"' in client.get(claims[0].get_absolute_url()).content.decode()
    body = client.get(address).content.decode()
    assert all(paper in body for paper in PAPERS[1:])
    assert [row.pk for row in client.get(address).context["page"]] == [claim.pk for claim in claims[1:]]
    assert client.get(address, {"asof": "2024-10-18"}).context["page"].paginator.count == 6
    assert client.get(address, {"asof": "2024-10-01"}).status_code == 404


def test_places_are_found_elsewhere_by_their_names(client):
    def put(paper, *names):
        places = tuple(PlaceRef(name, PlaceRole.AT) for name in names)
        fields: dict[str, Any] = {"kind": Kind.LOCATION, "stance": Stance.ASSERTS, "places": places}
        return tell("Sie sind dort.", said=D, paper=paper, **fields)

    first = put("Bote", "Kursk", "Ussurijsk")
    put("Kurier", "Ussurijsk", "Kursk")
    put("Anzeiger", "Kursk")
    client.force_login(member("analyst"))
    page = client.get(reverse("claims:mentions", args=[first.pk])).context["page"]
    assert [row.article.outlet.name for row in page] == ["Kurier"]


def test_an_article_lists_some_of_its_copies_and_a_page_has_them_all(client, monkeypatch):
    monkeypatch.setattr("claims.views.articles.COPIES", 2)
    claims, _ = agency()
    client.force_login(member("analyst"))
    article = claims[0].article
    address = reverse("claims:article_copies", args=[article.pk])
    response = client.get(article.get_absolute_url())
    assert "2 of 6 articles: see all" in response.content.decode()
    assert client.get(address).context["page"].paginator.count == 6
