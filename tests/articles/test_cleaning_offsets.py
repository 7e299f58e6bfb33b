"""From the cleaned text back to the page: the same letters, whatever markup lies between them."""

import html

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from articles.cleaning import clean, letters, offsets
from articles.cleaning.left_out import left_out
from articles.records import Format, RawArticle
from tests.articles.samples import FOLDER

WORDS = st.text(alphabet="abcäöüßé&<>\"'3.– ", min_size=1, max_size=12).filter(lambda word: word.strip())
PARAGRAPH = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
WRAPPED = ["<b>{}</b>", "<a href='x>y'>{}</a>", "{}<!-- <p>weg</p> -->", "{}\n  ", '<span title="a\'b">{}</span>', "{}"]
BETWEEN = ["", "<script>if (a<b) '<p>nein</p>'</script>", "<style>p{}</style>", "<nav>Start | Politik</nav>", "<hr/>"]


@st.composite
def pages(draw):
    """A page, and the text that a cleaning with some paragraphs left out would make of it."""
    parts, kept = ["<html><head><title>weg</title></head><body>"], []
    for paragraph in draw(st.lists(PARAGRAPH, min_size=1, max_size=6)):
        written = []
        for word in paragraph.split():
            as_html = "".join(f"&#{ord(c)};" if draw(st.integers(0, 9)) == 0 else html.escape(c) for c in word)
            written.append(draw(st.sampled_from(WRAPPED)).format(as_html))
        parts += [draw(st.sampled_from(BETWEEN)), "<p>", "&nbsp;".join(written), "</p>"]
        if draw(st.integers(0, 3)):
            kept.append(" ".join(paragraph.split()))
    return "".join(parts), "\n".join(kept)


def seen(source, start, end):
    """Return the letters of a source that stand in [start, end)."""
    first, last = source.within(start, end)
    return source.text[first:last]


def passage(source: str, traced: offsets.Offsets, start: int, end: int) -> str:
    """Return the one passage of the source that holds these characters; there must be one."""
    place = traced.place(start, end)
    assert place is not None
    return source[slice(*place)]


@given(pages(), st.data())
@settings(max_examples=30, deadline=None, phases=[Phase.explicit, Phase.generate])  # pages shrink for minutes
def test_a_passage_leads_back_to_the_same_letters(made, data):
    page, text = made
    traced = offsets.of_page(text, page)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    own = seen(traced.cleaned, start, end)
    back = "".join(seen(traced.source, *place) for place in traced.places(start, end))
    assert back == own


def test_every_letter_of_real_layouts_is_found_again():
    for name in ("page.html", "page-undated.htm"):
        page = (FOLDER / name).read_text(encoding="utf-8")
        article = clean(RawArticle(page, Format.HTML))
        traced = offsets.of_page(article.text, page)
        assert sum(run.length for run in traced.runs) == len(traced.cleaned.text)
        for evidence in article.text.split("\n"):
            start = article.text.index(evidence)
            found = passage(page, traced, start, start + len(evidence))
            assert letters.of_page(found).text == letters.of_text(evidence).text


def test_references_white_space_and_decomposed_umlauts_are_letters_all_the_same():
    page = "<p>Ma&szlig;e:&nbsp;3&#160;000 f\u00fcr A\u0308nne, Do\u00adnau &amp; Inn</p>"
    text = "Maße: 3 000 für Änne, Donau & Inn"
    traced = offsets.of_page(text, page)
    assert passage(page, traced, 0, len(text)) == page[3:-4]
    at = text.index("Änne")
    assert passage(page, traced, at, at + 4) == "A\u0308nne"


def test_a_teaser_with_the_same_beginning_is_not_taken_for_the_paragraph():
    body = "Die Polizei zählte am Samstag rund 4.000 Teilnehmer in der Innenstadt, hieß es."
    page = f"<div><p>{body[:50]} … mehr</p></div><article><p>{body}</p></article>"
    assert offsets.of_page(body, page).place(0, len(body)) == (page.rindex("Die"), page.rindex("Die") + len(body))


def test_what_the_page_has_in_between_is_no_part_of_the_passage_but_of_its_envelope():
    page = "<p>Rund 3.000 Menschen<aside>Lesen Sie auch: Zehn Orte</aside> kamen am Samstag zusammen.</p>"
    text = "Rund 3.000 Menschen kamen am Samstag zusammen."
    traced = offsets.of_page(text, page)
    assert [page[start:end] for start, end in traced.places(0, len(text))] == [
        "Rund 3.000 Menschen",
        "kamen am Samstag zusammen.",
    ]
    assert passage(page, traced, 0, len(text)) == page[3:-4]


def test_marks_that_cleaning_adds_have_no_place_and_words_that_are_not_there_neither():
    page = "<ul><li>Familien werden verlegt.</li><li>Dolmetscher gesucht.</li></ul>"
    traced = offsets.of_page("- Familien werden verlegt.\n- Dolmetscher gesucht.\nGanz andere Worte", page)
    assert passage(page, traced, 0, 26) == "Familien werden verlegt."
    assert traced.place(0, 1) is None
    assert traced.places(50, 60) == []


def test_markdown_leads_back_to_its_source():
    source = "## Titel\n\n**4.000** Menschen, *viele* [hier](https://x.example)\n"
    text = "Titel\n\n4.000 Menschen, viele hier\n"
    traced = offsets.of_text(text, source)
    start = text.index("4.000")
    assert passage(source, traced, start, start + 5) == "4.000"
    assert passage(source, traced, start, len(text)).startswith("4.000** Menschen")


def test_left_out_passages_are_told_with_their_place_and_section():
    page = (
        "<header>Bote</header><nav><a>Start</a> <a>Sport</a></nav><h1>Titel</h1><p>Rund 3.000 Menschen kamen.</p>"
        "<aside><h3>Mehr</h3><p>Brand im Hafen</p></aside><p>Gegen 18 Uhr gingen alle.</p><footer>© 2024</footer>"
    )
    found = left_out("Titel\nRund 3.000 Menschen kamen.\nGegen 18 Uhr gingen alle.", page)
    assert [(passage.where, passage.text) for passage in found] == [
        ("header", "Bote"),
        ("nav", "Start Sport"),
        ("aside", "Mehr\nBrand im Hafen"),
        ("footer", "© 2024"),
    ]
    for passage in found:
        assert passage.text.split()[0] in page[passage.start : passage.end]


@pytest.mark.parametrize("unit", ["<", "<!--", '<a "', "<script>", "</p>", "<aside>x", "&amp", "e\u0301", "<p>x"])
def test_no_page_is_too_strange(unit):
    page = unit * 3000
    assert left_out("x", page) is not None
    assert len(offsets.of_page(page, page).cleaned.text) <= len(page)
