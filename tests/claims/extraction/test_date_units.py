"""The units of the calendar that German words name, on sentences of our own, seen from Wednesday 12 March 2025."""

from datetime import date

import pytest

from claims.extraction.components import calendar
from claims.extraction.components.dates import find

PUBLISHED = date(2025, 3, 12)


def named(text, published=PUBLISHED):
    """Words, first and last day of every unit."""
    return [
        (text[unit.start : unit.end], unit.low.isoformat(), unit.high.isoformat())
        for item in find(text, published)
        for unit in item.named
    ]


def days(text, published=PUBLISHED):
    return [(low, high) for _, low, high in named(text, published)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Seit November wird gebaut.", "2024-11-01", "2024-11-30"),
        ("Anfang Februar schneite es.", "2025-02-01", "2025-02-28"),
        ("Das gilt bis 2027.", "2027-01-01", "2027-12-31"),
        ("bis Ende nächsten Jahres", "2026-01-01", "2026-12-31"),
        ("Anfang des Jahres", "2025-01-01", "2025-12-31"),
        ("zu Jahresbeginn", "2025-01-01", "2025-12-31"),
        ("zum Wochenbeginn", "2025-03-10", "2025-03-16"),
        ("zu Beginn der Woche", "2025-03-10", "2025-03-16"),
        ("in den siebziger Jahren", "1970-01-01", "1979-12-31"),
        ("Mitte der Achtzigerjahre", "1980-01-01", "1989-12-31"),
        ("in den 90er Jahren", "1990-01-01", "1999-12-31"),
        ("in den 1920er-Jahren", "1920-01-01", "1929-12-31"),
        ("im Jahr 843", "0843-01-01", "0843-12-31"),
        ("Heuer fiel wenig Schnee.", "2025-01-01", "2025-12-31"),
        ("die diesjährige Ernte", "2025-01-01", "2025-12-31"),
        ("im dritten Quartal", "2024-07-01", "2024-09-30"),
        ("im 2. Halbjahr 2023", "2023-07-01", "2023-12-31"),
        ("im Winter 2021/22", "2021-12-01", "2022-02-28"),
        ("im Spätherbst 2020", "2020-09-01", "2020-11-30"),
        ("Mittwoch vergangener Woche", "2025-03-05", "2025-03-05"),
        ("am heutigen Mittwoch", "2025-03-12", "2025-03-12"),
        ("am gestrigen Abend", "2025-03-11", "2025-03-11"),
        ("vorletzte Woche", "2025-02-24", "2025-03-02"),
        ("übernächstes Jahr", "2027-01-01", "2027-12-31"),
        ("zu Ostern 2024", "2024-03-31", "2024-03-31"),
        ("am Karfreitag 2023", "2023-04-07", "2023-04-07"),
        ("zu Fronleichnam 2022", "2022-06-16", "2022-06-16"),
        ("Samstag, 22. Februar", "2025-02-22", "2025-02-22"),
        ("am 5. Jänner", "2025-01-05", "2025-01-05"),
    ],
)
def test_words_name_a_unit(text, low, high):
    assert days(text) == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "Derzeit regnet es.",
        "Vor drei Tagen regnete es.",
        "In zwei Wochen ist es so weit.",
        "Das 19. Jahrhundert war lang.",
        "Es geschah 490 v. Chr. bei der Stadt.",
        "Frauen haben es heute leichter als damals.",
        "Die Mode von morgen wirkt alt.",
        "Jeden Montag kommt die Müllabfuhr.",
        "Montags bleibt das Museum zu.",
        "Täglich um 8 Uhr läutet die Glocke.",
        "Sie lasen die Welt am Sonntag.",
        "Ein Hauch von Sommer lag in der Luft.",
        "Der Pass liegt 1900 Meter hoch.",
        "Der Sommer ist eine schöne Zeit.",
    ],
)
def test_lengths_ages_and_habits_name_none(text):
    assert named(text) == []


def test_a_range_names_both_ends():
    assert named("vom 3. bis 7. Februar") == [
        ("3.", "2025-02-03", "2025-02-03"),
        ("7. Februar", "2025-02-07", "2025-02-07"),
    ]
    assert days("von 1999 bis 2003") == [("1999-01-01", "1999-12-31"), ("2003-01-01", "2003-12-31")]
    assert days("am 3., 5. und 9. Februar") == [("2025-02-03",) * 2, ("2025-02-05",) * 2, ("2025-02-09",) * 2]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Am Freitag findet die Wahl statt.", "2025-03-14"),
        ("Am Freitag sind Wahlen.", "2025-03-14"),
        ("Der Rat soll am Montag entscheiden.", "2025-03-17"),
        ("Lesung in der Aula: Freitag, 20 Uhr", "2025-03-14"),
        ("Am Freitag fand die Wahl statt.", "2025-03-07"),
        ("Der Rat beschloss am Montag, die Straße zu sperren.", "2025-03-10"),
        ("Er hat am Freitag verloren.", "2025-03-07"),
        ("Er soll am Freitag eingetroffen sein.", "2025-03-07"),
        ("Sie streiken seit Freitag.", "2025-03-07"),
        ("Der Markt am Samstag", "2025-03-08"),
    ],
)
def test_the_tense_shows_the_direction(text, day):
    assert days(text)[0] == (day, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Am 4. Februar 2023 brannte es. Am Tag darauf kam Hilfe.", "2023-02-05"),
        ("Am 4. Februar 2023 brannte es. Am Vortag war alles ruhig.", "2023-02-03"),
        ("Am 4. Februar 2023 brannte es. Am Abend war alles vorbei.", "2023-02-04"),
        ("Am 4. Februar 2023 brannte es um 15.30 Uhr lichterloh.", "2023-02-04"),
        ("Am 4. Februar 2023 begann es um halb neun.", "2023-02-04"),
    ],
)
def test_what_is_counted_from_a_day_told_before(text, day):
    assert days(text)[-1] == (day, day)


def test_weeks_and_years_are_counted_from_those_told_before():
    assert days("Am 3. Februar 2025 begann der Kurs. In der dritten Woche ruhte er.")[-1] == (
        "2025-02-17",
        "2025-02-23",
    )
    assert days("Am 3. Februar 2025 begann der Kurs. In der Woche darauf ruhte er.")[-1] == ("2025-02-10", "2025-02-16")
    assert days("2009 zog sie um. Im Jahr darauf starb sie.")[-1] == ("2010-01-01", "2010-12-31")
    assert days("Im März 1987 wurde er krank, am 5. Mai starb er.")[-1] == ("1987-05-05", "1987-05-05")


def test_without_a_day_told_a_clock_time_is_of_the_day_of_publication():
    assert days("Um 20 Uhr wurde geschlossen.") == [("2025-03-12", "2025-03-12")]
    assert days("Geöffnet war von 9 bis 12 Uhr.") == [("2025-03-12", "2025-03-12")] * 2


@pytest.mark.parametrize("text", ["um 20 Uhr", "Die diesjährige Ernte war gut."])
def test_what_only_names_a_unit_dates_no_event(text):
    [found] = find(text, PUBLISHED)
    assert (found.low, found.high) == (None, None)


def test_heute_is_a_day_in_a_text_that_counts_by_days():
    assert days("Gestern schneite es, heute scheint die Sonne.") == [("2025-03-11",) * 2, ("2025-03-12",) * 2]
    assert named("Gestern schneite es, was man noch heute sieht.") == [("Gestern", "2025-03-11", "2025-03-11")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("zwischen Samstag und Montag", "2025-03-08", "2025-03-10"),
        ("über die nächsten zehn Jahre", "2025-03-12", "2035-03-12"),
        ("Sie streiken seit drei Tagen.", "2025-03-09", None),
        ("In diesem Jahr bereits kamen viele.", "2025-01-01", "2025-03-12"),
    ],
)
def test_stretches_of_time(text, low, high):
    [found] = find(text, PUBLISHED)
    assert (found.low and found.low.isoformat(), found.high and found.high.isoformat()) == (low, high)


def test_easter_falls_where_the_calendar_has_it():
    assert [calendar.easter(year) for year in (1818, 2000, 2008, 2038)] == [
        date(1818, 3, 22), date(2000, 4, 23), date(2008, 3, 23), date(2038, 4, 25),
    ]  # fmt: skip


@pytest.mark.parametrize("published", [date.min, date.max, date(9999, 1, 1)])
def test_no_expression_leaves_the_calendar(published):
    text = "Ostern, übernächste Woche, in den 70er Jahren, am Vortag, nächstes Jahrzehnt, Freitag, seit 999 Wochen"
    rare = "im dritten Quartal, Sonntag, 29. Februar, zwischen Freitag und Montag, über die nächsten 999 Jahre"
    assert find(f"{text}, {rare}", published)
