"""Date expressions on phrases of our own, seen from Wednesday 12 March 2025."""

from datetime import date

import pytest

from claims.extraction.components.dates import find

PUBLISHED = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("am 4. Februar 2023", "2023-02-04", "2023-02-04"),
        ("am 04.02.2023", "2023-02-04", "2023-02-04"),
        ("am 2. März", "2025-03-02", "2025-03-02"),
        ("am 28. Dezember", "2024-12-28", "2024-12-28"),
        ("vom 3. bis 7. Februar", "2025-02-03", "2025-02-07"),
        ("vom 28. Januar bis zum 2. Februar 2024", "2024-01-28", "2024-02-02"),
        ("2023-05-06", "2023-05-06", "2023-05-06"),
        ("am Montag", "2025-03-10", "2025-03-10"),
        ("am Mittwoch", "2025-03-12", "2025-03-12"),
        ("am Donnerstagabend", "2025-03-06", "2025-03-06"),
        ("am kommenden Freitag", "2025-03-14", "2025-03-14"),
        ("in der Nacht zum Dienstag", "2025-03-11", "2025-03-11"),
        ("in der Nacht von Samstag auf Sonntag", "2025-03-08", "2025-03-09"),
        ("in der Nacht vom 2. auf den 3. März", "2025-03-02", "2025-03-03"),
        ("in der vergangenen Nacht", "2025-03-11", "2025-03-12"),
        ("in der Silvesternacht", "2024-12-31", "2024-12-31"),
        ("in den ersten Tagen des März", "2025-03-01", "2025-03-10"),
        ("zum Jahresende", "2025-12-31", "2025-12-31"),
        ("gestern", "2025-03-11", "2025-03-11"),
        ("in den ersten neun Monaten", "2024-01-01", "2024-09-30"),
        ("in den ersten zwei Monaten 2023", "2023-01-01", "2023-02-28"),
        ("in den letzten drei Tagen", "2025-03-09", "2025-03-12"),
        ("während des Wochenendes", "2025-03-08", "2025-03-09"),
        ("vorgestern", "2025-03-10", "2025-03-10"),
        ("vergangene Woche", "2025-03-03", "2025-03-09"),
        ("in der kommenden Woche", "2025-03-17", "2025-03-23"),
        ("am Wochenende", "2025-03-08", "2025-03-09"),
        ("im vergangenen Monat", "2025-02-01", "2025-02-28"),
        ("im vergangenen Jahr", "2024-01-01", "2024-12-31"),
        ("im Vorjahr", "2024-01-01", "2024-12-31"),
        ("Anfang Februar", "2025-02-01", "2025-02-10"),
        ("Mitte Februar", "2025-02-11", "2025-02-20"),
        ("Ende Februar", "2025-02-21", "2025-02-28"),
        ("im November", "2024-11-01", "2024-11-30"),
        ("im Mai", "2025-05-01", "2025-05-31"),
        ("im April dieses Jahres", "2025-04-01", "2025-04-30"),
        ("im Frühjahr 2022", "2022-03-01", "2022-05-31"),
        ("seit November", "2024-11-01", None),
        ("bis Ende April", None, "2025-04-30"),
        ("in den kommenden Wochen", "2025-03-12", None),
        ("derzeit", "2025-03-12", "2025-03-12"),
        ("sie kommen bald", "2025-03-12", None),
        ("vor drei Tagen", "2025-03-09", "2025-03-09"),
        ("im Jahr 2019", "2019-01-01", "2019-12-31"),
        ("zwischen 2017 und 2019", "2017-01-01", "2019-12-31"),
        ("an Silvester", "2024-12-31", "2024-12-31"),
        ("zwei Tage vor Silvester", "2024-12-29", "2024-12-29"),
        ("am Tag nach Heiligabend", "2024-12-25", "2024-12-25"),
        ("gestern und heute", "2025-03-11", "2025-03-12"),
        ("heute und morgen", "2025-03-12", "2025-03-13"),
        ("im neuen Jahr", "2025-01-01", "2025-12-31"),
        ("bis spätestens Ende April", None, "2025-04-30"),
        ("im Moment", "2025-03-12", "2025-03-12"),
        ("am 7.Februar 2024", "2024-02-07", "2024-02-07"),
        ("Sie hoffen, Ende Mai gewählt zu werden.", "2025-05-21", "2025-05-31"),
    ],
)
def test_it_resolves_to_days(text, low, high):
    [found] = find(text, PUBLISHED)
    assert (found.low and found.low.isoformat(), found.high and found.high.isoformat()) == (low, high)


@pytest.mark.parametrize("text", ["am Montag", "gestern", "am 2. März", "vergangene Woche", "seit November", "bald"])
def test_without_a_publication_date_the_relative_stays_unknown(text):
    [found] = find(text, None)
    assert found.low is None
    assert found.high is None


@pytest.mark.parametrize("text", ["am 31.02.2024", "Guten Morgen", "über 2000 Soldaten", "1.500 Kühe", "99.99.9999"])
def test_it_finds_no_date(text):
    assert find(text, PUBLISHED) == []


def test_the_first_days_of_this_month_end_with_publication():
    [found] = find("in den ersten Tagen des März", date(2025, 3, 4))
    assert (found.low, found.high) == (date(2025, 3, 1), date(2025, 3, 4))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("Die Karte kostet ab Februar acht Euro.", date(2025, 2, 1)),
        ("Die Karte kostet ab Mai acht Euro.", date(2025, 5, 1)),
    ],
)
def test_what_holds_from_a_month_on_began_lately_or_will_soon(text, low):
    assert [found.low for found in find(text, PUBLISHED)] == [low]


def test_a_weekday_beside_a_day_is_that_day():
    found = find("Für morgen (Donnerstag) ist ein Marsch angekündigt.", PUBLISHED)
    assert {item.low for item in found} == {date(2025, 3, 13)}


def test_hearsay_of_something_done_is_past():
    [found] = find("Die Zahl der Menschen, die am Freitag getötet worden sein sollen, stieg.", PUBLISHED)
    assert found.low == date(2025, 3, 7)


def test_days_are_counted_from_the_one_told_last():
    found = find("Am 3. Februar begann der Streik, vier Tage später endete er.", PUBLISHED)
    assert [item.low for item in found] == [date(2025, 2, 3), date(2025, 2, 7)]


def test_any_saturday_is_none_of_the_calendar():
    assert find("Der Täter kam an einem Samstag.", PUBLISHED) == []


def test_a_bracket_parts_no_perfect():
    [found, _] = find("Dort ist am Samstag um 19:20 Uhr (MEZ) ein Feuer ausgebrochen.", PUBLISHED)
    assert found.low == date(2025, 3, 8)


def test_the_year_turns_between_the_days_of_a_range():
    [found] = find("vom 29. Dezember bis 2. Januar", PUBLISHED)
    assert (found.low, found.high) == (date(2024, 12, 29), date(2025, 1, 2))


def test_offsets_hold():
    text = "Sie kamen vom 3. bis 7. Februar dieses Jahres an."
    [found] = find(text, PUBLISHED)
    assert text[found.start : found.end].startswith("3. bis 7. Februar")


def test_no_date_leaves_the_calendar():
    assert find("in 900 Tagen und vor 999 Jahren", date(1, 1, 2)) is not None
