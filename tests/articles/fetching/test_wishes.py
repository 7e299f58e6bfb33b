"""What sites ask of programs: robots.txt, reservations of text and data mining, and what kind a page is."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.fetching import reservations, robots
from articles.fetching.fetching import Fetched
from articles.fetching.kinds import payload_of
from articles.fetching.preferences import ai_txt, of_ai_txt, of_headers, of_robots
from articles.fetching.reservations import Reservation, Rule, fits, of_answer, of_page, of_site, rules_of
from articles.fetching.statuses import retry_after
from articles.fetching.targets import parse
from articles.records import Format, Reason, Refused

POLICY = "https://zeitung.example/tdm"


def test_robots_txt_is_read_as_the_standard_says():
    text = "User-agent: *\nDisallow: /intern\nCrawl-delay: 4\n\nUser-agent: claimtrack\nDisallow: /*.pdf$\n"
    assert robots.allows(text, parse("http://a.example/intern/x")), "our own group counts alone"
    assert not robots.allows(text, parse("http://a.example/x.pdf"))
    assert robots.allows(text, parse("http://a.example/x.pdf?a=1"))
    everybody = "User-agent: *\nDisallow: /\nCrawl-delay: 900\n"
    assert not robots.allows(everybody, parse("http://a.example/"))
    assert robots.allows(everybody, parse("http://a.example/robots.txt"))
    assert robots.delay(everybody) == robots.SLOWEST
    assert robots.allows("", parse("http://a.example/"))
    assert robots.delay("") == 0


def test_a_server_out_of_order_may_have_a_robots_txt():
    assert robots.stands_for_none(Refused(Reason.NOT_FOUND))
    assert robots.stands_for_none(Refused(Reason.FORBIDDEN))
    assert not robots.stands_for_none(Refused(Reason.SERVER_ERROR))
    assert not robots.stands_for_none(Refused(Reason.UNREACHABLE))
    assert not robots.stands_for_none(Refused(Reason.BLOCKED_ADDRESS))


@pytest.mark.parametrize(
    ("location", "path", "fitting"),
    [
        ("/", "/a", True), ("/news/*", "/news/1", True), ("/news/*", "/sport/1", False),
        ("*/premium/*", "/a/premium/b", True),
        ("/*.pdf$", "/a.pdf", True), ("/*.pdf$", "/a.pdf?x", False), ("/a$", "/a", True), ("/a$", "/ab", False),
        ("/a*b*c$", "/a1b2c", True), ("/a*b*c$", "/a1c2b", False), ("*", "/x", True), ("/a*a$", "/a", False),
    ],
)  # fmt: skip
def test_patterns_of_tdmrep(location, path, fitting):
    assert fits(location, path) is fitting


def test_tdmrep_json_reserves_by_its_longest_location():
    body = json.dumps(
        [
            {"location": "/", "tdm-reservation": 1, "tdm-policy": POLICY},
            {"location": "/frei/*", "tdm-reservation": 0},
            {"location": "/eigen/", "tdm-reservation": "1", "tdm-policy": "/bedingungen.json"},
        ]
    ).encode()
    rules = rules_of(body)
    assert of_site(rules, parse("https://zeitung.example/a")) == Reservation("tdmrep.json", POLICY)
    assert of_site(rules, parse("https://zeitung.example/frei/a")) is None
    own = of_site(rules, parse("https://zeitung.example/eigen/a"))
    assert own == Reservation("tdmrep.json", "https://zeitung.example/bedingungen.json")
    assert of_site([], parse("https://zeitung.example/")) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[1, null, {}]", b'{"location": 5}', b"[" * 100_000, b'[{"location": ["a"]}]', b"\xff\xfe"],
)
def test_a_broken_tdmrep_json_reserves_nothing(body):
    assert rules_of(body) == []


def test_a_hostile_policy_never_becomes_a_link():
    [rule] = rules_of(b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "javascript:alert(1)"}]')
    assert rule == Rule("/", True, "")
    assert of_answer({"tdm-reservation": "1", "tdm-policy": "javascript:x"}, "https://z.example/") == Reservation(
        "tdm-reservation: 1"
    )


def test_headers_reserve():
    headers = {"tdm-reservation": "1", "tdm-policy": "/tdm"}
    assert of_answer(headers, "https://zeitung.example/a").policy == "https://zeitung.example/tdm"
    assert of_answer({"tdm-reservation": "0"}, "") is None
    assert of_answer({"tdm-reservation": "0, 1"}, "").how == "tdm-reservation: 1"
    assert of_answer({"x-robots-tag": "noindex, NoAI, noimageai"}, "").how == "X-Robots-Tag: noai"
    assert of_answer({"x-robots-tag": "noindex"}, "") is None


def test_pages_reserve():
    page = f'<html><head><META NAME="TDM-Reservation" CONTENT="1"><meta name="tdm-policy" content="{POLICY}"></head>'
    assert of_page(page.encode()) == Reservation('<meta name="tdm-reservation">', POLICY)
    assert of_page(b'<meta name="robots" content="noindex,noml">').how == '<meta name="robots" content="noml">'
    assert of_page(b'<meta name="tdm-reservation" content="0">') is None
    assert of_page(b"<p>tdm-reservation</p>") is None
    assert of_page(b"<!-- noai -->") is None
    assert of_page(b"") is None


@settings(max_examples=30)
@given(st.binary(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_nothing_that_a_site_says_breaks_us(body, pattern, path):
    rules_of(body)
    of_page(b"noai" + body)
    of_answer({"tdm-reservation": pattern, "tdm-policy": path, "x-robots-tag": pattern}, "https://z.example/")
    fits(pattern, "/" + path)
    robots.allows(robots.text_of(body), parse("http://a.example/"))
    robots.delay(robots.text_of(body))
    reservations.web_address(pattern, path)
    retry_after(pattern, datetime.now(UTC))


def test_retry_after_is_a_number_or_a_date():
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    assert retry_after("120", now) == 120
    assert retry_after("Sun, 22 Nov 2026 12:01:00 GMT", now) == 60
    assert retry_after("Sun, 22 Nov 2026 11:00:00 GMT", now) == 0
    assert retry_after("99999999999", now) == 24 * 3600
    assert retry_after("bald", now) is None


def page(body, kind):
    return Fetched("http://z.example/", 200, {"content-type": kind}, body)


def test_what_was_fetched_is_known_by_its_type():
    assert payload_of(page(b"<p>x", "text/html; charset=utf-8")) == (Format.HTML, b"<p>x")
    assert payload_of(page(b"x", "text/plain"))[0] is Format.TEXT
    assert payload_of(page(b"%PDF-1.7", "text/html"))[0] is Format.PDF
    assert payload_of(page(b"\n<!DOCTYPE HTML><p>x", ""))[0] is Format.HTML
    assert (
        payload_of(page("Grüße".encode("cp1252"), "text/plain; charset=windows-1252"))[1].decode("utf-8-sig") == "Grüße"
    )
    assert payload_of(page("Grüße".encode(), "text/plain; charset=ascii"))[1] == "Grüße".encode(), "the server is wrong"
    for body, kind in (
        (b"x", "image/png"),
        (b"x", "application/pdf"),
        (b"x", ""),
        (b"PK", "application/zip"),
        (b"x", "§"),
    ):
        with pytest.raises(Refused) as caught:
            payload_of(page(body, kind))
        assert caught.value.reason == Reason.WRONG_TYPE
    with pytest.raises(Refused) as caught:
        payload_of(page(b" \n", "text/html"))
    assert caught.value.reason == Reason.EMPTY


AI_TXT = "# Spawning AI\nUser-Agent: *\nDisallow: *.html\nDisallow: *.pdf\nAllow: /frei/\nAllow: *.txt\n"


@pytest.mark.parametrize(
    ("path", "reserved"),
    [
        ("/a.html", True), ("/artikel/1", True), ("/artikel/", True), ("/", True), ("/a?x=1", True), ("/b.pdf", True),
        ("/frei/1", False), ("/c.txt", False), ("/d.xml", False),
    ],
)  # fmt: skip
def test_ai_txt_speaks_of_kinds_of_files(path, reserved):
    found = of_ai_txt(AI_TXT, parse(f"https://z.example{path}"))
    assert found == (Reservation("ai.txt", "https://z.example/ai.txt") if reserved else None)


def test_an_ai_txt_for_others_or_a_page_in_its_place_reserves_nothing():
    target = parse("https://z.example/a")
    assert of_ai_txt("User-Agent: claimtrack\nDisallow: /\n", target)
    assert of_ai_txt("User-Agent: OtherBot\nDisallow: /\n", target) is None
    assert of_ai_txt("User-Agent: *\nDisallow:\n", target) is None
    assert ai_txt(b"<html>User-Agent: * Disallow: /</html>") == ""
    assert ai_txt(b"Disallow: /") == ""
    assert ai_txt(AI_TXT.encode()) == AI_TXT


@pytest.mark.parametrize(
    ("lines", "how"),
    [
        ("Content-Signal: search=yes, ai-input=no, ai-train=no", "robots.txt, Content-Signal: ai-input=no"),
        ("Content-Signal: search=yes, ai-train=no", ""),
        ("Content-Usage: bots=n", "robots.txt, Content-Usage: bots=n"),
        ("Content-Usage: train-ai=n", ""),
        ("Content-Usage: /artikel/ tdm=n", "robots.txt, Content-Usage: tdm=n"),
        ("Content-Usage: bots=n\nContent-Usage: /artikel/ bots=y", ""),
        ("Content-Usage: /anderes/ bots=n", ""),
        ("Content-Signal", ""),
    ],
)
def test_signals_of_robots_txt(lines, how):
    target = parse("https://z.example/artikel/1")
    found = of_robots(f"User-agent: GPTBot\nUser-agent: *\nAllow: /\n{lines}\n", target)
    assert found == (Reservation(how, "https://z.example/robots.txt") if how else None)
    assert of_robots(f"User-agent: GPTBot\nDisallow: /\n{lines}\n", target) is None
    own = f"User-agent: *\n{lines}\n\nUser-agent: claimtrack\nDisallow: /intern\n"
    assert of_robots(own, target) is None, "our own group counts alone"


def test_the_header_content_usage_reserves():
    assert of_headers({"content-usage": "train-ai=y, bots=n"}) == Reservation("Content-Usage: bots=n")
    assert of_headers({"content-usage": "train-ai=n"}) is None
    assert of_headers({}) is None


@settings(max_examples=30)
@given(st.text(max_size=200), st.text(max_size=40))
def test_no_ai_txt_and_no_signal_breaks_us(text, path):
    target = parse("http://a.example/" + "".join(c for c in path if c.isalnum()))
    of_ai_txt(ai_txt(f"User-Agent: *\n{text}".encode()), target)
    of_robots(f"User-agent: *\nContent-Usage: {text}\n{text}", target)
    of_headers({"content-usage": text})
