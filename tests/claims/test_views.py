"""Pages: behind login, by role, whole or in part, within twelve queries, and no address breaks them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from claims.models import Claim
from claims.records import Metric, Stance
from tests import factories as make
from tests.claims.stories import member, north_korea, position, tell
from tests.effort import examples

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic():
    return north_korea()


@pytest.fixture
def analyst(client: Client) -> Client:
    client.force_login(member("analyst"))
    return client


@pytest.fixture
def pages(topic) -> list[str]:
    claim = Claim.objects.get(value_low=1500)
    return [
        reverse("claims:home"),
        reverse("claims:topics"),
        topic.get_absolute_url(),
        f"{topic.get_absolute_url()}?claim={claim.pk}",
        claim.get_absolute_url(),
        reverse("claims:claim_history", args=[claim.pk]),
        reverse("claims:changes"),
        reverse("claims:views"),
        reverse("claims:feeds"),
        reverse("claims:article_list"),
        claim.article.get_absolute_url(),
        f"{claim.article.get_absolute_url()}?claim={claim.pk}",
    ]


def text(response) -> str:
    return str(response.content.decode()).replace("\xa0", " ")


def test_every_page_asks_for_login(client, pages):
    for page in pages:
        response = client.get(page)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("login"))


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_stands_within_twelve_queries(analyst, pages, language):
    for page in pages:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = analyst.get(page, headers={"accept-language": language})
        assert response.status_code == 200, page
        assert f'<html lang="{language}">' in text(response)
        assert len(queries) <= 12, (page, [q["sql"][:120] for q in queries])


def test_pages_cost_no_more_with_more_claims(analyst, pages):
    def costs():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                analyst.get(page)
            found.append(len(queries))
        return found

    before = costs()
    for day in range(1, 9):
        position("Die Nato schweigt.", Stance.CANNOT_CONFIRM, date(2024, 12, day), "NATO")
        tell(f"Es sind 7{day} Tote.", f"7{day}", said=date(2025, 3, day), subject_actor=f"Land {day}", by="Polizei")
    assert costs() == before


def test_no_page_holds_inline_script_or_style(analyst, pages):
    for page in pages:
        body = text(analyst.get(page))
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", body), page
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", body)), page


def test_numbers_of_rows_are_never_written_with_separators(analyst, topic):
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('claims_claim', 'id'), 1234567)")
    claim = tell("Es sind 4.000.", "4.000", said=date(2024, 11, 1), low=4000, high=4000)
    other = tell("Es sind 4.100.", "4.100", said=date(2024, 11, 2), low=4100, high=4100)
    for page in [
        f"{topic.get_absolute_url()}?claim={claim.pk}", claim.get_absolute_url(), claim.article.get_absolute_url(),
        reverse("claims:changes"),
    ]:  # fmt: skip
        body = text(analyst.get(page, headers={"accept-language": "de"}))
        assert str(claim.pk) in body
        assert "1.234.5" not in body
    assert str(other.pk) in text(analyst.get(claim.get_absolute_url()))


def test_a_fragment_is_answered_to_its_target_and_the_page_to_everybody_else(analyst, topic):
    url = topic.get_absolute_url()
    fragment = analyst.get(url, headers={"HX-Request": "true", "HX-Target": "timeline"})
    assert "<html" not in text(fragment)
    assert text(fragment).lstrip().startswith('<div id="timeline"')
    assert 'id="facets" class="facets" hx-swap-oob="true"' in text(fragment)
    restored = analyst.get(
        url, headers={"HX-Request": "true", "HX-Target": "timeline", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in text(restored)
    assert {"HX-Request", "HX-Target"} <= set(fragment["Vary"].replace(" ", "").split(","))


def test_a_changed_filter_puts_the_tidy_address_into_the_bar(analyst, topic):
    response = analyst.get(
        topic.get_absolute_url() + "?stance=denies&from=&to=", headers={"HX-Request": "true", "HX-Target": "timeline"}
    )
    assert response["HX-Push-Url"] == f"{topic.get_absolute_url()}?stance=denies"


def test_every_mark_names_source_figure_and_day_and_leads_to_its_claim(analyst, topic):
    body = text(analyst.get(topic.get_absolute_url()))
    claim = Claim.objects.get(value_low=1500)
    mark = re.search(rf'<a class="mark [^>]*data-mark="{claim.pk}"[^>]*aria-label="([^"]*)"', body)
    assert mark is not None
    assert mark[1] == "NIS: „1.500“, Oct 18, 2024"
    assert f'href="?claim={claim.pk}"' in mark[0]


def test_words_of_articles_never_become_markup(analyst, topic):
    claim = Claim.objects.get(source__name="CNN")
    for page in (topic.get_absolute_url(), claim.get_absolute_url(), claim.article.get_absolute_url()):
        assert "<Mann>" not in text(analyst.get(page))
    assert "&lt;Mann&gt;" in text(analyst.get(claim.get_absolute_url()))


def test_a_card_tells_the_evidence_the_chain_and_the_three_days(analyst, topic):
    claim = Claim.objects.get(value_low=3000)
    body = text(analyst.get(claim.get_absolute_url()))
    assert "<mark>Es seien <strong>rund 3.000</strong>.</mark>" in body
    for said in ("about 3,000", "Morgenblatt", "NIS", "Oct 23, 2024", "from 1,500 to about 3,000 (+100 %)"):
        assert said in body
    assert "+1,500" in body
    assert "+100" in body


def test_an_article_that_speaks_for_itself_is_named_by_its_outlet(analyst, topic):
    tell(
        "Bote: 600 Tote.", "600", low=600, high=600, said=date(2025, 4, 1), paper="Bote", by=None, metric=Metric.KILLED
    )
    tell(
        "Kurier: 900 Tote.",
        "900",
        low=900,
        high=900,
        said=date(2025, 4, 2),
        paper="Kurier",
        by=None,
        metric=Metric.KILLED,
    )
    kurier = Claim.objects.get(value_low=900)
    changes = reverse("claims:changes")
    pages = [topic.get_absolute_url(), kurier.get_absolute_url(), kurier.article.get_absolute_url()]
    for language, words in (("en", "Kurier, in its own voice"), ("de", "Kurier, selbst")):
        for page in pages:
            assert words in text(analyst.get(page, headers={"accept-language": language})), (language, page)
    listed = text(analyst.get(changes))
    assert "Kurier (in its own voice) gave a figure for the first time: 900." in listed
    assert "from 600 to 900" not in listed


def test_sentences_about_changes_fit_sources_in_the_plural(analyst, topic):
    tell(
        "Die Behörden: 50 Verletzte.",
        "50",
        low=50,
        high=50,
        said=date(2025, 5, 1),
        by="Behörden",
        metric=Metric.WOUNDED,
    )
    tell(
        "Die Behörden: 70 Verletzte.",
        "70",
        low=70,
        high=70,
        said=date(2025, 5, 2),
        by="Behörden",
        metric=Metric.WOUNDED,
    )
    body = text(analyst.get(reverse("claims:changes")))
    assert "Behörden gave a figure for the first time: 50." in body
    assert "Behörden raised their figure from 50 to 70 (+40 %)." in body
    german = text(analyst.get(reverse("claims:changes"), headers={"accept-language": "de"}))
    assert "Die Behörden hoben ihre Angabe von 50 auf 70 Soldaten an (+40 %)." in german


def test_the_filter_shows_the_leading_sources_and_keeps_the_rest_at_hand(analyst, topic):
    for number in range(15):
        tell("Es sind 10.", "10", said=date(2025, 3, 1 + number), by=f"Zeuge {number}", low=10, high=10)
    last = Claim.objects.get(source__name="Zeuge 9").source_id
    url = topic.get_absolute_url()
    leading, _, rest = text(analyst.get(url)).partition('<details class="more-chips">')
    assert leading.count('name="source"') == 12
    assert rest.count('name="source"') > 0
    assert f'id="source-{last}"' in rest
    assert '<details class="more-chips" open>' in text(analyst.get(f"{url}?source={last}"))


def test_german_pages_write_german_figures_and_days(analyst, topic):
    body = text(analyst.get(topic.get_absolute_url(), headers={"accept-language": "de"}))
    assert "18.10.2024" in body
    assert ">10.000</text>" in body


def test_an_article_page_marks_its_claims_and_stays_out_of_the_browsers_history(analyst, topic):
    claim = Claim.objects.get(value_low=1500)
    body = text(analyst.get(claim.article.get_absolute_url()))
    assert 'hx-history="false"' in body
    assert f'<mark id="claim-{claim.pk}"' in body


def test_noise_is_shown_greyed_with_its_reason(analyst):
    article = make.article("Text.\nLesen Sie auch dies.")
    Article.objects.filter(pk=article.pk).update(noise=[[6, 26, "related"]])
    body = text(analyst.get(f"{article.get_absolute_url()}?left=1"))
    assert 'class="noise" title="not read: list of other articles">Lesen Sie auch dies.' in body


def test_only_editors_are_offered_to_correct(client, topic):
    claim = Claim.objects.get(value_low=1500)
    edit = reverse("claims:claim_edit", args=[claim.pk])
    for role, offered in (("analyst", False), ("editor", True), ("admin", True)):
        client.force_login(member(role))
        assert (edit in text(client.get(claim.get_absolute_url()))) is offered
        assert (client.get(edit).status_code == 200) is offered


def test_an_outdated_slug_leads_to_the_right_one_with_its_filters(analyst, topic):
    response = analyst.get(reverse("claims:topic", args=[topic.pk, "old"]) + "?stance=denies")
    assert response.status_code == 301
    assert response["Location"] == f"{topic.get_absolute_url()}?stance=denies"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("source=abc", "abc"),
        ("stance=shouts", "shouts"),
        ("from=30.02.2024", "30.02.2024"),
        ("metric=%3Cscript%3E", "&lt;script&gt;"),
        ("from=2025-01-01&to=2024-01-01", "swapped"),
        ("claim=999999999", "does not exist"),
    ],
)
def test_what_is_not_understood_is_left_out_and_said(analyst, topic, query, said):
    response = analyst.get(f"{topic.get_absolute_url()}?{query}")
    assert response.status_code == 200
    assert said in text(response)


LISTS = ["source", "type", "outlet", "metric", "stance", "place", "what", "reviewed", "confidence"]
NAMES = [*LISTS, "from", "to", "asof", "scale", "claim", "page", "q", "sort", "topic", "new", "table", "rows"]
NAMES += ["by", "facets", "undated", "left", "axis", "without", "excel"]
VALUES = st.one_of(
    st.text(max_size=40),
    st.integers(-(10**30), 10**30).map(str),
    st.dates().map(str),
    st.sampled_from(
        ["denies", "event", "deployed", "raised", "own", "yes", "likely", "log", "0", "1", "9999-12-31", "places"]
    ),
    st.sampled_from(["\0", "' OR 1=1 --", "<b>", "x" * 100_000, "\ud7ff", '"', "-", "a OR", "31.12.2024", "007"]),
)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 11), st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=6))
def test_no_address_breaks_a_page(analyst, pages, number, pairs):
    page = f"{pages[number]}?{urlencode(pairs, doseq=True)}"
    # A claim or an article that was not known on the day asked for is not there.
    found = (200, 404) if "asof" in dict(pairs) else (200,)
    assert analyst.get(page).status_code in found, page


def test_a_page_that_is_not_there_says_so_in_the_house(analyst):
    response = analyst.get("/claims/999999999999999999999/")
    assert response.status_code == 404
    assert "Nothing here" in text(response)


def test_an_admin_sees_what_waits_and_what_failed(client):
    make.item(make.article())
    client.force_login(member("admin"))
    assert "1 article is still being read." in text(client.get("/"))
    client.force_login(member("analyst"))
    assert "still being read" not in text(client.get("/"))


def test_too_many_wrong_passwords_show_the_locked_page(client, settings):
    settings.AXES_FAILURE_LIMIT = 3
    User.objects.create_user("eva", password="korrekt-pferd-batterie")
    for _ in range(3):
        response = client.post(reverse("login"), {"username": "eva", "password": "falsch"})
    assert response.status_code == 429
    assert "Too many attempts" in text(response)
