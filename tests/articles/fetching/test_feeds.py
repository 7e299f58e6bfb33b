"""RSS, Atom and JSON Feed as publishers write them, and as nobody should."""

import contextlib
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.fetching.feeds import WHOLE, parse
from articles.records import Reason, Refused

URL = "https://zeitung.example/feed"
LONG = "Die Polizei zählte am Samstag rund 4.000 Teilnehmer. " * 40

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Morgenblatt &amp; Bote</title>
<item><guid isPermaLink="false">n-1</guid><link>/artikel/1</link><title>Rund 4.000 Teilnehmer</title>
<pubDate>Sat, 01 Jun 2024 08:00:00 +0200</pubDate><dc:creator>A. Beispiel</dc:creator>
<content:encoded><![CDATA[<p>{LONG}</p><script>alert(1)</script>]]></content:encoded></item>
<item><link>https://zeitung.example/artikel/2</link><title>Ohne Kennung</title>
<description>Nur ein Anriss</description></item>
<item><title>Weder Adresse noch Kennung</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Bote</title><entry><id>urn:1</id>
<link rel="alternate" href="https://bote.example/1"/><link rel="edit" href="https://bote.example/edit"/>
<title type="html">&lt;b&gt;Drei&lt;/b&gt; Orte</title><updated>2024-06-02T10:00:00Z</updated></entry></feed>"""


def feed(body, kind="application/xml"):
    return parse(body.encode() if isinstance(body, str) else body, {"content-type": kind}, URL)


def test_rss_with_whole_articles_and_with_teasers():
    found = feed(RSS)
    assert found.title == "Morgenblatt & Bote"
    first, second = found.entries
    assert (first.key, first.url, first.published) == ("n-1", "https://zeitung.example/artikel/1", "2024-06-01")
    assert (first.title, first.author, first.is_whole) == ("Rund 4.000 Teilnehmer", "A. Beispiel", True)
    assert "alert" not in first.content
    assert (second.key, second.is_whole) == ("https://zeitung.example/artikel/2", False)


def test_atom():
    [entry] = feed(ATOM).entries
    assert (entry.key, entry.url, entry.title) == ("urn:1", "https://bote.example/1", "Drei Orte")
    assert entry.published == "2024-06-02"


def test_json_feed():
    items = [
        {"id": 7, "url": "/7", "content_text": f"{LONG}\n\nEnde.", "date_published": "2024-06-03T08:00:00Z"},
        {"url": "https://zeitung.example/8", "authors": [{"name": "B. Beispiel"}], "content_html": "<p>Kurz</p>"},
        {"title": "nichts"}, "kein Eintrag", {"id": ["x"]},
    ]  # fmt: skip
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Blatt", "items": items})
    first, second = feed(body, "application/feed+json").entries
    assert (first.key, first.url, first.is_whole) == ("7", "https://zeitung.example/7", True)
    assert (second.key, second.author, second.is_whole) == ("https://zeitung.example/8", "B. Beispiel", False)


@pytest.mark.parametrize("end", ["Mehr […]", "und so weiter …", "Weiterlesen", "read more »"])
def test_a_long_teaser_is_not_taken_for_the_article(end):
    content = f"<p>{'Text und noch mehr Text. ' * (WHOLE // 20)}{end}</p>"
    body = json.dumps({"items": [{"id": "1", "url": "/1", "content_html": content}]})
    assert not feed(body).entries[0].is_whole


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<html><body><p>Keine Seite für Leseprogramme", Reason.WRONG_TYPE),
        ("", Reason.WRONG_TYPE),
        ("/etc/passwd", Reason.WRONG_TYPE),
        ("http://127.0.0.1/", Reason.WRONG_TYPE),
        ("{", Reason.BAD_JSON),
        ("{}", Reason.WRONG_TYPE),
        ('<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss version="2.0"><channel/></rss>', Reason.ENTITIES),
        ("\x00\x01\x02", Reason.WRONG_TYPE),
    ],
)
def test_what_is_no_feed_is_refused(body, reason):
    with pytest.raises(Refused) as caught:
        feed(body, "text/html")
    assert caught.value.reason == reason


def test_an_empty_feed_is_one():
    assert feed('<rss version="2.0"><channel><title>Leer</title></channel></rss>').entries == ()


@settings(max_examples=30)
@given(
    st.lists(
        st.sampled_from(
            [
                "<rss version='2.0'>",
                "<channel>",
                "<item>",
                "<guid>",
                "</guid>",
                "<link>",
                "<title>",
                "<![CDATA[",
                "]]>",
                "&#0;",
            ]
            + [
                "<pubDate>Thu, 31 Feb 0000 99:99:99 +9999</pubDate>",
                "<content:encoded>",
                "<feed xmlns='x'>",
                "…",
                "\ud800",
            ]
            + [
                "<entry>",
                "<id>",
                "<updated>9999-99-99T00:00:00Z</updated>",
                "<!DOCTYPE x [",
                "http://[::1",
                "{",
                "[",
                '"items":',
            ]
        ),
        max_size=25,
    ),
    st.binary(max_size=40),
)
def test_no_feed_breaks_us(parts, rest):
    body = "".join(parts).encode("utf-8", "surrogatepass") + rest
    with contextlib.suppress(Refused):
        for entry in feed(body).entries:
            assert entry.key
            assert "\x00" not in entry.title + entry.content
            assert entry.is_whole in (True, False)


def test_the_end_of_a_long_text_is_found_in_time():
    body = json.dumps({"items": [{"id": "1", "content_html": "." * 400_000 + "a"}]})
    start = time.monotonic()
    assert feed(body).entries[0].is_whole
    assert time.monotonic() - start < 20  # on a busy machine
