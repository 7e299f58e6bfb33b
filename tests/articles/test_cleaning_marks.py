"""Passages that are no news: tickers, lists, facts, captions; and how long it takes to find them."""

import time
from contextlib import suppress

import pytest

from articles.cleaning import clean, noise
from articles.records import Format, RawArticle, Refused

BODY = "Die Polizei zählte am Samstag rund 4.000 Teilnehmer, die Veranstalter sprachen von bis zu 9.000 Menschen."
TITLE = "Tausende ziehen durch die Stadt"


def marked(text, title=""):
    """Return (reason, passage) of each mark."""
    return [(mark.reason, text[mark.start : mark.end]) for mark in noise.mark(text, title)]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (f"18:42 Uhr: {BODY}\n17:10 Uhr: {BODY}", ["18:42 Uhr: ", "17:10 Uhr: "]),
        (f"18.42 Uhr – {BODY}\n17.10 Uhr – {BODY}", ["18.42 Uhr – ", "17.10 Uhr – "]),
        (f"[18:42] {BODY}\n[17:10] {BODY}", ["[18:42] ", "[17:10] "]),
        (
            f"18:42 Uhr\n{BODY}\nDienstag, 22. Oktober, 17:10 Uhr\n{BODY}",
            ["18:42 Uhr", "Dienstag, 22. Oktober, 17:10 Uhr"],
        ),
        (
            f"+++ 18:42 Uhr: Zug steht +++\n{BODY}\n+++ 17:10 Zug fährt +++",
            ["+++ 18:42 Uhr: ", " +++", "+++ 17:10 ", " +++"],
        ),
    ],
)
def test_times_of_a_ticker_are_marked_and_its_entries_stay(text, marks):
    assert marked(text) == [("stamp", mark) for mark in marks]


@pytest.mark.parametrize(
    "text", [f"Um 18:42 Uhr fiel ein Schuss. {BODY}", f"18:42 Uhr: {BODY}", f"3:1 gewann Köln. {BODY}"]
)
def test_a_single_time_may_be_that_of_an_event(text):
    assert marked(text) == []


def test_the_dated_entries_of_a_ticker_are_news_and_a_dated_list_is_not():
    head = "\n".join([BODY] * 7)
    entry = "22. Oktober 2024, 18:42 Uhr"
    assert marked(f"{head}\n{entry}\nZug steht\n{BODY}\n{BODY}") == [("stamp", entry)]
    listed = f"{entry}\nZug steht\n21. Oktober 2024, 9:00 Uhr\nZug fährt"
    assert marked(f"{head}\n{listed}\n{BODY}") == [("related", listed)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("- Anzeige -", "advertisement"),
        ("Weiterlesen nach der Werbung", "advertisement"),
        ("Facebook Twitter WhatsApp E-Mail", "share"),
        ("Teilen | Merken | Drucken", "share"),
        ("Kommentare (12)", "share"),
        ("Lesezeit: 3 Minuten", "label"),
        ("Empfohlener redaktioneller Inhalt", "label"),
        ("An dieser Stelle finden Sie Inhalte von Dritten", "label"),
        ("Foto: Bert Muster/dpa", "caption"),
        ("© Bert Muster", "caption"),
        ("Auch interessant: Zehn Orte für den Herbst", "related"),
        ("→ Lesen Sie hier mehr", "related"),
        ("Mehr aus dem Ressort", "related"),
        ("***", "separator"),
    ],
)
def test_lines_that_are_no_news_are_marked(line, reason):
    assert marked(f"{BODY}\n\n{line}\n\n{BODY}") == [(reason, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige erstattet hat die Stadt gegen drei Männer.",
        "Teilen wollen sich die beiden die Kosten von 3.000 Euro.",
        "Mehr zum Thema sagte der Minister am Abend nicht.",
        "Fotografen und Kameraleute mussten 300 Meter Abstand halten.",
        "Merz – Kanzler seit Mai – sprach von 3.000 Soldaten.",
        "Stand 2023 gab es 400 Fälle, sagte die Behörde am Dienstag in Köln.",
    ],
)
def test_sentences_that_begin_like_one_are_news(line):
    assert marked(f"{BODY}\n{line}\n{BODY}") == []


def test_lists_of_facts_and_tables_without_a_rule_are_marked():
    facts = "Ort: Kursk, Russland\nQuellen: KCNA\nAutor: Redaktion"
    assert marked(f"{BODY}\n{facts}") == [("table", facts)]
    rows = "Ort | Zahl | Quelle\nKöln | 4.000 | Polizei\nBonn | 300 | Polizei"
    assert marked(f"{BODY}\n{rows}\n{BODY}") == [("table", rows)]
    tabbed = "Ort\tZahl\nKöln\t4.000\nBonn\t300"
    assert marked(f"{BODY}\n{tabbed}\n{BODY}") == [("table", tabbed)]
    assert marked(f"{BODY}\nQuelle: Polizei") == []


@pytest.mark.parametrize("glued", [TITLE, f"{TITLE}{TITLE}"])
def test_a_headline_glued_to_the_first_sentence_is_marked(glued):
    assert marked(f"{TITLE}\n{glued}{BODY}", TITLE) == [("headline", glued)]
    assert marked(f"{TITLE}, sagte sie. {BODY}", TITLE) == []


@pytest.mark.parametrize(
    "dateline",
    [
        "BerlinRund",
        "AltenbergRund",
        "WienDie",
        "Brüssel. Rund",
        "Frankfurt am Main (dpa) - Rund",
        "Halle (Saale) - Rund",
    ],
)
def test_places_in_front_of_the_report_are_marked_however_they_are_set(dateline):
    place = dateline.removesuffix("Rund").removesuffix("Die")
    assert marked(f"{dateline} {BODY}") == [("dateline", place)]


@pytest.mark.parametrize("word", ["BahnCard", "LehrerInnen", "BerlinOnline", "YouTube", "Berliner"])
def test_words_with_a_capital_inside_are_words(word):
    assert marked(f"{word} war am Samstag nicht zu erreichen. {BODY}") == []


HOSTILE = [
    "a",
    "| a ",
    "+++ 18:42 Uhr: x\n",
    "22. Oktober 2024\nEin Titel\n",
    "Lesen Sie auch: ",
    "dpa/",
    "Von Anna ",
    "A/",
    "(@a) ",
    "Ort: Köln\n",
    "[a](",
    "„",
    "AB ",
    "18:42 Uhr\n",
    "facebook ",
    "Ä - ",
]


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_not_faster(unit):
    def seconds(length):
        text = (unit * (length // len(unit) + 1))[:length] + f"\n{BODY}"
        begin = time.process_time()
        with suppress(Refused):
            clean(RawArticle(text, Format.MARKDOWN, {"author": text[:300]}))
        return time.process_time() - begin

    seconds(1000)
    # Ten times the text may take some thirty times as long on a busy machine, a quadratic pattern a hundred times.
    # What is done within a second tells nothing.
    assert seconds(100_000) < max(1.0, 50 * seconds(10_000))
