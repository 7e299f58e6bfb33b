"""The list of topics: filters whose counts hold, orders that can be turned round, rows that say what is stored."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Change, Claim, Topic
from claims.records import Stance
from claims.timeline.contradictions import of_topic
from claims.timeline.filters import FACETS
from claims.timeline.overview import SORTS
from tests.claims.stories import line, member, north_korea, position, print_article, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic(db) -> Topic:
    """Four topics: soldiers, deaths on two planets, and one with a position alone."""
    topic = north_korea()
    for number, (planet, by) in enumerate([("Mars", "Polizei"), ("Mars", "Feuerwehr"), ("Venus", "Polizei")]):
        said = date(2025, 3, 1 + number)
        figure = {"low": 7 + number, "high": 7 + number, "subject_actor": planet, "by": by}
        tell(f"Es sind {7 + number} Tote.", f"{7 + number}", said=said, paper=f"Bote {number}", **figure)
    position("Das sei falsch.", Stance.DENIES, date(2025, 3, 9), "Kreml")
    Claim.objects.filter(source__name="Polizei").update(review="accepted", confidence=0.95)
    Claim.objects.filter(source__name="Kreml").update(confidence=0.3)
    return topic


@pytest.fixture
def listed(client, topic):
    client.force_login(member("analyst"))

    def get(query: str = ""):
        response = client.get(f"{reverse('claims:topics')}?{query}")
        assert response.status_code == 200
        return [row for row, _ in response.context["rows"]], response

    return get


def names(rows) -> list[str]:
    return [str(row.topic) for row in rows]


@pytest.mark.parametrize(
    "query", ["", "metric=deployed", "q=tote", "asof=2024-10-25", "from=2025-01-01&type=government"]
)
def test_every_choice_shows_as_many_topics_as_its_count_says(listed, query):
    facets = {facet.name: facet for facet in listed(f"{query}&facets=1")[1].context["facets"]}
    assert list(facets) == list(FACETS)
    for name, facet in facets.items():
        others = "&".join(part for part in query.split("&") if not part.startswith(f"{name}="))
        for option in facet.options:
            assert len(listed(f"{others}&{name}={option.value}")[0]) == option.count, (name, option)


def test_choices_are_counted_only_where_they_are_shown(listed):
    assert listed()[1].context["facets"] == []
    assert listed("asof=2024-10-25&q=soldaten")[1].context["facets"] == []
    assert listed("facets=1")[1].context["facets"]


@pytest.mark.parametrize("key", SORTS)
def test_every_order_stands_and_turns_round(listed, key):
    def value(row):
        last = Change.objects.filter(series__topic=row.topic.pk).exclude(what__in=["first", "repeated"])
        days = [change.day for change in last if change.day]
        of = {"name": row.topic.sort_key, "claims": row.claims, "sources": row.sources, "outlets": row.outlets,
              "contradictions": row.contradictions, "changed": max(days, default=None)}  # fmt: skip
        return of[key]

    rows = listed(f"sort={key}")[0]
    found = [value(row) for row in rows if value(row) is not None]
    assert found == sorted(found, reverse=SORTS[key])
    assert all(value(row) is None for row in rows[len(found) :])
    back = [value(row) for row in listed(f"sort=-{key}")[0]]
    assert back[: len(found)] == list(reversed(found))
    ties = [str(row.topic) for row in rows if value(row) == value(rows[-1])]
    assert ties == sorted(ties)


def test_heads_say_how_the_table_is_sorted_and_keep_the_filters(listed):
    body = listed("sort=claims&metric=deployed")[1].content.decode()
    assert body.count('aria-sort="descending"') == 1
    assert f'href="{reverse("claims:topics")}?metric=deployed&amp;sort=-claims"' in body
    assert f'href="{reverse("claims:topics")}?metric=deployed&amp;sort=name"' in body


def test_a_row_holds_sums_course_and_the_last_figure_of_each_leading_source(listed, topic):
    row = next(row for row in listed()[0] if row.topic == topic)
    claims = Claim.objects.filter(series__topic=topic)
    assert row.claims == claims.count()
    assert row.sources == claims.values("source").exclude(source=None).distinct().count()
    assert (row.least, row.largest) == (500, 12000)
    assert [day for day, _, _ in row.days] == sorted({day for day, _, _ in row.days})
    assert [point.source.name for point in row.latest] == ["Regierung Ukraine", "westliche Geheimdienste", "Pentagon"]
    assert [point.low for point in row.latest] == [8000, 10000, 10000]


def test_a_contradiction_is_open_until_one_of_both_moves_or_they_agree(topic):
    def said(value, day, by):
        tell(f"Es sind {value}.", f"{value}", said=day, by=by, low=value, high=value, subject_actor="Jupiter")

    def number(asof=None):
        return Topic.objects.filter(actor="Jupiter").annotate(n=of_topic(asof)).values_list("n", flat=True).get()

    said(100, date(2025, 5, 1), "Polizei")
    said(900, date(2025, 5, 1), "Feuerwehr")
    assert number() == 1
    said(300, date(2025, 5, 9), "Feuerwehr")
    assert number(date(2025, 5, 8)) == 1
    assert number() == 0


def test_who_searches_finds_topics_by_name_and_by_evidence(listed):
    assert names(listed("q=venus")[0]) == ["Venus · Soldaten"]
    assert names(listed("q=pentagon")[0]) == ["Nordkorea · Soldaten"]
    assert names(listed("q=panzer")[0]) == []


@pytest.mark.parametrize("words", ["der die das", "%26 %7C !", "--"])
def test_a_search_without_words_says_so(listed, client, topic, words):
    assert "holds no word that can be searched for" in listed(f"q={words}")[1].content.decode()
    page = client.get(f"{topic.get_absolute_url()}?q={words}").content.decode()
    assert "holds no word that can be searched for" in page
    assert "holds no word" not in listed("q=soldaten")[1].content.decode()


def test_each_chip_leads_to_the_page_without_its_choice(listed):
    query = "metric=deployed&stance=asserts&q=soldaten&from=2024-10-01&asof=2025-05-01"
    chips = listed(f"{query}&sort=-claims")[1].context["chips"]
    assert [chip.name for chip in chips] == ["Figure", "Stance", "Words", "From", "Known on the evening of"]
    for chip, left in zip(chips, parse_qsl(query), strict=True):
        wanted = [pair for pair in parse_qsl(query) if pair != left]
        assert parse_qsl(chip.query) == [*wanted, ("sort", "-claims")]


def test_the_list_and_home_stay_within_twelve_queries(client, topic):
    # A claim that a later article brings makes changes of the evening anew: the dearest page there is.
    print_article([line("Es waren 2.200.", "2.200", low=2200, high=2200, said=date(2024, 10, 20))], date(2025, 6, 1))
    client.force_login(member("admin"))
    dear = "facets=1&q=soldaten&metric=deployed&what=raised&asof=2025-01-01&sort=contradictions"
    for page in (
        f"{reverse('claims:topics')}?{dear}",
        f"{reverse('claims:home')}?asof=2025-01-01",
        reverse("claims:home"),
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        assert len(queries) <= 12, (page, [q["sql"][:90] for q in queries])
