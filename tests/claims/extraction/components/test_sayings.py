"""Where something was said is no place of what was said; a verb of speech is no adjective of who says it."""

from datetime import date

import pytest

from claims.extraction import extract


def first(text):
    claim = extract(text)[0]
    return claim.value_low, [place.name for place in claim.places], claim.source and claim.source.canonical


@pytest.mark.parametrize(
    "text",
    [
        "Rund 900 Seeleute seien nach Norwegen verlegt worden, sagte Pentagon-Sprecherin Lena Holm in Washington.",
        "Pentagon-Sprecherin Lena Holm erklärte in Washington, rund 900 Seeleute seien nach Norwegen verlegt worden.",
        "Pentagon-Sprecherin Lena Holm hatte in Washington von 900 Seeleuten in Norwegen gesprochen.",
    ],
)
def test_the_place_of_the_saying_is_left_out(text):
    value, where, source = first(text)
    assert (value, source) == (900, "Pentagon")
    assert "Washington" not in where


def test_a_place_inside_what_is_said_stays():
    assert first("Das Pentagon teilte mit, in Bergen seien 900 Seeleute stationiert.") == (900, ["Bergen"], "Pentagon")
    text = "In Bergen sind 900 Seeleute stationiert, sagte Pentagon-Sprecherin Lena Holm."
    assert first(text) == (900, ["Bergen"], "Pentagon")


@pytest.mark.parametrize("verb", ["sagte", "erklärte", "berichtete"])
def test_a_finite_verb_is_not_read_into_the_name(verb):
    claim = extract(f"Rund 900 Seeleute seien verletzt worden, {verb} Pentagon-Sprecherin Lena Holm.")[0]
    assert claim.source.name == "Pentagon-Sprecherin Lena Holm"
    assert claim.source.canonical == "Pentagon"


@pytest.mark.parametrize(
    ("noun", "metric"),
    [
        ("Toten und Verletzten", "casualties"),
        ("Toten oder schwer Verletzten", "casualties"),
        ("Toten und 20 Verletzten", "killed"),
        ("Toten", "killed"),
    ],
)
def test_dead_and_wounded_together_are_losses(noun, metric):
    claim = extract(f"Die Küstenwache ging von 470 {noun} aus.")[0]
    assert (claim.value_low, claim.metric) == (470, metric)


@pytest.mark.parametrize("name", ["Pjöngjang", "Pjongjang", "Pyongyang"])
def test_spellings_of_a_capital_are_one_place(name):
    assert first(f"In {name} sind 900 Seeleute stationiert.")[1] == ["Pjöngjang"]


def test_a_clause_without_verb_has_its_own_day_of_saying():
    text = "Am Morgen hatte die Polizei noch von 690 Toten gesprochen, am Dienstagabend von 140."
    days = {claim.value_low: claim.reported_on for claim in extract(text, date(2025, 3, 12))}
    assert days == {690: date(2025, 3, 12), 140: date(2025, 3, 11)}


def test_the_first_evening_is_that_of_the_incident():
    text = (
        "Als in Bergen die Erde bebte, sprach die Polizei am ersten Abend von 140 Toten. "
        "Acht Tage später ist die Zahl höher: Die Polizei meldete 690 Tote."
    )
    days = {claim.value_low: claim.reported_on for claim in extract(text, date(2025, 3, 12))}
    assert days == {140: date(2025, 3, 4), 690: date(2025, 3, 12)}
