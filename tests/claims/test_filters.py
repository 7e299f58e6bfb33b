"""Filters combine: each choice shows what its count promised, and what the words say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict

from claims.forms.filters import read_filters
from claims.models import Claim, ClaimPlace
from claims.timeline.filters import FACETS, Filters
from claims.timeline.selection import selected_claims
from claims.timeline.topic import topic_timeline
from tests.claims.stories import line, member, north_korea, print_article, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    topic = north_korea()
    tell("Zwei Soldaten fielen.", "Zwei", low=2, high=2, said=date(2024, 11, 9), paper="Abendblatt", by=None)
    Claim.objects.filter(value_low=1500).update(review="accepted", confidence=0.95)
    Claim.objects.filter(value_low=8000).update(review="rejected")
    Claim.objects.filter(source__name="Kreml").update(confidence=0.3)
    Claim.objects.filter(source__name="NATO").update(confidence=0.6)
    return topic


def filters(query: str) -> Filters:
    return read_filters(QueryDict(query))[0]


def shown(topic, query: str) -> set[str]:
    return set(selected_claims(topic, filters(query)).values_list("quote", flat=True))


@pytest.mark.parametrize(
    "query",
    ["", "stance=denies&stance=asserts", "metric=deployed&from=2024-10-19", "asof=2024-10-25", "q=soldaten",
     "reviewed=no&confidence=likely&confidence=uncertain", "what=raised&type=government", "source=0&asof=2025-05-01"],
)  # fmt: skip
def test_every_choice_shows_as_many_claims_as_its_count_says(topic, query):
    asked = filters(query)
    for name, facet in topic_timeline(topic, asked).facets.items():
        for option in facet.options:
            alone = replace(asked, chosen={**asked.chosen, name: frozenset([option.value])})
            assert selected_claims(topic, alone).count() == option.count, (name, option.value)


def test_every_facet_offers_something_and_a_rejected_claim_counts_nowhere(topic):
    facets = topic_timeline(topic, Filters()).facets
    assert [name for name in FACETS if not facets[name].options] == []
    for name in ("source", "type", "outlet", "stance", "reviewed", "confidence"):
        assert sum(option.count for option in facets[name].options) == Claim.objects.exclude(review="rejected").count()


def test_each_filter_means_what_it_says(topic):
    wladiwostok = ClaimPlace.objects.get(place__name="Wladiwostok").place_id
    abendblatt = Claim.objects.get(value_low=2).article.outlet_id
    nis = "Der NIS spricht von 1.500 Soldaten."
    assert shown(topic, f"place={wladiwostok}") == {nis}
    assert shown(topic, f"outlet={abendblatt}") == {"Zwei Soldaten fielen."}
    assert shown(topic, "reviewed=yes") == {nis}
    assert shown(topic, "confidence=likely") == {nis}
    assert shown(topic, "confidence=doubtful") == {"Der Kreml weist das zurück.", "Der Kreml räumt es ein."}
    assert shown(topic, "what=admitted") == {"Der Kreml räumt es ein."}
    assert shown(topic, "type=own") == {"Zwei Soldaten fielen.", "Es sollen 20.000 sein."}
    assert shown(topic, "type=own&source=0&stance=denies") == set()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Soldat", {"Der NIS spricht von 1.500 Soldaten.", "Zwei Soldaten fielen."}),  # stems, whatever the ending
        ("spricht soldaten", {"Der NIS spricht von 1.500 Soldaten."}),
        ("pentagon OR cnn OR kursk", {"Das Pentagon nennt 10.000.", "Sie seien in Kursk."}),
        ('"zwei soldaten"', {"Zwei Soldaten fielen."}),
        ("soldaten -zwei", {"Der NIS spricht von 1.500 Soldaten."}),
        ("panzer", set()),
        ("'; DROP TABLE claims_claim; --", set()),
        ("& | ! ( <-> :*", set()),
    ],
)
def test_text_is_searched_in_german(topic, words, found):
    Claim.objects.update(subject="sie")
    assert shown(topic, f"q={QueryDict.fromkeys(['q'], words).urlencode()[2:]}") == found


def test_the_search_column_follows_a_correction_and_leaves_no_trace_in_the_history(topic):
    claim = Claim.objects.get(value_low=2)
    events = claim.pgh_event_model.objects.count()
    claim.subject = "Panzerfahrer"
    claim.save()
    assert shown(topic, "q=panzerfahrer") == {"Zwei Soldaten fielen."}
    assert claim.pgh_event_model.objects.count() == events + 1
    assert not hasattr(claim.pgh_event_model, "search")


@pytest.mark.parametrize("facet", ["source", "outlet", "place"])
def test_numbers_that_nobody_has_are_named(client, topic, facet):
    client.force_login(member("analyst"))
    body = client.get(f"{topic.get_absolute_url()}?{facet}=987654").content.decode()
    assert f"Nothing here has “987654” as its {facet}." in body
    assert "No claim passes these filters." in body


def test_a_search_is_kept_in_the_field_the_address_and_the_files(client, topic):
    client.force_login(member("analyst"))
    body = client.get(f"{topic.get_absolute_url()}?q=%3Cb%3E%00OR+Soldat").content.decode()
    assert 'value="&lt;b&gt; OR Soldat"' in body
    assert "export.csv?q=%3Cb%3E+OR+Soldat" in body


def test_the_page_costs_as_many_queries_with_every_filter(client, topic, django_assert_max_num_queries):
    client.force_login(member("admin"))
    claim = Claim.objects.get(value_low=1500)
    query = f"q=soldaten&source={claim.source_id}&what=first&reviewed=yes&confidence=likely&asof=2025-01-01&place=1"
    with django_assert_max_num_queries(12):
        assert client.get(f"{topic.get_absolute_url()}?{query}&claim={claim.pk}").status_code == 200


def test_the_evidence_of_a_figure_is_cut_where_it_is_stored(topic):
    claim = print_article([line("Es sind genau 4.321 Mann.", "genau 4.321", said=None)], date(2024, 12, 1))[0]
    for figure_start, figure_end, written in [
        (claim.figure_start, claim.figure_end, "genau 4.321"),
        (claim.start, 9_999, claim.quote),
        (9_000, 9_999, ""),
        (claim.figure_end, claim.figure_start, ""),
        (None, None, ""),
    ]:
        Claim.objects.filter(pk=claim.pk).update(figure_start=figure_start, figure_end=figure_end)
        points = [p for s in topic_timeline(topic, Filters()).figures for p in s.points if p.pk == claim.pk]
        assert [p.written for p in points] == [written]
