"""Input made to hold a worker up: each ends in time, by a name."""

import io
import struct
import time

import pytest

from articles.cleaning import clean, cleaning
from articles.readers import expand, limits, read
from articles.records import Fault, Reason, Refused
from tests.articles.samples import FOLDER, OUTCOMES, tarred, zipped

SIZE = 300_000
SECONDS = 20  # half a lease on a busy machine; what is quadratic here takes many minutes


def long(piece):
    """Return that many characters of it."""
    return (piece * (SIZE // len(piece) + 1))[:SIZE]


CASES = {
    "lines.txt": (long("a\n"), "stored"),
    "line.txt": (long("Ab"), "stored"),
    "places.txt": (long("A A/"), "stored"),
    "rules.txt": (long("---|---\n"), Reason.EMPTY),
    "stamps.txt": (long("28. Oktober 2024 · 20:49\nEin Titel\n"), "stored"),
    "brackets.md": (long("[[a]("), "stored"),
    "stars.md": (long("**a *b _c "), "stored"),
    "front.md": ("---\n" + long("a: b\n")[:-4], "stored"),
    "nested.html": ("<html><body>" + long("<div>"), Reason.NO_MAIN_TEXT),
    "attributes.html": ("<p " + long("a "), Reason.NO_MAIN_TEXT),
    "metas.html": ("<html><head>" + long("<meta name=date content=x>"), Reason.NO_MAIN_TEXT),
    "columns.csv": ("text" + long(","), Reason.TOO_MANY_COLUMNS),
    "ten-million-columns.csv": ("text" + "," * 10_000_000, Reason.TOO_LARGE),
    "one-line.txt": ("Ein Wort " * 6_000_000, Reason.TOO_LARGE),  # 50 MB
    "two-lines.txt": ("Ein Wort " * 500_000 + "\nEin Wort ", Reason.TOO_LARGE),  # 4.5 MB, but no single article
    "quotes.csv": ("text\n" + long('"a'), "stored"),
    "nested.json": (long('{"a":'), Reason.BAD_JSON),
    "number.json": (long("1"), Reason.BAD_JSON),
    "markup.json": ('["<p>' + long("</p> ") + '"]', Reason.NO_MAIN_TEXT),
}


@pytest.mark.parametrize("name", CASES)
def test_nothing_holds_a_worker_up(name):
    data, expected = CASES[name]
    began = time.monotonic()
    outcomes = [ending(part) for part in expand(name, io.BytesIO(data.encode()))]
    assert outcomes == [expected]
    assert time.monotonic() - began < SECONDS


def ending(part):
    """Return "stored" or the reason."""
    if isinstance(part, Fault):
        return part.reason
    try:
        clean(read(part))
    except Refused as refusal:
        return refusal.reason
    return "stored"


def test_a_text_that_is_no_single_article_is_refused(monkeypatch):
    monkeypatch.setattr(cleaning, "MAX_CHARS", 50)
    [item] = expand("a.txt", io.BytesIO(b"Wort " * 11))
    assert ending(item) is Reason.TOO_LARGE


def test_a_line_of_fifty_megabytes_costs_itself_only():
    good = b'{"text": "Die Polizei zaehlte am Samstag rund 4.000 Teilnehmer, sagte ein Sprecher."}\n'
    lines = b'{"text": "' + b"Wort " * 10_000_000 + b'"}\n'
    found = list(expand("a.jsonl", io.BytesIO(good + lines + good)))
    assert [ending(part) for part in found] == ["stored", Reason.TOO_LARGE, "stored"]
    assert [part.name for part in found] == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]


def test_a_member_more_than_an_archive_may_have():
    one = zipped({"a.txt": b"x"})
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    entry, count = one[start:end], limits.MEMBERS + 1
    # The 16 bits of the member count overflow, as they do in archives that other programs write without ZIP64.
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count % 65536, count % 65536, len(entry) * count, start, 0)
    began = time.monotonic()
    [fault] = expand("a.zip", io.BytesIO(one[:start] + entry * count + tail))
    assert (fault.name, fault.reason) == ("a.zip", Reason.TOO_MANY)
    assert time.monotonic() - began < SECONDS


def test_small_members_that_are_a_bomb_together_are_not_opened():
    members = {f"{number}.txt": bytes(limits.RATIO_FROM - 1) for number in range(20)}
    [fault] = expand("a.zip", io.BytesIO(zipped(members)))
    assert (fault.name, fault.reason) == ("a.zip", Reason.BOMB)


def test_the_others_go_on_whatever_harm_is_meant():
    """Every sample that fails, each with an article behind it, in one archive and in one upload."""
    failing = [name for name, rows in OUTCOMES.items() if all(row[0] == "failed" for row in rows)]
    assert len(failing) > 50
    good = "Die Polizei zählte am Samstag rund {}.000 Teilnehmer, sagte ein Sprecher der Behörde.".format
    members = {}
    for number, name in enumerate(failing):
        members[f"{number:03}-{name}"] = (FOLDER / name).read_bytes()
        members[f"{number:03}.txt"] = good(number + 1).encode()
    found = [ending(part) for part in expand("alles.tar", io.BytesIO(tarred(members, "w")))]
    assert found.count("stored") == len(failing)
