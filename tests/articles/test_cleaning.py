"""Titles, dates, marked passages, languages and addresses."""

import io
import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import articles
from articles.cleaning import addresses, clean, dates, languages, markdown, noise, stamps
from articles.cleaning.dates import Sources
from articles.readers import expand, read
from articles.records import Format, FoundDate, RawArticle, RawItem, Reason, Refused
from tests.articles import making
from tests.articles.samples import FOLDER

BODY = "Die Polizei zählte am Samstag rund 4.000 Teilnehmer, die Veranstalter sprachen von bis zu 9.000 Menschen."
UNKNOWN = FoundDate()
JSON_LD = {"@type": "NewsArticle", "datePublished": "2024-10-22"}


def marked(text, title=""):
    """Return (reason, passage) of each mark."""
    return [(mark.reason, text[mark.start : mark.end]) for mark in noise.mark(text, title)]


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("2024-10-22", date(2024, 10, 22), "day"),
        ("2024-10-22T18:42:00+02:00", date(2024, 10, 22), "day"),
        ("2024-10-27T23:30:00Z", date(2024, 10, 28), "day"),  # half past midnight in Berlin
        ("2024-10-27T23:30:00-05:00", date(2024, 10, 27), "day"),  # the newsroom's own calendar
        ("20241022", date(2024, 10, 22), "day"),
        ("22.10.2024", date(2024, 10, 22), "day"),
        ("22.10.24, 18:42 Uhr", date(2024, 10, 22), "day"),
        ("22. Oktober, 2024", date(2024, 10, 22), "day"),
        ("Di., 1. Jänner 2019", date(2019, 1, 1), "day"),
        ("3. März 2020", date(2020, 3, 3), "day"),
        ("Tue, 22 Oct 2024 10:00:00 +0200", date(2024, 10, 22), "day"),
        ("October 22, 2024", date(2024, 10, 22), "day"),
        ("Oktober 2024", date(2024, 10, 1), "month"),
        ("2024-10", date(2024, 10, 1), "month"),
        ("2024", date(2024, 1, 1), "year"),
        ("31.02.2024", None, "unknown"),
        ("22.10.2999", None, "unknown"),
        ("gestern", None, "unknown"),
        ("", None, "unknown"),
    ],
)
def test_dates_as_metadata_write_them(written, day, precision):
    assert stamps.parse(written) == (day, precision)


@pytest.mark.parametrize(
    "top",
    [
        "22. Oktober, 2024\n\nPolitik\n\nEine Überschrift über einem Artikel\n\n",
        "Eine Überschrift über einem Artikel\nStand: 22.10.2024, 18:42 Uhr\n",
        "Dienstag, 22. Oktober 2024 um 9:15 Uhr\n",
    ],
)
def test_a_date_at_the_top_is_the_articles(top):
    assert dates.find(Sources(text=top + BODY)) == FoundDate(date(2024, 10, 22), "day", "text")


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\n28. Oktober 2024 · 20:49\nEin anderer Artikel\n",  # a teaser below
        f"28. Oktober 2024\nEin Artikel\n27. Oktober 2024\nEin anderer\n{BODY}",  # a list of teasers
        f"Am 28. Oktober 2024 geschah es. {BODY}",  # an event
        f"Überschrift\n{BODY}\nKOMMENTAR, 28. Oktober 2024",
        f"{BODY}\n© 2024 Verlag",
    ],
)
def test_dates_of_other_things_are_never_taken(text):
    assert dates.find(Sources(text=text)) == UNKNOWN


def test_the_articles_own_word_counts_before_the_senders():
    top = f"22.10.2024\n{BODY}"
    said = Sources(page={"jsonld": "2024-10-21"}, text=top, given="2024-10-01")
    assert dates.find(replace(said, fields={"published": "2024-10-20"})).found == "field"
    assert dates.find(said).found == "jsonld"
    assert dates.find(replace(said, page={"meta": "2024-10-21"})).found == "meta"
    assert dates.find(replace(said, fields={"published": "unbekannt"}, page={})).found == "text"
    assert dates.find(Sources(text=BODY, given="2024-10-01")) == FoundDate(date(2024, 10, 1), "day", "given")


def page(head="", body=""):
    """Return a cleaned page of two paragraphs with this in its head and above its end."""
    html = f"<html><head>{head}</head><body><article><h1>Titel der Seite</h1><p>{BODY}</p><p>{BODY[:-1]}, hieß es.</p>"
    return clean(RawArticle(f"{html}</article>{body}</body></html>", Format.HTML))


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<meta property="article:published_time" content="2024-10-22T08:00:00+02:00">', "meta"),
        ('<meta property="article:published_time" content="2024-10-21T23:30:00Z">', "meta"),  # 1.30 in Berlin
        ('<meta name="date" content="2024-10-22">', "meta"),
        (f'<script type="application/ld+json">{json.dumps(JSON_LD)}</script>', "jsonld"),
        (f'<script type="application/ld+json">{json.dumps([{"@graph": [JSON_LD]}])}</script>', "jsonld"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-10-22",}</script>',
            "jsonld",
        ),
    ],
)
def test_a_page_says_its_date_in_its_metadata(head, found):
    assert page(head).published == FoundDate(date(2024, 10, 22), "day", found)


def test_the_time_of_the_article_counts_but_not_that_of_a_teaser():
    assert page(body='<aside><time datetime="2024-10-21">21.10.</time></aside>').published == UNKNOWN
    assert page(body='<div class="teaser-list"><time datetime="2024-10-21">21.10.</time></div>').published == UNKNOWN
    assert page(body='<p><time datetime="2024-10-22">22.10.</time></p>').published.day == date(2024, 10, 22)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="copyright" content="2023">',
        '<meta property="article:modified_time" content="2025-01-01T00:00:00Z">',
    ],
)
def test_neither_copyright_nor_a_later_edit_is_the_date(head):
    assert page(head, "<footer>© 1. Januar 2023</footer>").published == UNKNOWN


def test_pages_give_their_outlet_address_and_title_and_leave_out_what_is_around():
    html = (FOLDER / "page.html").read_text(encoding="utf-8")
    article = clean(RawArticle(html, Format.HTML))
    assert (article.outlet, article.domain, article.url) == (
        "Westerauer Bote",
        "bote.example",
        "https://bote.example/hochwasser",
    )
    assert "1.200 Menschen in Notunterkünften untergebracht" in article.text
    assert "Altes Hochwasser" not in article.text
    assert "Sport" not in article.text


def test_the_first_headline_is_the_title_and_labels_above_it_are_marked():
    title = "Tausende ziehen durch die Stadt, Polizei spricht von 4.000"
    text = f"Bote Online\n\n22.10.2024\n\nPolitik\n\n{title}\n\n{title}\n\n{BODY}"
    article = clean(RawArticle(text, Format.TEXT))
    assert article.title == title
    assert article.text == text
    assert [(mark.reason, text[mark.start : mark.end]) for mark in article.noise] == [
        ("label", "Bote Online"),
        ("label", "Politik"),
        ("headline", title),
    ]
    assert article.noise[-1].start == text.rindex(title)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("WERBUNG", "advertisement"),
        ("Anzeige", "advertisement"),
        ("Diesen Artikel teilen", "share"),
        ("Auf Facebook teilen", "share"),
        ("-", "separator"),
        ("Related News :", "related"),
        ("Lesen Sie auch:", "related"),
    ],
)
def test_lines_that_are_no_news_are_marked(line, reason):
    assert marked(f"{BODY}\n\n{line}\n\n{BODY}") == [(reason, line)]


def test_words_in_running_text_are_no_mark():
    assert marked(f"{BODY} Werbung ist teuer. Zum Thema sagte er nichts. Sie teilen den Artikel 5.\n{BODY}") == []


def test_lists_of_other_articles_are_marked_with_their_dates():
    tail = "28. Oktober 2024 · 20:49\nWie kampfbereit sind sie?\n27. Oktober 2024 · 19:37\nRegierung tritt zurück!"
    assert marked("\n".join([BODY] * 7 + [tail])) == [("related", tail)]
    assert marked(f"{BODY}\nMehr zum Thema\nBrand in Hafen\nSPD gewinnt") == [
        ("related", "Mehr zum Thema\nBrand in Hafen\nSPD gewinnt")
    ]


def test_a_list_of_other_articles_ends_where_running_text_begins():
    assert marked(f"{BODY}\nLesen Sie auch\nBrand in Hafen\n{BODY}") == [("related", "Lesen Sie auch\nBrand in Hafen")]


def test_tables_are_marked():
    table = "Ort | Zahl\n---|---\nKöln | 4.000\nBonn | 300"
    assert marked(f"{BODY}\n{table}\n{BODY}") == [("table", table)]


def test_posts_in_another_language_are_marked_with_their_short_lines():
    post = (
        "BREAKING 🚨\n— Some One (@some1) October 28, 2024\nWATCH\n"
        "Thousands of people have marched through the city centre this afternoon, the police say. pic.twitter.com/x"
    )
    assert marked(f"{BODY}\n{post}\n{BODY}") == [("foreign", post)]


@pytest.mark.parametrize(
    "dateline",
    ["SEOUL (dpa-AFX) - ", "Kursk, Russland - ", "Berlin", "GENF/WIEN (sda/apa) – ", "Kiew, 3. Mai 2024 (AFP) - "],
)
def test_datelines_are_marked(dateline):
    assert marked(f"{dateline}{BODY}") == [("dateline", dateline)]


@pytest.mark.parametrize("opening", ["Berliner ", "Der Geheimdienst (NIS) ", "Moskau meldet: ", "Rund 3.000 - "])
def test_what_only_looks_like_a_dateline_is_not(opening):
    assert marked(f"{opening}{BODY}") == []


def test_links_glued_to_a_paragraph_are_marked_to_its_end():
    assert marked(f"{BODY}Teilen SieLesen Sie auch: Zehn Orte") == [("share", "Teilen SieLesen Sie auch: Zehn Orte")]


def test_articles_in_another_language_are_refused_by_name():
    french = (
        "Le président a déclaré mardi que la situation restait grave et que des milliers de soldats étaient arrivés. "
        * 3
    )
    with pytest.raises(Refused) as refusal:
        clean(RawArticle(french, Format.TEXT))
    assert (refusal.value.reason, refusal.value.detail) == (Reason.LANGUAGE, "fr")
    assert languages.check(french, "de-CH") == "de"


ENGLISH = "The ministry said on Tuesday that some 3,000 soldiers had been sent to the east of the country by ship. "


def as_received(suffix):
    """Return an English article as a file of this kind."""
    text = ENGLISH * 4
    return {
        "txt": text.encode(),
        "md": f"---\ntitle: Troops\n---\n{text}".encode(),
        "html": f"<html><body><article><h1>Troops</h1><p>{text}</p></article></body></html>".encode(),
        "json": json.dumps([{"text": text}]).encode(),
        "jsonl": json.dumps({"html": f"<article><p>{text}</p></article>"}).encode(),
        "csv": f'text,titel\n"{text}",Troops\n'.encode(),
        "docx": making.docx([text]),
        "pdf": making.pdf(making.wrapped(text)),
        "eml": f"Subject: Troops\nContent-Type: text/plain; charset=utf-8\n\n{text}".encode(),
        "warc": making.record("response", "https://bote.example/a", f"<article><p>{text}</p></article>".encode()),
    }[suffix]


@pytest.mark.parametrize("suffix", ["txt", "md", "html", "json", "jsonl", "csv", "docx", "pdf", "eml", "warc"])
def test_articles_in_another_language_are_skipped_in_every_format_and_read_where_somebody_says_so(suffix):
    (item,) = expand(f"troops.{suffix}", io.BytesIO(as_received(suffix)))
    assert isinstance(item, RawItem)
    raw = read(item)
    with pytest.raises(Refused) as refusal:
        clean(raw)
    assert (refusal.value.reason, refusal.value.detail) == (Reason.LANGUAGE, "en")
    article = clean(raw, {"language": "de"})
    assert article.language == "en"
    assert not any(mark.reason == "foreign" for mark in article.noise)


def test_a_german_article_with_an_english_post_is_german():
    post = "Thousands of people have marched through the city centre this afternoon, the police have confirmed today."
    assert clean(RawArticle(f"{BODY}\n{BODY}\n{post}", Format.TEXT)).language == "de"


def test_addresses_lose_their_tracking_and_foreign_schemes_are_dropped():
    assert addresses.canonical("https://www.bote.example/a?utm_source=x&id=3") == "https://www.bote.example/a?id=3"
    assert addresses.domain("https://www.bote.example/a") == "bote.example"
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "bote.example/a", "http://[::1", "https://"):
        assert addresses.canonical(bad) == ""


def test_markdown_loses_its_marks():
    source = "## Titel ##\n\n**4.000** Menschen, *viele* [hier](https://x.example) ![Bild](b.png)\n> Zitat\n3 * 4 a_b_c"
    assert markdown.plain(source) == "Titel\n\n4.000 Menschen, viele hier Bild\nZitat\n3 * 4 a_b_c"


@pytest.mark.parametrize("file", ["cleaning/phrases.toml", "cleaning/months.toml", "readers/fields.toml"])
def test_each_list_of_words_is_filled_and_free_of_doubles(file):
    table = tomllib.loads((Path(articles.__file__).parent / file).read_text(encoding="utf-8"))
    lists = [part for value in table.values() for part in (value.values() if isinstance(value, dict) else [value])]
    for words in lists:
        assert words
        assert len(words) == len(set(words))


def test_no_name_of_a_field_or_month_means_two_things():
    for file in ("cleaning/months.toml", "readers/fields.toml"):
        table = tomllib.loads((Path(articles.__file__).parent / file).read_text(encoding="utf-8"))
        written = [name for names in table.values() for name in names]
        assert len(written) == len(set(written)), file
