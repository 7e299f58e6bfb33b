"""Each change in one sentence, in English and German: every kind, of figures, positions and places."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.utils.translation import override

from claims.models import Change, Claim
from claims.records import Approximation, Kind, Metric, PlaceRef, PlaceRole, Stance
from claims.templatetags.change_words import change_sentence, change_words, counted, difference_apart
from tests.claims.stories import line, position, print_article, tell

pytestmark = pytest.mark.django_db
D = date(2024, 10, 23)
What = Change.What


def said(what):
    """The newest change of a kind, in English and German; blanks that never break are as any others here."""
    change = Change.objects.for_list().filter(what=what)[0]
    with override("en"):
        english = change_sentence(change)
    with override("de"):
        return english.replace("\xa0", " "), change_sentence(change).replace("\xa0", " ")


def test_a_raised_figure():
    tell("Es sind 1.500.", "1.500", said=date(2024, 10, 18))
    tell("Es sind 3.000.", "3.000", low=3000, high=3000, said=D)
    assert said("raised") == (
        "NIS raised its figure on October 23, 2024 from 1,500 to 3,000 (+100 %).",
        "Der NIS hob seine Angabe am 23. Oktober 2024 von 1.500 auf 3.000 Soldaten an (+100 %).",
    )
    change = Change.objects.for_list().get(what="raised")
    with override("de"):
        assert (
            change_words(change).replace("\xa0", " ")
            == "Der NIS hob seine Angabe von 1.500 auf 3.000 Soldaten an (+100 %)."
        )
        assert difference_apart(change) == "+1.500"
        assert counted(change.claim) == "Soldaten"


def test_thousands_that_become_a_figure():
    tell("Tausende.", "Tausende", low=2000, high=None, approx=Approximation.VAGUE, said=date(2024, 10, 18))
    tell("Etwa 10.000.", "Etwa 10.000", low=10000, high=10000, approx=Approximation.ABOUT, said=D)
    assert said("refined") == (
        "NIS made its figure more exact on October 23, 2024: about 10,000 instead of 2,000 or more, vague.",
        "Der NIS präzisierte seine Angabe am 23. Oktober 2024: rund 10.000 Soldaten statt Tausende.",
    )


def test_a_figure_that_its_text_takes_back():
    tell("Es sind 12.", "12", low=12, high=12, said=date(2024, 10, 18), by="Behörden", unit="Toter")
    tell("Es sind 10.", "10", low=10, high=10, said=D, by="Behörden", unit="Toter", former=12, takes_back=True)
    assert said("corrected") == (
        "Behörden corrected their figure on October 23, 2024 from 12 to 10 (−17 %).",
        "Die Behörden korrigierten ihre Angabe am 23. Oktober 2024 von 12 auf 10 Tote (−17 %).",
    )


def test_a_figure_of_others_that_a_source_corrects():
    tell("Es sind 12.", "12", low=12, high=12, said=date(2024, 10, 18), by=None, paper="Bote")
    tell("Es sind 10.", "10", low=10, high=10, said=D, former=12, takes_back=True)
    assert said("corrected") == (
        "NIS corrected the figure of Bote on October 23, 2024 from 12 to 10 (−17 %).",
        "Der NIS korrigierte am 23. Oktober 2024 eine fremde Angabe (Bote) von 12 auf 10 Soldaten (−17 %).",
    )


def test_a_figure_that_others_left_behind():
    tell("Es sind 1.500.", "1.500", said=date(2024, 10, 10))
    tell("Es sind 9.000.", "9.000", low=9000, high=9000, said=date(2024, 10, 15), by="Regierung Ukraine")
    tell("Es sind 10.000.", "10.000", low=10000, high=10000, said=D, by="Pentagon")
    assert said("overtaken") == (
        "Pentagon gave 10,000 (+567 %) on October 23, 2024, which overtakes the older figure of NIS (1,500).",
        "Das Pentagon kam am 23. Oktober 2024 auf 10.000 Soldaten (+567 %); die ältere Angabe (NIS: 1.500) ist damit "
        "überholt.",
    )


def test_who_agrees_and_who_does_not():
    held: dict[str, Any] = {"metric": Metric.PARTICIPANTS, "unit": "Mensch", "event_from": D, "event_to": D}
    tell("Es sind 9.000.", "9.000", low=9000, high=9000, said=D, by="Veranstalter", **held)
    tell("Es sind 2.000.", "2.000", low=2000, high=2000, said=D + timedelta(1), by="Polizei", **held)
    tell("Es sind 9.000.", "9.000", low=9000, high=9000, said=D + timedelta(2), by="Bürgermeister", **held)
    change = Change.objects.for_list().get(what="contradicted", claim__source__name="Polizei")
    with override("de"):
        assert (
            change_words(change) == "Die Polizei nannte eine andere Zahl als die Veranstalter (9.000): 2.000 Menschen."
        )
    assert said("corroborated")[1] == (
        "Der Bürgermeister nannte am 25. Oktober 2024 eine ähnliche Zahl wie die Veranstalter (9.000): 9.000 Menschen."
    )


def test_a_denied_figure():
    tell("Es sind 500.", "500", low=500, high=500, said=D, by="NATO")
    tell("Es sind keine 500.", "500", low=500, high=500, said=D + timedelta(1), by="Kreml", stance=Stance.DENIES)
    assert said("contradicted") == (
        "Kreml denied a figure on October 24, 2024 that NATO had given: 500.",
        "Der Kreml dementierte am 24. Oktober 2024 eine Zahl von anderer Seite (NATO): 500 Soldaten.",
    )


def test_what_is_only_expected():
    expected: dict[str, Any] = {"metric": Metric.PLANNED, "stance": Stance.EXPECTS}
    tell("12.000 sollen kommen.", "12.000", low=12000, high=12000, said=date(2024, 10, 18), **expected)
    tell("10.000 sollen kommen.", "10.000", low=10000, high=10000, said=D, **expected)
    assert said("lowered")[1] == (
        "Der NIS senkte die erwartete Zahl am 23. Oktober 2024 von 12.000 auf 10.000 Soldaten (−17 %)."
    )


def test_positions_that_turn():
    tell("Es sind 500.", "500", low=500, high=500, said=D)  # a position alone makes no topic
    position("Die Nato bestätigt es nicht.", Stance.CANNOT_CONFIRM, date(2024, 10, 18), "NATO")
    position("Die Nato bestätigt es.", Stance.CONFIRMS, D, "NATO")
    position("Der Kreml weist es zurück.", Stance.DENIES, date(2024, 10, 10), "Kreml")
    position("Der Kreml räumt es ein.", Stance.CONFIRMS, D, "Kreml")
    assert said("confirmed")[1] == (
        "Die NATO bestätigte dies am 23. Oktober 2024, nachdem es sich zuvor nicht hatte bestätigen lassen."
    )
    assert said("admitted") == (
        "Kreml admitted this on October 23, 2024 after denying it before.",
        "Der Kreml räumte dies am 23. Oktober 2024 nach früherem Dementi ein.",
    )


def test_places_by_name():
    there = (PlaceRef("Kursk", PlaceRole.AT), PlaceRef("Ussurijsk", PlaceRole.AT))
    for by, day in (("NIS", date(2024, 10, 18)), ("NATO", D)):
        tell("Sie sind dort.", said=day, by=by, kind=Kind.LOCATION, stance=Stance.ASSERTS, places=there)
    assert said("corroborated") == (
        "NATO named the same place as NIS on October 23, 2024: Kursk, Ussurijsk.",
        "Die NATO nannte am 23. Oktober 2024 denselben Ort wie der NIS: Kursk, Ussurijsk.",
    )


def test_a_change_of_unknown_day_tells_none():
    print_article([line("Es sind 1.500.", "1.500", said=None)], None)
    assert said("first") == (
        "NIS gave a figure for the first time: 1,500.",
        "Der NIS nannte erstmals eine Zahl: 1.500 Soldaten.",
    )


def test_outlets_keep_the_letters_of_their_names():
    tell("Es sind 1.500.", "1.500", said=D, by=None, paper="dna Nachrichtenagentur")
    assert said("first")[1] == (
        "dna Nachrichtenagentur (eigene Angabe) nannte am 23. Oktober 2024 erstmals eine Zahl: 1.500 Soldaten."
    )


def test_one_alone_stands_in_the_singular():
    claim = tell("Es ist 1 Soldat.", "1", low=1, high=1, said=D)
    assert counted(claim) == "Soldat"
    assert said("first")[1] == "Der NIS nannte am 23. Oktober 2024 erstmals eine Zahl: 1."


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_kind_has_a_sentence_for_every_claim(language):
    """Whatever comparison may find, and some that it never does: no sentence is missing or keeps a gap."""
    now = tell("Es sind 1.500.", "1.500", said=D)
    before = tell("Es sind 900.", "900", low=900, high=900, said=D, by="Behörden")
    place = tell("Sie sind dort.", said=D, kind=Kind.LOCATION, stance=Stance.ASSERTS)
    stance = position("Der Kreml weist es zurück.", Stance.DENIES, D, "Kreml")
    for what, claim, taken in product(Change.What.values, (now, place, stance), Stance):
        claim.stance = taken
        row = Change(what=what, claim=Claim.objects.get(pk=claim.pk), previous=before)
        row.claim.stance = taken
        with override(language):
            sentence = change_sentence(row)
        assert sentence.endswith(".")
        assert "%(" not in sentence
        assert sentence.count(".") < 6
