"""Count claims on sentences of our own, through the one door."""

from datetime import date
from decimal import Decimal

import pytest

from claims.extraction import extract
from claims.records import Kind, Metric, Stance

PUBLISHED = date(2025, 3, 12)


def counts(text, published=PUBLISHED):
    return [claim for claim in extract(text, published) if claim.kind is Kind.COUNT]


def only(text, published=PUBLISHED):
    [claim] = counts(text, published)
    return claim


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Kenia hat 400 Soldaten nach Haiti entsandt.", Metric.DEPLOYED),
        ("Kenia will 400 Soldaten nach Haiti schicken.", Metric.PLANNED),
        ("Bei dem Brand starben 12 Menschen.", Metric.KILLED),
        ("Die Polizei zählte 12 Tote.", Metric.KILLED),
        ("Zwölf Menschen wurden verletzt.", Metric.WOUNDED),
        ("40 Bewohner werden noch vermisst.", Metric.MISSING),
        ("Die Polizei hat 30 Personen festgenommen.", Metric.CAPTURED),
        ("Mehr als 5.000 Menschen flohen aus dem Tal.", Metric.DISPLACED),
        ("In Graz demonstrierten 8.000 Menschen gegen den Abriss.", Metric.PARTICIPANTS),
        ("Der Konzern will 700 Stellen streichen.", Metric.JOBS),
        ("Der Schaden beträgt 3 Millionen Euro.", Metric.MONEY),
        ("Das Feuer vernichtete 90 Hektar Wald.", Metric.AREA),
        ("Chile schickt 20 Hubschrauber.", Metric.EQUIPMENT),
        ("Die Armee verlegte drei Brigaden an den Fluss.", Metric.UNITS),
    ],
)
def test_the_metric_comes_from_noun_and_verb(text, metric):
    assert only(text).metric is metric


def test_the_nearest_verb_decides_for_each_figure():
    metrics = {
        claim.value_low: claim.metric for claim in counts("Es wurden neun Menschen getötet und 25 weitere verletzt.")
    }
    assert metrics == {Decimal(9): Metric.KILLED, Decimal(25): Metric.WOUNDED}


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Kenia hat 400 Soldaten nach Haiti entsandt.", Stance.ASSERTS),
        ("Angeblich hat Kenia 400 Soldaten nach Haiti entsandt.", Stance.HEDGES),
        ("In Haiti könnten bald 400 kenianische Soldaten stationiert werden.", Stance.HEDGES),
        ("Kenia will 400 Soldaten nach Haiti schicken.", Stance.EXPECTS),
        ("400 Soldaten sollen in den kommenden Wochen nach Haiti verlegt werden.", Stance.EXPECTS),
    ],
)
def test_the_stance_comes_from_the_words(text, stance):
    assert only(text).stance is stance


@pytest.mark.parametrize(
    "text",
    [
        "Rund 400 kenianische Soldaten wurden nach Haiti verlegt.",
        "Rund 400 Soldaten aus Kenia wurden nach Haiti verlegt.",
        "Rund 400 Truppen Kenias wurden nach Haiti verlegt.",
        "Rund 400 Angehörige kenianischer Spezialeinheiten wurden nach Haiti verlegt.",
        "Kenia hat rund 400 Soldaten nach Haiti verlegt.",
        "Kenianische Soldaten landeten in Haiti. Rund 400 Soldaten sind nun dort stationiert.",
    ],
)
def test_one_force_under_many_names_is_one_topic(text):
    claim = only(text)
    assert (claim.subject_actor, claim.subject_class) == ("Kenia", "Soldaten")


def test_dead_wounded_and_missing_of_one_event_share_a_topic():
    text = "Nach dem Beben in Chile gibt es 12 Tote. In Chile wurden 90 Menschen verletzt. 40 Bewohner werden vermisst."
    assert {(claim.subject_actor, claim.subject_class) for claim in counts(text)} == {("Chile", "Opfer")}


def test_a_toll_takes_the_day_of_the_incident():
    text = "Bei einem Anschlag in Lima am 3. März explodierte ein Auto. Sieben Menschen wurden getötet."
    claim = only(text)
    assert (claim.event_from, claim.event_to) == (date(2025, 3, 3), date(2025, 3, 3))


def test_a_flood_dates_no_toll():
    text = "Das Hochwasser in Peru stieg am 3. März weiter. Bisher starben 20 Menschen."
    assert only(text).event_from is None


def test_event_and_day_of_report():
    claim = only("Vom 3. bis 7. März verlegte Kenia 400 Soldaten nach Haiti.")
    assert (claim.event_from, claim.event_to) == (date(2025, 3, 3), date(2025, 3, 7))
    assert claim.reported_on == PUBLISHED


def test_without_a_publication_date_nothing_relative_is_known():
    claim = only("Am Montag verlegte Kenia 400 Soldaten nach Haiti.", None)
    assert (claim.event_from, claim.event_to, claim.reported_on) == (None, None, None)


def test_evidence_and_figure_are_offsets_into_the_text():
    text = "Vorab etwas anderes. Kenia hat über 400 Soldaten nach Haiti verlegt."
    claim = only(text)
    assert text[claim.start : claim.end] == claim.quote == "Kenia hat über 400 Soldaten nach Haiti verlegt"
    assert text[claim.figure_start : claim.figure_end] == "über 400"


def test_a_figure_may_point_back_to_its_noun():
    claim = only("Die Zahl der Todesopfer in Chile stieg auf 26.")
    assert (claim.metric, claim.value_low) == (Metric.KILLED, 26)


def test_headline_and_body_give_one_claim():
    text = "Kenia schickt 400 Soldaten nach Haiti\nKenia hat 400 Soldaten nach Haiti geschickt. Das sagte er."
    assert len(counts(text)) == 1


def test_the_subject_leaves_out_what_the_metric_says():
    assert only("Bei dem Brand wurden vier verletzte Fahrgäste gerettet.").subject == "Fahrgäste"


@pytest.mark.parametrize(
    "text",
    [
        "Gezahlt werden 40 Cent je Flasche.",
        "Nach Artikel 12 der Satzung ist das verboten.",
    ],
)
def test_rates_and_names_are_no_counts(text):
    assert counts(text) == []


def test_a_share_counts_those_named_before():
    values = {
        claim.value_low: claim.unit for claim in counts("Im Hafen brannten 70 Autos aus, davon 30 in einer Halle.")
    }
    assert values == {Decimal(70): "Auto", Decimal(30): "Auto"}


def test_who_is_spared_is_not_hurt():
    assert only("Keiner der 30 Fahrgäste wurde verletzt.").metric is Metric.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Die Ministerin nannte vier Bedingungen.",
        "Sie fuhren zu den sog. Tausend Inseln.",
        "Der Speicher fasst 256 Megabyte.",
        "Er ist nur ein Politiker.",
        "Sie traf auf 12 Rebounds und 9 Assists.",
    ],
)
def test_thoughts_names_measures_and_scores_are_no_counts(text):
    assert counts(text) == []


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("Zum Fest kamen 900 Menschen.", Metric.PARTICIPANTS),
        ("In einen Sitzstreik traten 900 Studenten.", Metric.PARTICIPANTS),
        ("Im Netz standen 900 Fotos, die gekommen waren.", Metric.OTHER),
        ("Der Sturm forderte 14 Menschenleben.", Metric.KILLED),
        ("Der Verein forderte 14 Trainer.", Metric.OTHER),
    ],
)
def test_only_crowds_come_and_only_lives_are_claimed(text, metric):
    assert only(text).metric is metric
