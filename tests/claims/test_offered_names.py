"""What is offered while a name is typed: found by any name, once each, what was typed marked, at little cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from claims.models import Actor, Place
from claims.registry.offering import OFFERED, marked
from tests import factories as make
from tests.claims.stories import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(member("editor"))
    return client


def offered(client, typed, word="actor", **headers):
    return client.get(reverse(f"claims:{word}_names"), {"q": typed}, **headers)


def names(response):
    return [offer.row.name for offer in response.context["offers"].rows]


@pytest.mark.parametrize("typed", ["süd", "SUD", "sued", "Süd"])
def test_the_likeliest_is_first_whatever_umlauts_are_typed(editor, typed):
    for name in ("Armee Südkoreas", "Halbsüdler", "Südkorea", "Süd", "Nordkorea"):
        make.actor(name)
    make.actor("NIS").aliases.create(name="Südlicher Dienst")
    assert names(offered(editor, typed)) == ["Süd", "Südkorea", "NIS", "Armee Südkoreas", "Halbsüdler"]


def test_a_name_is_offered_once_with_its_type_its_country_and_the_name_that_it_was_found_by(editor):
    nis = make.actor("NIS")
    Actor.objects.filter(pk=nis.pk).update(country="Südkorea")
    nis.aliases.create(name="Nationaler Nachrichtendienst")
    nis.aliases.create(name="Nachrichtendienst aus Seoul")
    found = offered(editor, "nachrichten")
    page = found.content.decode()
    words = " ".join(strip_tags(page).split())
    assert words == f"NIS {nis.get_type_display()} · Südkorea also: Nachrichtendienst aus Seoul"
    assert page.count('role="option"') == 1
    assert 'data-name="NIS"' in page
    assert 'data-told="1 suggestion"' in page
    assert '<mark class="found">Nachrichten</mark>dienst aus Seoul' in page
    assert '<span class="offered" lang="de">NIS</span>' in page
    assert "also:" not in offered(editor, "nis").content.decode()


def test_what_was_merged_leads_to_the_row_that_it_is_kept_with(editor):
    stays = make.actor("NIS")
    gone = make.actor("Geheimdienst Seoul")
    gone.aliases.create(name="Dienst der Hauptstadt")
    Actor.objects.filter(pk=gone.pk).update(merged_into=stays)
    for typed in ("geheim", "hauptstadt"):
        assert names(offered(editor, typed)) == ["NIS"]
    assert names(offered(editor, "")) == ["NIS"]


def test_places_are_offered_and_nothing_is_made_up(editor):
    Place.objects.create(name="München", kind="city", country="Deutschland")
    words = " ".join(strip_tags(offered(editor, "muench", "place").content.decode()).split())
    assert words == "München city · Deutschland"
    assert 'data-told="No suggestions"' in offered(editor, "gibtesnicht").content.decode()


def test_many_are_counted_and_told_in_german_at_three_queries(editor):
    for number in range(OFFERED + 5):
        make.actor(f"Stelle {number}").aliases.create(name=f"Amt & Stelle {number}")
    offered(editor, "stelle")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = offered(editor, "stelle", headers={"accept-language": "de"}).content.decode()
    assert f"Die ersten {OFFERED} von {OFFERED + 5} Vorschlägen" in page
    assert page.count('role="option"') == OFFERED
    assert len([query for query in queries if "claims_" in query["sql"]]) == 3
    assert len(queries) <= 12


@pytest.mark.parametrize(
    ("name", "words", "wanted"),
    [
        ("München", ["muench"], "[Münch]en"),
        ("München", ["MUNCH"], "[Münch]en"),
        ("Große Straße", ["strasse"], "Große [Straße]"),
        ("Gießen", ["s"], "Gie[ß]en"),
        ("Amt Süd", ["süd", "amt"], "[Amt] [Süd]"),
        ("NIS", ["", "x"], "NIS"),
        ("<b>&Co", ["co"], "<b>&[Co]"),
    ],
)
def test_what_was_typed_is_marked(name, words, wanted):
    pieces = marked(name, words)
    assert "".join(f"[{piece}]" if typed else piece for piece, typed in pieces) == wanted
    assert "".join(piece for piece, _ in pieces) == name


def test_markup_in_names_and_odd_words_do_no_harm(editor):
    make.actor('<b>"Amt"</b>')
    page = offered(editor, "amt").content.decode()
    assert "<b>" not in page
    for typed in ("\0", "%", "\\", "x" * 100_000, "a " * 500):
        assert offered(editor, typed).status_code == 200
