"""Events from the thread of a text, and metrics from what governs a figure: on sentences of our own."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.extraction.components import event_signs, events, metrics
from claims.extraction.components.metrics import Context
from claims.extraction.components.nouns import lookup
from claims.records import Kind, Metric, Precision, Stance

PUBLISHED = date(2025, 3, 12)
MONDAY = date(2025, 3, 10)


def counts(text):
    return [claim for claim in extract(text, PUBLISHED) if claim.kind is Kind.COUNT]


def days(text):
    return [claim.event_from for claim in counts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Am Montag explodierte in Linz ein Kessel. 14 Menschen wurden verletzt.",
        "Am Montag explodierte in Linz ein Kessel. Die Klinik sprach von 14 Verletzten.",
        "Bei einem Beben bei Linz starben vier Menschen. Das Erdbeben ereignete sich am Montag.",
        "Am Montag explodierte in Linz ein Kessel. Der Kessel war alt. Unter den Toten waren drei Frauen.",
    ],
)
def test_a_toll_takes_the_day_of_the_sentences_before(text):
    assert days(text)[-1] == MONDAY


@pytest.mark.parametrize(
    "text",
    [
        "Am Montag explodierte in Linz ein Kessel. Die Firma hat 300 Mitarbeiter.",
        "Am Montag explodierte in Linz ein Kessel. Bisher starben bei Unfällen der Firma 20 Menschen.",
        "Am Montag explodierte in Linz ein Kessel. Die Stadt will 40 Wohnungen bauen.",
        "Am Montag explodierte in Linz ein Kessel. Kürzlich starben dort 20 Menschen.",
        "Am Montag explodierte in Linz ein Kessel. In den letzten Jahren starben dort 20 Menschen.",
        "Die für Montag geplante Feier in Linz wurde abgesagt. Bei einem Unfall wurden 20 Menschen verletzt.",
    ],
)
def test_what_lasts_or_adds_up_or_is_planned_takes_no_day_of_an_incident(text):
    assert days(text)[-1] is None


def test_a_further_incident_takes_over():
    text = (
        "Am Sonntag gab es in Linz eine Kundgebung mit 400 Teilnehmern. Am Montag fand eine weitere Kundgebung statt. "
        "Die Veranstalter dankten allen. Das Wetter war gut. Die Stadt war zufrieden. Es kamen 900 Menschen."
    )
    assert days(text) == [date(2025, 3, 9), MONDAY]


def test_damals_goes_on_with_what_was_long_ago():
    assert days("Im Mai 2019 brannte in Linz ein Lager. Damals wurden 30 Arbeiter verletzt.") == [date(2019, 5, 1)]


def test_since_then_opens_the_day_of_the_sentence_before():
    text = "Am Montag barst in Linz ein Damm. Seitdem sind 900 Menschen auf der Flucht."
    claim = counts(text)[0]
    assert (claim.event_from, claim.event_to) == (MONDAY, None)


@pytest.mark.parametrize(
    "text",
    [
        "Weitere Aktionen sind für Freitag angekündigt. Dann sollen 400 Menschen demonstrieren.",
        "Am Freitag soll in Linz ein Marsch stattfinden. Erwartet werden 400 Teilnehmer.",
    ],
)
def test_a_plan_goes_on(text):
    assert days(text)[-1] == date(2025, 3, 14)


def test_fighting_over_days_has_no_day_of_its_own():
    text = (
        "Am dritten Tag der Offensive wurden am Montag Stellungen bei Linz beschossen. Ein Arzt kam. Es regnete. "
        "Ein Dorf brannte. Dann war es still. Insgesamt wurden 40 Menschen verletzt."
    )
    assert days(text) == [None]


def test_a_day_behind_does_not_reach_back():
    text = "In Linz starben acht Menschen. Am Montag kam ein Minister nach Graz. Dort explodierte ein Kessel."
    assert days(text) == [None]


def test_sums_share_the_period_of_the_sentence_before():
    text = "Im ersten Quartal sank der Umsatz. In Linz ging er um 4 Prozent auf 300 Millionen Euro zurück."
    assert days(text) == [date(2025, 1, 1)]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Das Feuer war das schwerste seit Jahren.", set()),
        ("Bisher starben 20 Menschen.", {"totals"}),
        ("Kürzlich brannte ein Lager.", {"vague"}),
        ("Damals brannte ein Lager.", {"long ago", "then", "back"}),
        ("Unter den Toten waren drei Kinder.", {"victims", "back"}),
        ("Die Explosion war laut.", {"known incident"}),
        ("Es gab eine schwere Explosion.", {"new incident"}),
    ],
)
def test_the_words_of_a_sentence_make_signs(text, signs):
    assert event_signs.of_sentence(text) == signs


def test_the_heavier_candidate_wins_and_nothing_light_does():
    day = (MONDAY, MONDAY, Precision.DAY)
    other = (PUBLISHED, PUBLISHED, Precision.DAY)
    heavy = events.Candidate(day, frozenset({"metric toll", "tense preterite"}))
    light = events.Candidate(other, frozenset({"metric lasting"}))
    assert events.best([light, heavy]) == day
    assert events.best([light])[0] is None


def test_parts_share_the_day_and_the_metric_of_the_whole():
    whole, part, last = counts("Im Mai 2024 starben 79 Soldaten, darunter 57 Sanitäter sowie neun Fahrer.")
    assert {whole.metric, part.metric, last.metric} == {Metric.KILLED}
    assert {whole.event_from, part.event_from, last.event_from} == {date(2024, 5, 1)}


def test_a_part_that_says_itself_what_became_of_it_keeps_its_metric():
    _, part = counts("40 Bewohner wurden evakuiert, davon zwölf verletzt.")
    assert part.metric is Metric.WOUNDED


@pytest.mark.parametrize(
    ("noun", "adjectives", "governing", "metric"),
    [
        ("Gäste", "", "wurden ertrunken aufgefunden auffinden", Metric.KILLED),
        ("Teilnehmer", "verletzte", "feierten feiern", Metric.WOUNDED),
        ("Verhaftungen", "", "gab geben verletzte", Metric.CAPTURED),
        ("Einwohner", "", "aufgefordert auffordern", Metric.OTHER),
        ("Bewohner", "", "aufgefordert auffordern", Metric.OTHER),
        ("Soldaten", "", "Flucht von", Metric.OTHER),
        ("Angestellte", "", "entlassen werden", Metric.JOBS),
        ("Stellen", "wegfallenden", "fest", Metric.JOBS),
        ("Hagelkörner", "", "gefallen", None),
    ],
)
def test_what_governs_a_noun_says_what_is_counted(noun, adjectives, governing, metric):
    found = metrics.metric(lookup(noun), Context(adjectives, governing, (), ""), Stance.ASSERTS)
    assert found is metric
