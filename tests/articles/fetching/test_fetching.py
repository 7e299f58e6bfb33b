"""Pages from a real server over real sockets: what comes, what never comes, and where no request may lead."""

import gzip
import ssl
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.fetching import Policy, connecting, fetch
from articles.fetching.networks import is_public
from articles.fetching.statuses import Later
from articles.fetching.targets import parse
from articles.records import Reason, Refused
from tests.articles.fetching.servers import HOST, gives, leads, serving, status, writes

# Made for these tests with openssl: signed by itself, for the name zeitung.test.
CERTIFICATE = Path(__file__).with_name("zeitung.pem")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def refusal(site, path="/", **policy):
    """Return the refusal of a fetch."""
    with pytest.raises(Refused) as caught:
        fetch(site.url(path), site.policy(**policy))
    return caught.value


def test_a_page_comes_with_its_headers_and_our_name_is_told():
    with serving(a=gives("<p>Grüße</p>", ETag='"x"')) as site:
        found = fetch(site.url("/a"), site.policy(agent="claimtrack/1 (+https://redaktion.example)"))
        assert found.body == "<p>Grüße</p>".encode()
        assert (found.status, found.headers["etag"], found.url) == (200, '"x"', site.url("/a"))
        sent = site.asked[0][1]
        assert sent["user-agent"] == "claimtrack/1 (+https://redaktion.example)"
        assert sent["host"] == f"{HOST}:{site.port}"


def test_redirects_are_followed_to_the_page_and_no_further_than_five():
    with serving(ziel=gives("da"), ring=leads("/ring2"), ring2=leads("/ring")) as site:
        for number in range(7):
            site.answers[f"/{number}"] = leads(f"/{number + 1}" if number < 6 else "/ziel", 301)
        assert fetch(site.url("/2"), site.policy()).url == site.url("/ziel")
        assert refusal(site, "/1").reason == Reason.REDIRECTS
        assert refusal(site, "/ring").reason == Reason.REDIRECTS


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.1:{port}/a", Reason.BLOCKED_ADDRESS),
        ("http://localhost:{port}/a", Reason.BLOCKED_ADDRESS),
        ("http://[::1]/", Reason.BLOCKED_ADDRESS),
        ("http://[::ffff:127.0.0.1]/", Reason.BLOCKED_ADDRESS),
        ("http://2130706433/", Reason.BLOCKED_ADDRESS),
        ("http://169.254.169.254/latest/meta-data/", Reason.BLOCKED_ADDRESS),
        ("http://zeitung.test:22/", Reason.BLOCKED_ADDRESS),
        ("file:///etc/passwd", Reason.BAD_ADDRESS),
        ("gopher://zeitung.test/", Reason.BAD_ADDRESS),
        ("http://a:b@zeitung.test/", Reason.BAD_ADDRESS),
    ],
)
def test_no_redirect_leads_into_the_own_network(location, reason):
    with serving(a=gives("geheim")) as site:
        site.answers["/los"] = leads(location.format(port=site.port))
        assert refusal(site, "/los").reason == reason
        assert site.paths() == ["/los"], "nothing was asked of the second address"


def test_a_name_that_answers_with_a_private_address_is_not_asked():
    with serving(a=gives("geheim")) as site:
        for answers in (["127.0.0.1"], ["93.184.215.14", "10.0.0.1"], ["64:ff9b::7f00:1"], ["::ffff:127.0.0.1"]):
            asked: list[tuple] = []

            def resolve(*query, answers=answers, asked=asked):
                asked.append(query)
                return answers

            policy = Policy(resolve=resolve, ports=frozenset({site.port}))
            with pytest.raises(Refused) as caught:
                fetch(site.url("/a", "boese.example"), policy)
            assert caught.value.reason == Reason.BLOCKED_ADDRESS
            assert len(asked) == 1
        assert site.asked == []


def test_the_name_is_asked_once_and_the_checked_address_used():
    """DNS rebinding: a second answer would be another one."""
    with serving(a=gives("da")) as site:
        turns = []

        def resolve(host, port, seconds):
            turns.append(host)
            return ["127.0.0.1"] if len(turns) == 1 else ["192.0.2.1"]

        assert fetch(site.url("/a"), site.policy(resolve=resolve)).body == b"da"
        assert turns == [HOST]


@pytest.mark.parametrize(
    "url",
    [
        "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://127.1/", "http://0/", "http://①②⑦.⓪.⓪.①/", "http://127.0.0.1./",
        "http://017700000001/", "http://0x7f000001/", "http://[fe80::1%25eth0]/", "http://[::127.0.0.1]/",
        "http://[64:ff9b::a00:1]/", "http://[2002:7f00:1::]/", "http://[fd00::1]/", "http://100.64.0.1/", "http://10.1.2.3/",
        "http://192.168.1.1/", "http://172.16.0.1/", "http://0.0.0.0/", "http://224.0.0.1/", "http://255.255.255.255/",
        "http://198.18.0.1/", "http://[ff02::1]/", "http://[2001:db8::1]/", "http://[2001:0:7f00:1::]/",
    ],
)  # fmt: skip
def test_odd_spellings_of_private_addresses_are_not_asked(url):
    with pytest.raises(Refused) as caught:
        fetch(url, Policy(seconds=2))
    assert caught.value.reason == Reason.BLOCKED_ADDRESS


@pytest.mark.parametrize(
    "url",
    [
        "", "zeitung.example", "ftp://zeitung.example/", "javascript:alert(1)", "http://", "http:///a",
        "//zeitung.example/", "http://user@zeitung.example/", "http://a:b@zeitung.example/", "http://zeitung.example\\@intern/",
        "http://zeitung.example/\r\nHost: intern", "http://zei tung.example/", "http://zeitung.example:99999/",
        "http://zeitung..example/", "http://-/", "http://[::1/", "http://zeitung.example/" + "a" * 2000, "http://zei%74ung/",
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_before_anything_is_asked(url):
    with pytest.raises(Refused) as caught:
        parse(url)
    assert caught.value.reason in (Reason.BAD_ADDRESS, Reason.BLOCKED_ADDRESS)


def test_addresses_are_brought_into_one_form():
    assert parse("HTTP://Zeitung.Example:80").url == "http://zeitung.example/"
    assert parse("https://straße.example/Übersicht?q=ä b".replace(" ", "+")).url == (
        "https://xn--strae-oqa.example/%C3%9Cbersicht?q=%C3%A4+b"
    )
    assert parse("https://zeitung.example:8443/a#b").url == "https://zeitung.example:8443/a"
    assert parse("http://zeitung.example?x=1").path == "/?x=1"


PARTS = ["http://", "HTTPS://", "ä", "127", "0x7f", ".", ":", "80", "@", "/", "\\", "?", "#", "%2e"]
PARTS += ["[", "::1", "]", "e.de", "-"]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(PARTS), max_size=9).map("".join) | st.text(max_size=30).map("http://".__add__))
def test_an_address_in_its_one_form_stays_as_it_is(url):
    try:
        found = parse(url)
    except Refused:
        return
    assert parse(found.url) == found
    assert found.path.isascii()
    assert found.host == found.host.lower()
    assert not set(found.url) & set(" \\\r\n\t")


@pytest.mark.parametrize("ip", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "192.0.78.9"])
def test_public_addresses_may_be_asked(ip):
    assert is_public(ip)


def test_other_ports_are_not_asked_unless_somebody_says_so():
    with serving(a=gives("da")) as site:
        assert refusal(site, "/a", private_hosts=frozenset({HOST})).reason == Reason.BLOCKED_ADDRESS
        open_ports = {"private_hosts": frozenset({HOST}), "ports": frozenset({site.port})}
        assert fetch(site.url("/a"), site.policy(**open_ports)).body == b"da"


def test_slow_servers_end_with_their_reason_in_time():
    slow = {
        "head": writes(*[b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 120], between=0.1),
        "body": writes(HEAD + b"\r\n", b"a", between=0.1, endless=True),
        "silent": writes(b"", between=12),
        "measured": writes(HEAD + b"Content-Length: 900\r\n\r\n", b"a", between=0.1, endless=True),
    }
    with serving(**slow) as site:
        for path in slow:
            start = time.monotonic()
            assert refusal(site, f"/{path}", seconds=0.6, read_seconds=0.5).reason == Reason.TOO_SLOW, path
            assert time.monotonic() - start < 10, path  # on a busy machine; these servers never end


def test_a_resolver_that_never_answers_ends_in_time(monkeypatch):
    def hang(*args, **options):
        time.sleep(8)
        return []

    monkeypatch.setattr("socket.getaddrinfo", hang)
    start = time.monotonic()
    with pytest.raises(Refused) as caught:
        fetch("http://zeitung.example/", Policy(seconds=0.3))
    assert caught.value.reason == Reason.TOO_SLOW
    assert time.monotonic() - start < 7  # on a busy machine


def test_endless_and_huge_bodies_are_not_held():
    long = {
        "endless": writes(HEAD + b"\r\n", b"x" * 65536, endless=True),
        "chunks": writes(
            HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n", endless=True
        ),
        "said": writes(HEAD + b"Content-Length: 99999999999\r\n\r\n", b"x"),
    }
    with serving(**long) as site:
        for path in long:
            assert refusal(site, f"/{path}", max_bytes=1024 * 1024).reason == Reason.TOO_LARGE, path


def packed(data, bits=31):
    """Return data as gzip (31), zlib (15) or bare deflate (-15)."""
    stream = zlib.compressobj(9, zlib.DEFLATED, bits)
    return stream.compress(data) + stream.flush()


@pytest.mark.parametrize("bits", [31, 15, -15])
def test_packed_pages_are_unpacked_and_bombs_are_not(bits):
    bomb = packed(b"0" * 30_000_000, bits)
    kind = {"Content_Encoding": "gzip" if bits == 31 else "deflate"}
    page = packed("Grüße".encode() * 1000, bits)
    with serving(seite=gives(page, **kind), bombe=gives(bomb, **kind)) as site:
        assert fetch(site.url("/seite"), site.policy()).body == "Grüße".encode() * 1000
        assert refusal(site, "/bombe").reason == Reason.BOMB
        assert refusal(site, "/bombe", ratio=10**6, max_bytes=1024 * 1024).reason == Reason.TOO_LARGE
    two = gzip.compress(b"eins ") + gzip.compress(b"zwei")
    broken = {"zwei": gives(two, Content_Encoding="gzip"), "halb": gives(two[:-12], Content_Encoding="gzip")}
    with serving(**broken, fremd=gives("x", Content_Encoding="br"), kein=gives("x", Content_Encoding="gzip")) as site:
        assert fetch(site.url("/zwei"), site.policy()).body == b"eins zwei"
        assert {refusal(site, path).reason for path in ("/halb", "/fremd", "/kein")} == {Reason.CUT_OFF}


def test_answers_that_break_off_are_told_from_whole_ones():
    parts = {
        "kurz": writes(HEAD + b"Content-Length: 100\r\n\r\n", b"zu kurz"),
        "stueck": writes(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhallo\r\n"),
        "unsinn": writes(b"SSH-2.0-OpenSSH\r\n"),
        "nichts": writes(b""),
        "koepfe": writes(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 500 + b"\r\n"),
    }
    with serving(**parts) as site:
        for path in parts:
            assert refusal(site, f"/{path}").reason == Reason.CUT_OFF, path


def test_every_status_has_its_reason():
    reasons = {
        401: Reason.FORBIDDEN, 403: Reason.FORBIDDEN, 404: Reason.NOT_FOUND, 410: Reason.NOT_FOUND,
        400: Reason.HTTP_STATUS,
        500: Reason.SERVER_ERROR, 502: Reason.SERVER_ERROR, 429: Reason.BUSY, 503: Reason.BUSY, 304: Reason.HTTP_STATUS,
    }  # fmt: skip
    with serving() as site:
        for code, reason in reasons.items():
            site.answers["/"] = status(code, Retry_After="7")
            refused = refusal(site)
            assert (refused.reason, refused.detail) == (reason, f"HTTP {code}")
            assert getattr(refused, "wait", None) == (7 if reason is Reason.BUSY else None)
            assert isinstance(refused, Later) == (reason is Reason.BUSY)


def test_a_server_that_is_not_there_and_one_without_a_certificate():
    with serving(a=gives("x")) as site:
        secure = site.url("/a").replace("http:", "https:")
        with pytest.raises(Refused) as caught:
            fetch(secure, site.policy())
        assert caught.value.reason == Reason.TLS
        gone = site.policy()
    with pytest.raises(Refused) as caught:
        fetch(site.url("/a"), gone)
    assert caught.value.reason == Reason.UNREACHABLE


def test_the_certificate_is_checked_against_the_name_and_not_the_address(monkeypatch):
    with serving(a=gives("sicher"), langsam=writes(HEAD + b"\r\n", b"a", between=0.1, endless=True)) as site:
        site.encrypt(CERTIFICATE)
        secure = site.url("/a").replace("http:", "https:")
        with pytest.raises(Refused) as caught:
            fetch(secure, site.policy())
        assert caught.value.reason == Reason.TLS, "nobody vouches for this one"
        trusting = ssl.create_default_context(cafile=CERTIFICATE)
        monkeypatch.setattr(connecting, "context", lambda: trusting)
        assert fetch(secure, site.policy()).body == b"sicher"
        other = site.policy(private_hosts=frozenset({f"andere.test:{site.port}"}))
        with pytest.raises(Refused) as caught:
            fetch(secure.replace(HOST, "andere.test"), other)
        assert caught.value.reason == Reason.TLS
        with pytest.raises(Refused) as caught:
            fetch(secure.replace("/a", "/langsam"), site.policy(seconds=0.6))
        assert caught.value.reason == Reason.TOO_SLOW


def test_what_has_not_changed_is_not_sent_again():
    with serving(a=status(304, ETag='"x"')) as site:
        found = fetch(site.url("/a"), site.policy(), headers={"If-None-Match": '"x"'})
        assert (found.status, found.body) == (304, b"")
        assert site.asked[0][1]["if-none-match"] == '"x"'
