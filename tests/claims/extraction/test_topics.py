"""Actor and class of claims, on articles of our own: what an analyst will see as topics."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.records import Kind, Metric, Stance

PUBLISHED = date(2025, 3, 12)
KENYA = "Kenianische Soldaten sind seit Wochen in Haiti. "


def read(text, kind=None, published=PUBLISHED, title=None):
    return [claim for claim in extract(text, published, title) if kind in {None, claim.kind}]


def topics(text, kind=None, title=None):
    return [(claim.subject_actor, claim.subject_class) for claim in read(text, kind, title=title)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rund 400 Kenianer kämpfen dort.",
        "Rund 400 kenianische Spezialkräfte kämpfen dort.",
        "Rund 400 Soldaten aus Kenia kämpfen dort.",
        "Nairobis Regierung hat 400 Mann entsandt.",
        "In Port-au-Prince trafen 400 Soldaten ein.",
        "Die 400 Soldaten kämpfen neben haitianischen Polizisten.",
        "Laut dem Ministerium starben 30 Soldaten.",
        "Darunter sind 40 Offiziere.",
    ],
)
def test_a_force_keeps_its_country_wherever_it_is(sentence):
    assert topics(KENYA + sentence, Kind.COUNT) == [("Kenia", "Soldaten")]


def test_people_of_a_country_are_no_soldiers_without_a_force_or_at_work():
    assert topics("Rund 400 Kenianer leben in Graz.", Kind.COUNT) == [("Kenia", "Menschen")]
    assert topics(KENYA + "Etwa 900 Kenianer arbeiten in Fabriken.", Kind.COUNT) == [("Kenia", "Menschen")]


def test_losses_without_a_name_are_those_of_the_force():
    text = KENYA + "Bisher wurden mindestens 20 kenianische Soldaten getötet. Im Januar war von 12 Toten die Rede."
    found = read(text, Kind.COUNT)
    assert [(c.subject_actor, c.subject_class, c.metric) for c in found] == [("Kenia", "Soldaten", Metric.KILLED)] * 2


def test_civilians_whom_a_force_hits_are_no_losses_of_it():
    text = KENYA + "Bei einem Gefecht starben 12 Bewohner in Haiti."
    assert topics(text, Kind.COUNT) == [("Haiti", "Opfer")]


def test_who_receives_a_force_does_not_own_it():
    text = "Kenia hat seinem Verbündeten Haiti noch einmal 400 Soldaten geschickt."
    assert topics(text, Kind.COUNT) == [("Kenia", "Soldaten")]


def test_tolls_of_two_countries_stay_apart():
    text = (
        "Bei einem Beben in Chile starben 120 Menschen. In Lima meldete die Stadt 14 Tote. "
        "30 Menschen wurden verletzt.\n\n"
        "Insgesamt zählten die Retter 700 Verletzte."
    )
    assert topics(text, Kind.COUNT, title="Schweres Beben in Chile") == [
        ("Chile", "Opfer"),
        ("Peru", "Opfer"),
        ("Peru", "Opfer"),
        ("Chile", "Opfer"),
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Kundgebung in Bremen", "Die Polizei sprach von 4.000 Teilnehmern."),
        ("Viele auf der Straße", "BREMEN (abc) - Die Polizei zählte 4.000 Demonstranten."),
        ("Protest im Norden", "In Bremen waren 4.000 Menschen auf der Straße."),
    ],
)
def test_demonstrators_belong_to_their_city(title, text):
    [claim] = read(text, Kind.COUNT, title=title)
    assert (claim.subject_actor, claim.subject_class, claim.metric) == ("Bremen", "Teilnehmer", Metric.PARTICIPANTS)


def test_a_figure_of_another_source_counts_the_same():
    text = "In Bremen zählte die Polizei 4.000 Demonstranten, die Veranstalter sprachen von 9.000."
    assert [c.value_low for c in read(text, Kind.COUNT)] == [4000, 9000]
    assert set(topics(text, Kind.COUNT)) == {("Bremen", "Teilnehmer")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Der Kreml wies die Berichte zurück.",
        "Die Ukraine bestätigte den Einsatz am Montag.",
        "Die NATO hat die Entsendung noch nicht bestätigt.",
        "Das Pentagon bestritt den Einsatz kenianischer Truppen am Dienstag.",
    ],
)
def test_a_position_on_an_act_is_one_on_the_force(sentence):
    assert ("Kenia", "Soldaten") in topics(KENYA + sentence, Kind.STATEMENT)


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Zusammenarbeit sei gut, sagte Außenminister Antony Blinken.",
        "Dennoch sei die Hälfte zufrieden, sagte ein Sprecher des Pentagons.",
        "Im April habe man verhandelt, sagte ein Sprecher des Pentagons.",
        "Das Pentagon bestätigte eine Lieferung in zwei Schüben.",
    ],
)
def test_what_is_no_class_makes_no_topic(sentence):
    assert {cls for _, cls in topics(sentence)} <= {None}


def test_an_unlisted_noun_makes_a_topic_where_it_is_counted_again():
    assert topics("In Chile brannten 40 Scheunen ab.", Kind.COUNT) == [(None, None)]
    twice = "In Chile brannten 40 Scheunen ab. Später waren es 60 Scheunen."
    assert {cls for _, cls in topics(twice, Kind.COUNT)} == {"Scheunen"}


def test_two_frames_of_one_source_make_one_statement():
    text = KENYA + "Der NIS sagte, er könne Informationen über Verluste der Soldaten nicht bestätigen."
    [claim] = read(text, Kind.STATEMENT)
    assert claim.stance is Stance.CANNOT_CONFIRM
    assert "könne" not in claim.subject


@pytest.mark.parametrize(
    ("sentence", "metric"),
    [
        ("Mindestens 20 kenianische Soldaten wurden getötet oder verwundet.", Metric.CASUALTIES),
        ("Die Verluste bezifferte der Dienst auf 300 Mann.", Metric.CASUALTIES),
        ("In der Hafenstadt wurden zwei kenianische Soldaten gefasst.", Metric.CAPTURED),
        ("Rund 400 kenianische Soldaten befänden sich in Haiti.", Metric.DEPLOYED),
        ("Kenia wolle insgesamt 900 Soldaten schicken, hieß es.", Metric.PLANNED),
        ("Bis Dezember solle ihre Zahl auf 900 steigen, sagte der NIS.", Metric.PLANNED),
    ],
)
def test_the_metric_of_a_force(sentence, metric):
    assert [claim.metric for claim in read(KENYA + sentence, Kind.COUNT)] == [metric]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Am 3. März hatte der NIS von 400 kenianischen Soldaten gesprochen.", date(2025, 3, 3)),
        ("Am 18. Oktober 2024 meldete der NIS 400 kenianische Soldaten in Haiti.", date(2024, 10, 18)),
        ("Nach Angaben vom Montag kämpfen 400 kenianische Soldaten in Haiti.", date(2025, 3, 10)),
        ("Der NIS sagte am Montag, 400 Kenianer seien da. Insgesamt seien es 900 Soldaten.", date(2025, 3, 10)),
    ],
)
def test_the_day_of_a_saying_is_no_day_of_the_event(text, day):
    found = read(text, Kind.COUNT)
    assert found
    assert all((claim.reported_on, claim.event_from) == (day, None) for claim in found)


@pytest.mark.parametrize("words", ["im Mai", "am 3. Mai", "Anfang Juni"])
def test_the_past_has_no_date_ahead(words):
    [claim] = read(f"Kenia hat {words} 400 Soldaten nach Haiti entsandt.", Kind.COUNT)
    assert claim.event_from is not None
    assert claim.event_from.year == 2024


def test_a_plan_may_lie_ahead():
    [claim] = read("Kenia will im Mai 400 Soldaten nach Haiti schicken.", Kind.COUNT)
    assert (claim.event_from, claim.event_to) == (date(2025, 5, 1), date(2025, 5, 31))


def test_days_after_an_incident_date_its_toll():
    text = "Zwei Tage nach dem Beben in Chile ist die Zahl der Toten auf 80 gestiegen. Es gibt auch 90 Verletzte."
    assert {claim.event_from for claim in read(text, Kind.COUNT)} == {date(2025, 3, 10)}


def test_an_institution_that_cannot_confirm_takes_that_position():
    text = KENYA + "Ein Sprecher der NATO sagte, das Bündnis könne den Einsatz der Soldaten nicht bestätigen."
    assert {claim.stance for claim in read(text, Kind.STATEMENT)} == {Stance.CANNOT_CONFIRM}


def test_a_range_of_days_with_articles_is_one_range():
    [claim] = read("Zwischen dem 3. und dem 7. März wurden 400 kenianische Soldaten verlegt.", Kind.COUNT)
    assert (claim.event_from, claim.event_to) == (date(2025, 3, 3), date(2025, 3, 7))


def test_a_force_at_the_side_of_another_is_not_the_matter():
    text = KENYA + KENYA + "Sie hätten mit haitianischen Truppen gekämpft, sagte ein Sprecher der NATO."
    assert topics(text)[-1] == ("Kenia", "Soldaten")
