"""Input made to hold a worker up: each ends in time, by a name."""

import io
import time

import pytest

from articles.cleaning import clean, cleaning
from articles.readers import expand, read
from articles.records import Fault, Reason, Refused

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
