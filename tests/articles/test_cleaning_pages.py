"""Five layouts of news sites, saved from a browser: what is the article, when it was published, what is around it."""

from datetime import date
from pathlib import Path

import pytest
from trafilatura import extract_metadata

from articles.cleaning import clean, letters, offsets, page_meta, pages
from articles.cleaning.left_out import left_out
from articles.records import Format, FoundDate, RawArticle

PAGES = Path(__file__).parent / "pages"
ZEITUNG = "https://www.weserauer-zeitung.example/region/hochwasser-pegel-sinkt-4711.html"


def page(name):
    return (PAGES / f"{name}.html").read_text(encoding="utf-8")


def cleaned(name, **fields):
    return clean(RawArticle(page(name), Format.HTML, fields))


def own(article):
    """The article's text without its marked passages."""
    text = article.text
    for mark in reversed(article.noise):
        text = text[: mark.start] + text[mark.end :]
    return text


@pytest.mark.parametrize(
    ("name", "day", "found", "outlet", "author", "agency", "url"),
    [
        (
            "tageszeitung",
            date(2024, 10, 22),
            "jsonld",
            "Weserauer Zeitung",
            "Anna Beispiel, Bert Muster",
            "dpa",
            ZEITUNG,
        ),
        (
            "boulevard",
            date(2025, 1, 7),
            "meta",
            "Blitz am Abend",
            "Clara Probe",
            "",
            "https://www.blitz-am-abend.example/stadt/feuer-altstadt",
        ),
        ("schweiz", date(2025, 4, 28), "text", "Talschau", "", "Keystone-SDA", ""),
        (
            "ticker",
            date(2025, 2, 11),
            "jsonld",
            "Küstenpost",
            "",
            "",
            "https://www.kuestenpost.example/live/sturm-gesine",
        ),
        (
            "ohne-datum",
            None,
            "unknown",
            "nachrichten-heute.example",
            "",
            "",
            "https://nachrichten-heute.example/waldbrand-hoher-stein",
        ),
    ],
)
def test_a_page_tells_when_where_and_by_whom(name, day, found, outlet, author, agency, url):
    article = cleaned(name)
    assert article.published == FoundDate(day, "day" if day else "unknown", found)
    assert (article.outlet, article.author, article.agency, article.url) == (outlet, author, agency, url)


@pytest.mark.parametrize(
    ("name", "news", "not_news"),
    [
        (
            "tageszeitung",
            [
                "rund 1.200 Menschen in Notunterkünften",
                "30 Zentimeter tiefer",
                "elf Schulen",
                "etwa 5.400 Schülerinnen",
            ],
            ["ANZEIGE", "Brand im Hafen", "Als die Wesera zuletzt", "dpa-infocom", "(dpa)", "Facebook", "Impressum"],
        ),
        (
            "boulevard",
            ["40 Bewohner kamen", "Sieben Menschen wurden leicht verletzt", "rund 800.000 Euro"],
            ["WERBUNG", "Rauchmelder", "Teilen", "Promi-Hochzeit", "Schlimm", "CLARA"],
        ),
        (
            "schweiz",
            ["rund 300 Personen", "bis zu 20'000 Kubikmetern", "niemand"],
            ["rockfall", "@alpinewatch", "sda", "Cookies", "So entsteht"],
        ),
        (
            "ticker",
            ["Fähren fahren wieder", "Rund 2.000 Reisende", "bis zu 2,50 Meter", "Mindestens 60 Züge"],
            ["09:30 Uhr", "18:05", "Aufräumen"],
        ),
        (
            "ohne-datum",
            ["Rund 450 Helfer", "etwa 60 Hektar", "Vier Löschhubschrauber"],
            ["Altenberg", "28. Juni", "Wie gut sind die Wälder", "Copyright", "Quellen"],
        ),
    ],
)
def test_what_is_news_stays_and_what_is_not_is_left_out_or_marked(name, news, not_news):
    text = own(cleaned(name))
    for passage in news:
        assert passage in text
    for passage in not_news:
        assert passage not in text


@pytest.mark.parametrize("name", ["tageszeitung", "boulevard", "schweiz", "ticker", "ohne-datum"])
def test_every_sentence_leads_back_to_the_page(name):
    source, article = page(name), cleaned(name)
    traced = offsets.of_page(article.text, source)
    for line in article.text.split("\n"):
        start = article.text.index(line)
        found = [letters.of_page(source[first:last]).text for first, last in traced.places(start, start + len(line))]
        assert "".join(found) == letters.of_text(line).text


def test_what_was_left_out_is_listed_with_its_section():
    article = cleaned("tageszeitung")
    found = {passage.where: passage.text for passage in left_out(article.text, page("tageszeitung"))}
    assert found["nav"] == "Politik\nRegion\nSport"
    assert found["aside"].startswith("Mehr zum Thema")
    assert "Impressum" in found["footer"]
    assert not any("Notunterkünften" in text for text in found.values())


def test_the_address_that_was_fetched_counts_before_anothers_and_a_front_page_never():
    assert cleaned("tageszeitung", url=f"{ZEITUNG}?utm_source=feed").url == ZEITUNG
    assert cleaned("tageszeitung", url="https://portal.example/x/1").url == "https://portal.example/x/1"
    assert cleaned("schweiz", url="https://www.talschau.example/tal/1").url == "https://www.talschau.example/tal/1"
    assert cleaned("schweiz").domain == "talschau.example"


def test_a_page_that_trafilatura_finds_little_on_is_read_more_generously():
    rows = "".join(
        f"<tr><td>Im Ort {n} zählte die Polizei am Abend rund {n}00 Menschen.</td></tr>" for n in range(2, 9)
    )
    article = clean(
        RawArticle(f"<html><body><h1>Zahlen aus den Orten</h1><table>{rows}</table></body></html>", Format.HTML)
    )
    assert "rund 800 Menschen" in article.text


@pytest.mark.parametrize(
    "graph",
    [
        '[{"@type": "NewsArticle", "headline": "A", "datePublished": "2024-10-22"},'
        ' {"@type": "NewsArticle", "headline": "B", "datePublished": "2024-10-20"}]',
        '{"@type": "CollectionPage", "hasPart": [{"@type": "NewsArticle", "datePublished": "2024-10-20"}]}',
        '{"@type": "VideoObject", "uploadDate": "2024-10-20"}',
        '{"@type": "NewsArticle", "datePublished": "2024-10-22", "video": [',
    ],
)
def test_data_for_search_engines_about_others_give_no_date_where_it_is_unclear(graph):
    head = f'<script type="application/ld+json">{graph}</script>'
    html = page("ohne-datum").replace("</head>", f"{head}</head>")
    found = clean(RawArticle(html, Format.HTML)).published
    # The last one is cut off, but names only one day.
    assert found == (FoundDate(date(2024, 10, 22), "day", "jsonld") if graph.endswith("[") else FoundDate())


def test_of_several_articles_in_the_data_the_pages_own_counts():
    graph = (
        '[{"@type": "NewsArticle", "headline": "Brand", "datePublished": "2024-10-20"}, {"@type": "NewsArticle",'
        ' "headline": "Waldbrand am Hohen Stein: Hunderte Helfer im Einsatz", "datePublished": "2024-10-22T08:00:00Z"}]'
    )
    html = page("ohne-datum").replace("</head>", f'<script type="application/ld+json">{graph}</script></head>')
    assert clean(RawArticle(html, Format.HTML)).published.day == date(2024, 10, 22)


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_metadata_are_those_that_trafilatura_finds_with_all_its_steps(path):
    tree = pages.parsed(pages.whole(path.read_text(encoding="utf-8")))
    found = extract_metadata(tree)
    theirs = {"title": found.title, "outlet": found.sitename, "author": found.author, "url": found.url}
    assert page_meta.of_page(tree) == {name: value or "" for name, value in theirs.items()}


@pytest.mark.parametrize(
    ("markup", "author"),
    [
        ('<p class="byline">Von Anna Beispiel</p>', "Anna Beispiel"),
        ("<address rel=author>Anna Beispiel</address>", "Anna Beispiel"),
        ("<div data-component='TextByline'>Anna Beispiel</div>", "Anna Beispiel"),
        ("<author>Anna Beispiel</author>", "Anna Beispiel"),
        ('<p class="text">Anna Beispiel</p>', ""),
    ],
)
def test_the_author_is_looked_for_where_there_may_be_one(markup, author):
    tree = pages.parsed(f"<html><body><h1>Titel</h1>{markup}<p>Text.</p></body></html>")
    assert page_meta.of_page(tree)["author"] == author


def test_broken_data_for_search_engines_keep_no_page_out(monkeypatch):
    monkeypatch.setattr("trafilatura.metadata.extract_meta_json", lambda *_: 1 / 0)
    tree = pages.parsed("<html><body><h1>Tausende in Bern</h1><p>Text.</p></body></html>")
    assert page_meta.of_page(tree)["title"] == "Tausende in Bern"
