"""Web archives: their pages, and every way in which they can be broken or hostile."""

import gzip
import io

import pytest

from articles.readers import limits, read
from articles.records import Fault, RawItem, Reason
from tests.articles.making import page, record
from tests.articles.samples import parts, zipped

URL = "https://zeitung.example/a"


def named(found):
    """Return (name, reason or "") of each part."""
    return [(part.name, part.reason if isinstance(part, Fault) else "") for part in found]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_pages_are_read_whatever_the_name_says_of_packing(name, pack):
    data = pack(record("response", URL, page(1))) + pack(record("response", URL + "2", page(2)))
    found = parts(name, data)
    assert named(found) == [(f"{name}#1", ""), (f"{name}#2", "")]
    assert dict(found[1].fields) == {"url": URL + "2", "captured": "2024-06-05T10:00:00Z"}
    assert found[0].payload == page(1).encode()


def test_what_is_no_page_is_left_out():
    others = [
        record("request", URL, b"GET / HTTP/1.1\r\n\r\n", http=False),
        record("response", URL, b"PNG", "image/png"),
        record("response", URL, page(1), status="301 Moved"),
        record("metadata", URL, b"x: y\r\n", http=False),
    ]
    assert named(parts("a.warc", b"".join([*others, record("response", URL, page(1))]))) == [("a.warc#5", "")]
    assert named(parts("a.warc", b"".join(others))) == [("a.warc", Reason.NO_PAGES)]


def test_the_servers_word_on_the_encoding_counts_where_bytes_do_not_tell():
    body = "<html><p>Łódź i Kraków</p></html>".encode("iso-8859-2")
    [part] = parts("a.warc", record("response", URL, body, "text/html; charset=ISO-8859-2"))
    assert "Łódź" in read(part).content


def test_chunks_and_compressions_are_undone():
    packed = gzip.compress(page(1).encode())
    block = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    kind = "text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"
    [part] = parts("a.warc", record("response", URL, block, kind))
    assert part.payload == page(1).encode()


def test_a_page_that_is_too_large_leaves_the_others(monkeypatch):
    monkeypatch.setattr(limits, "ITEM_BYTES", 3000)
    bomb = gzip.compress(bytes(1_000_000))
    large = record("response", URL, bomb, "text/html\r\nContent-Encoding: gzip")
    found = parts("a.warc", large + record("response", URL, page(1)))
    assert named(found) == [("a.warc#1", Reason.TOO_LARGE), ("a.warc#2", "")]
    assert found[0].detail == URL


def test_what_breaks_off_or_is_no_archive_is_refused():
    whole = gzip.compress(record("response", URL, page(1)))
    assert named(parts("a.warc.gz", whole + whole[:-20]))[-1] == ("a.warc.gz", Reason.TRUNCATED)
    assert named(parts("a.warc.gz", b"")) == [("a.warc.gz", Reason.EMPTY)]
    assert named(parts("a.warc", b"Kein Archiv\n" * 9)) == [("a.warc", Reason.BAD_DOCUMENT)]
    assert named(parts("z.zip", zipped({"a.warc.gz": whole}))) == [("z.zip/a.warc.gz", Reason.NESTED)]


@pytest.mark.parametrize("head", [b"a" * 300_000, b"a: b\r\n" * 50_000, b"a\r\n" * 50_000, b" b\r\n" * 50_000])
def test_heads_without_end_are_refused(head):
    data = b"WARC/1.0\r\nWARC-Type: response\r\n" + head
    assert named(parts("a.warc", data)) == [("a.warc", Reason.BAD_DOCUMENT)]


def test_bombs_are_refused():
    data = gzip.compress(record("response", URL, bytes(limits.RATIO_FROM * 8)))
    assert Reason.BOMB in [reason for _, reason in named(parts("a.warc.gz", data))]


def test_the_archive_is_read_as_it_goes():
    data = record("response", URL, page(1)) * 3
    file = io.BytesIO(data + b"Unfug" * 100)
    found = parts("a.warc", file)
    assert [type(part) for part in found[:3]] == [RawItem] * 3
