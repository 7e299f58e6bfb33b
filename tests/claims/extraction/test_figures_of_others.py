"""Figures whose noun stands elsewhere, the number one, and numbers that count nothing: on sentences of our own."""

from datetime import date
from decimal import Decimal

import pytest

from claims.extraction import extract
from claims.records import Kind, Metric

PUBLISHED = date(2025, 3, 12)


def values(text):
    return [claim.value_low for claim in extract(text, PUBLISHED) if claim.kind is Kind.COUNT]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zwölf der einst 40 Stellen wurden gestrichen.", [12, 40]),
        ("Die Werft will 20 feste und 30 freie Mitarbeiter entlassen.", [20, 30]),
        ("Am Sonntag kamen 900 Besucher, am Montag waren es etwa 600.", [900, 600]),
        ("Zehntausende folgten dem Aufruf.", [20_000]),
        ("Mindestens eine Person soll in dem Tunnel gestorben sein.", [1]),
        ("Bei dem Brand starben sechs Frauen und ein Kind.", [6, 1]),
        ("Eine fünfköpfige Besatzung war an Bord.", [5]),
        ("Die Zehntausend-Mann-Truppe zog ab.", [10_000]),
        ("Das Paket kostet in diesem Jahr 120 Millionen Euro.", [120_000_000]),
    ],
)
def test_counts(text, expected):
    assert values(text) == [Decimal(value) for value in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Das Flugzeug verlor 3.000 Höhenmeter.",
        "Der Hof liegt acht Kilometer Luftlinie vom Ufer entfernt.",
        "Eine Frau aus Graz hat ein Buch geschrieben.",
        "Im Jahr 1200 gab es dort eine Burg.",
    ],
)
def test_lengths_articles_and_years_count_nothing(text):
    assert values(text) == []


def test_all_of_whom_a_part_is_counted_are_a_strength():
    claims = extract("Zwölf der einst 40 Stellen wurden gestrichen.", PUBLISHED)
    assert [claim.metric for claim in claims if claim.kind is Kind.COUNT] == [Metric.JOBS, Metric.STRENGTH]
