"""Figures on phrases of our own: number formats, hedges, ranges, vague words, and what is no count."""

from decimal import Decimal

import pytest

from claims.extraction.components.quantities import find


def values(text):
    return [(quantity.low, quantity.high, quantity.approx.value, quantity.noun) for quantity in find(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "approx", "noun"),
    [
        ("42.500 Zuschauer kamen", 42500, 42500, "exact", "Zuschauer"),
        ("etwa 42'500 Zuschauer", 42500, 42500, "about", "Zuschauer"),
        ("etwa 42’500 Zuschauer", 42500, 42500, "about", "Zuschauer"),
        ("42 500 Zuschauer", 42500, 42500, "exact", "Zuschauer"),
        ("42\u202f500 Zuschauer", 42500, 42500, "exact", "Zuschauer"),
        ("2,5 Millionen Euro", 2500000, 2500000, "exact", "Euro"),
        ("7 Mrd. Dollar", 7000000000, 7000000000, "exact", "Dollar"),
        ("über 900 Rekruten", 900, None, "more_than", "Rekruten"),
        ("mehr als zwölf Panzer", 12, None, "more_than", "Panzer"),
        ("fast 80 Häuser", None, 80, "less_than", "Häuser"),
        ("bis zu 700 Kühe", None, 700, "up_to", "Kühe"),
        ("knapp 60 Boote", 60, 60, "about", "Boote"),
        ("gut 60 Boote", 60, 60, "about", "Boote"),
        ("4.000 bis 6.000 Helfer", 4000, 6000, "range", "Helfer"),
        ("zwischen 40 und 50 Helfer", 40, 50, "range", "Helfer"),
        ("vier bis sechs Boote", 4, 6, "range", "Boote"),
        ("zwei bis drei Millionen Menschen", 2000000, 3000000, "range", "Menschen"),
        ("Dutzende Verletzte", 24, None, "vague", "Verletzte"),
        ("Hunderte Anwohner", 200, None, "vague", "Anwohner"),
        ("Zehntausende auf den Straßen", 20000, None, "vague", None),
        ("mehrere hundert Anwohner", 200, None, "vague", "Anwohner"),
        ("einige tausend Bürger", 2000, None, "vague", "Bürger"),
        ("drei Dutzend Kühe", 36, 36, "exact", "Kühe"),
        ("eine halbe Million Tonnen", 500000, 500000, "exact", "Tonnen"),
        ("siebenundzwanzig Schüler", 27, 27, "exact", "Schüler"),
        ("hundertzwanzig Feuerwehrleute", 120, 120, "exact", "Feuerwehrleute"),
        ("fünf oder mehr Kühe", 5, None, "more_than", "Kühe"),
        ("15 Mio. € Schaden", 15000000, 15000000, "exact", "Euro"),
    ],
)
def test_it_reads_the_value_and_the_noun(text, low, high, approx, noun):
    expected = (None if low is None else Decimal(low), None if high is None else Decimal(high), approx, noun)
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "am 3. Mai",
        "um 18 Uhr",
        "um 18.30 Uhr",
        "30 Prozent der Stimmen",
        "12,5 % mehr",
        "der 45-jährige Fahrer",
        "nach 20 Jahren",
        "Artikel 5 des Vertrags",
        "60 Kilometer östlich",
        "im Jahr 1987",
        "2:1 gewonnen",
        "der 17.08.2021",
        "Typ U-99",
        "ein Mann und eine Frau",
        "Deutschland fand ein Ende",
        "die 3. Kompanie",
    ],
)
def test_it_leaves_out_what_counts_nothing(text):
    assert values(text) == []


def test_it_keeps_the_adjectives_between_number_and_noun():
    [quantity] = find("rund 700 bewaffnete kolumbianische Kämpfer")
    assert quantity.modifiers == ("bewaffnete", "kolumbianische")
    assert quantity.unit == "Kämpfer"


def test_a_verb_is_no_adjective():
    [quantity] = find("Von 40 wurden Teile gefunden")
    assert quantity.noun is None


def test_a_hedge_may_hang_on_the_dateline():
    text = "WienRund 600 Pendler warten"
    [quantity] = find(text)
    assert text[quantity.start : quantity.end] == "Rund 600"


def test_a_noun_that_lost_its_space_is_cut():
    [quantity] = find("Sie zählt 900 Soldatenwas viel ist")
    assert quantity.noun == "Soldaten"


def test_offsets_hold():
    text = "Gestern halfen mindestens 35 freiwillige Helfer."
    [quantity] = find(text)
    assert text[quantity.start : quantity.end] == "mindestens 35"
    assert text[quantity.noun_start : quantity.noun_end] == "Helfer"
