"""What is asked for is kept as facts: whoever reads of it reads the language of the page, whoever asked in which."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override

from claims.arranging import merge_series, name_topic
from claims.models import Actor, Proposal, Series
from claims.registry.offices import Bound
from claims.reviewing.asking import propose_deed
from claims.reviewing.deeds import Deed
from claims.reviewing.named import editing
from claims.reviewing.telling import sides_of, words_of
from tests.claims.stories import member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("four_eyes")]
NEW = {"german": "Heer", "english": "Army", "seen": 0}


@pytest.fixture
def author():
    return member("admin", name="erste")


def asked(deed, author, language):
    """The request as it is read again from the database."""
    with override(language):
        return Proposal.objects.get(pk=propose_deed(deed, author).pk)


def both(row):
    """In German and in English."""
    told = []
    for language in ("de", "en"):
        with override(language):
            told.append(words_of(row))
    return tuple(told)


def deeds(topic, into):
    """Acts whose ends have a word for each language, and these words."""
    series, other = topic.series.get(), into.series.get()
    claim = series.claims.order_by("pk")[0]
    counted, german = str(series), str(series).replace("deployed", "entsandt")
    assert counted != german
    new = {"number": claim.pk, "seen": series.pk, "name": "Neu"}
    return {
        "name_topic": (Deed("name_topic", {"number": topic.pk, **NEW}), ("Heer", "Army")),
        "name_series": (Deed("name_series", {"number": series.pk, **NEW}), (german, counted)),
        "merge_series": (Deed("merge_series", {"number": series.pk, "into_number": other.pk}), (german, counted)),
        "move_to_new_topic": (Deed("move_to_new_topic", new), ("Neu · entsandt", "Neu · deployed")),
    }


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["name_topic", "name_series", "merge_series", "move_to_new_topic"])
def test_topics_and_series_are_called_as_the_reader_calls_them(pair, author, name, language):
    deed, words = deeds(*pair)[name]
    said = both(asked(deed, author, language))
    for told, word in zip(said, words, strict=True):
        assert word in told
    assert words[0] not in said[1]


def test_of_a_naming_the_name_before_is_told_in_both_languages(pair, author, second):
    topic, _ = pair
    named = name_topic(topic.pk, "Heer", "Army", second, seen=0)
    deed = Deed("name_topic", {"number": topic.pk, "german": "Truppe", "english": "Troops", "seen": named.pk})
    german, english = both(asked(deed, author, "de"))
    assert ("„Heer“" in german, "„Truppe“" in german) == (True, True)
    assert ("“Army”" in english, "“Troops”" in english) == (True, True)


def test_what_an_undoing_puts_back_is_told_in_both_languages(pair, author, second):
    topic, into = pair
    one, other = topic.series.get(), into.series.get()
    row = merge_series(one.pk, other.pk, second)
    german, english = both(asked(Deed("undo_arrangement", {"number": row.pk}), author, "en"))
    assert "entsandt" in german
    assert "entsandt" not in english
    assert Series.objects.get(pk=one.pk).merged_into == other  # nothing was done


@pytest.mark.parametrize("language", ["de", "en"])
def test_fields_of_a_name_are_told_with_labels_values_and_days_of_the_reader(stored, pair, author, language):
    actor = Actor.objects.get(name="NIS")
    values = {"type": "person", "office": "Sprecher", "held_from": Bound(date(2021, 12, 1), "month")}
    part = {"parent": Actor.objects.get(name="Pentagon")}
    row = asked(editing(actor, values | part), author, language)
    with override("de"):
        german = {label: after for label, _, after in sides_of(row, None)}
    with override("en"):
        english = {label: after for label, _, after in sides_of(row, None)}
    assert german["Im Amt seit"] == "Dezember 2021"
    assert english["In office from"] == "December 2021"
    assert german["Teil von"] == english["Part of"] == "Pentagon"
    assert "Person" in german.values()
    assert "person" in {word.lower() for word in english.values()}


def test_older_requests_keep_the_words_that_were_stored(desk, stored, pair, author):
    actor = Actor.objects.get(name="NIS")
    row = asked(editing(actor, {"country": "Korea"}), author, "de")
    old = {name: value for name, value in row.deed.items() if name != "fields"} | {"sides": [["Land", "", "Korea"]]}
    Proposal.objects.filter(pk=row.pk).update(deed=old)
    said = desk.get(reverse("claims:proposals"), headers={"accept-language": "en"}).content.decode()
    assert 'scope="row">Land<' in said
