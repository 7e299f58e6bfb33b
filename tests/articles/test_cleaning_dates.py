"""The day of publication: datelines, addresses, names of files, years that only others know."""

from datetime import date

import pytest

from articles.cleaning import clean, dates, paths
from articles.cleaning.dates import Sources
from articles.records import Format, FoundDate, RawArticle

BODY = "Die Polizei zählte am Samstag rund 4.000 Teilnehmer, die Veranstalter sprachen von bis zu 9.000 Menschen."
DAY = date(2024, 10, 22)


@pytest.mark.parametrize(
    "opening",
    [
        "SEOUL, 22. Oktober 2024 (dpa) - ",
        "Frankfurt am Main/Berlin, den 22.10.2024 – ",
        "Wien (APA), 22. Oktober 2024 - ",
        "Eine Überschrift über einem Artikel\nDAUN, 22.10.2024  -  15:47 Uhr\n",
        "Lohfeld, 22. Oktober 2024. Die Gewerkschaft zählte am Dienstag 900 Streikende. ",
        "Lohfeld, 22. Oktober 2024. Am Abend sprach die Stadt von den Folgen, die am Montagabend bekannt wurden. ",
    ],
)
def test_a_dateline_names_the_day(opening):
    assert dates.find(Sources(text=opening + BODY)) == FoundDate(DAY, "day", "dateline")


@pytest.mark.parametrize(
    "opening",
    [
        "Berlin, 9. November 1989: An diesem Abend fällt die Mauer. ",  # a tale of an old day
        "Berlin, 9. November 1989. An diesem Abend fällt die Mauer. ",
        "Lohfeld, 22. Oktober 2024. Erst am Freitag danach sprach die Stadt davon. ",
        "Aktualisiert am 22.10.2024\n",
        "© 22.10.2024 Verlag\n",
        "Berlin, 22. Oktober (dpa) - ",  # no year, and nobody to give it
    ],
)
def test_what_only_looks_like_one_does_not(opening):
    assert dates.find(Sources(text=opening + BODY)) == FoundDate()


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Veröffentlicht am Dienstag, 22. Oktober 2024 um 16:53", DAY),
        ("22.10.2024, 18:42 Uhr | Lesezeit: 3 Minuten", DAY),
        ("22. Oktober 2024 - 07:30 Uhr, aktualisiert am 24.10.2024", DAY),
        ("Stand: 22.10.2024 00:16 Uhr", DAY),
        ("Veröffentlicht: 22.10.2024\nStand: 24.10.2024", DAY),
        ("22.10.2024\n24.10.2024", None),
    ],
)
def test_lines_above_the_text_name_the_day_of_publication_not_of_a_later_edit(line, day):
    found = dates.find(Sources(text=f"Eine Überschrift über einem Artikel\n{line}\n{BODY}"))
    assert found == (FoundDate(day, "day", "text") if day else FoundDate())


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ({"given": "2024-10-24"}, DAY),
        ({"fields": {"filed": "2025-01-02"}}, DAY),  # filed after the turn of the year
        ({"fields": {"published": "2024"}}, DAY),
        ({"page": {"meta": "2024-10"}}, DAY),
        ({"url": "https://bote.example/2024/10/24/titel"}, DAY),
        ({"name": "2024-10-21-titel.txt"}, DAY),  # written the evening before
    ],
)
def test_a_dateline_without_a_year_takes_it_from_others(said, day):
    text = f"Berlin, 22. Oktober (dpa) - {BODY}"
    assert dates.find(Sources(text=text, **said)) == FoundDate(day, "day", "dateline")
    assert dates.find(Sources(text=text.replace("22. Oktober", "22.10."), **said)).day == day


def test_a_full_date_elsewhere_is_not_bent_by_a_dateline_and_a_wrong_year_is_not_guessed():
    text = f"Berlin, 22. Oktober (dpa) - {BODY}"
    assert dates.find(Sources(text=text, page={"meta": "2024-10-23"})) == FoundDate(date(2024, 10, 23), "day", "meta")
    assert dates.find(Sources(text=text, fields={"published": "2024-03"})) == FoundDate(
        date(2024, 3, 1), "month", "field"
    )
    assert dates.find(Sources(text=f"Berlin, 30. Februar (dpa) - {BODY}", given="2024-10-24")).found == "given"


def test_a_month_gives_way_to_a_day_within_it_and_to_no_other():
    text = f"22. Oktober 2024\n{BODY}"
    assert dates.find(Sources(fields={"published": "2024-10"}, text=text)) == FoundDate(DAY, "day", "text")
    assert dates.find(Sources(fields={"published": "2023"}, text=text)) == FoundDate(date(2023, 1, 1), "year", "field")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2024-10-22-demo-in-bern.txt", (DAY, "day")),
        ("20241022_demo.md", (DAY, "day")),
        ("22.10.2024 Demo.txt", (DAY, "day")),
        ("demo-2024-10-22.html", (DAY, "day")),
        ("archiv.zip/2024/10/22/demo.txt", (DAY, "day")),
        ("archiv.zip/2024/10/demo.txt", (date(2024, 10, 1), "month")),
        ("meldungen.csv#20241022", None),
        ("export-2024-10-22.jsonl#3", None),
        ("Scan_20241022.pdf", None),
        ("screenshot-2024-10-22.html", None),
        ("2024-10-gruende.txt", None),
        ("4711-20249922.txt", None),
        ("99991022.txt", None),
        ("https://bote.example/2024/10/22/x", None),
        ("", None),
    ],
)
def test_names_of_files_say_their_day_where_they_are_built_around_it(name, found):
    assert paths.in_file(name) == found


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://bote.example/politik/2024/10/22/titel-der-meldung", (DAY, "day")),
        ("https://bote.example/titel-2024-10-22.html", (DAY, "day")),
        ("https://bote.example/2024/10/titel", (date(2024, 10, 1), "month")),
        ("https://bote.example/titel-2024", None),
        ("https://bote.example/article20241022345/titel", None),
        ("", None),
    ],
)
def test_addresses_say_their_day_in_folders(url, found):
    assert paths.in_address(url) == found


def test_the_name_of_the_file_and_the_address_come_behind_what_the_article_says():
    raw = RawArticle(BODY, Format.TEXT, {"url": "https://bote.example/2024/10/23/x"}, "2024-10-24-x.txt")
    assert clean(raw).published == FoundDate(date(2024, 10, 23), "day", "url")
    assert clean(RawArticle(BODY, Format.TEXT, {}, "2024-10-24-x.txt")).published.found == "file"
    assert clean(RawArticle(f"22.10.2024\n{BODY}", Format.TEXT, {}, "2024-10-24-x.txt")).published.found == "text"
    given = clean(RawArticle(BODY, Format.TEXT, {}, "2024-10-24-x.txt"), {"published": "2024-10-30"})
    assert given.published == FoundDate(date(2024, 10, 24), "day", "file")
