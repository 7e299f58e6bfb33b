"""Encodings, front matter, fields and tables."""

import io
import json
import tracemalloc

import pytest

from articles.readers import encoding, fields, limits, read
from articles.records import Fault, Format, RawItem, Reason, Refused
from tests.articles.samples import parts

GERMAN = "Für größere Städte gäbe es „übliche“ Maßnahmen, schätzt der Bürgermeister von Köln – nächste Woche."


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_german_survives_its_encoding(name):
    assert encoding.decode(GERMAN.encode(name)) == GERMAN


@pytest.mark.parametrize("name", ["cp850", "mac_roman"])
def test_old_encodings_are_found(name):
    text = GERMAN.replace("„", '"').replace("“", '"').replace("–", "-") * 4
    assert encoding.decode(text.encode(name)) == text


def test_plain_ascii_at_length_does_not_hide_the_encoding():
    text = "a" * 300_000 + " größer, schöner, für Müller"
    assert encoding.decode(text.encode("cp1252")).endswith("größer, schöner, für Müller")


def test_a_page_names_its_encoding():
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'
    assert "Łódź" in encoding.decode(page.encode("iso-8859-2"), page=True)


def test_newlines_become_one_character():
    assert encoding.decode(b"a\r\nb\rc\nd") == "a\nb\nc\nd"


def front(text, format=Format.MARKDOWN):
    return read(RawItem("a", text.encode(), format))


def test_front_matter_gives_fields_and_leaves_the_text():
    article = front('---\nTitel: "A: B"\nDatum: 2024-10-22\nautor:\n  - X\n  - Y\n---\n\nText.\n')
    assert article.content == "Text.\n"
    assert article.fields == {"title": "A: B", "published": "2024-10-22", "author": "X, Y"}


def test_three_dashes_in_plain_text_are_just_that():
    text = "---\nMinister: [offen\n---\nText"
    assert front(text, Format.TEXT).content == text
    with pytest.raises(Refused) as refusal:
        front(text)
    assert refusal.value.reason is Reason.BAD_FRONT_MATTER


def test_aliases_in_front_matter_do_not_grow():
    lines = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    article = front(f"---\nl0: &l0 [a]\n{lines}\ntitle: *l8\nauthor: X\n---\nText")
    assert article.fields == {"author": "X"}


def test_python_objects_in_front_matter_are_not_built():
    with pytest.raises(Refused):
        front("---\ntitle: !!python/object/apply:os.getcwd []\n---\nText")


def test_fields_are_known_by_german_and_english_names():
    row = {
        "Überschrift": "T",
        "Veröffentlicht am": "1.2.2024",
        "Quelle": "Q",
        "Link": "u",
        "Autor/in": "x",
        "INHALT": "I",
    }
    assert fields.mapped(row) == {
        "title": "T",
        "published": "1.2.2024",
        "outlet": "Q",
        "url": "u",
        "author": "x",
        "text": "I",
    }


def test_the_first_filled_column_of_a_field_wins():
    assert fields.mapped({"title": "", "headline": "H", "titel": "T"}) == {"title": "H"}


def test_a_table_with_too_long_a_line_is_refused_and_what_came_before_is_kept(monkeypatch):
    monkeypatch.setattr(limits, "ITEM_BYTES", 500)
    found = parts("a.csv", b"text,titel\n" + b"Kurzer Text,A\n" + b"x" * 600 + b",B\n")
    assert [part.name for part in found] == ["a.csv#1", "a.csv"]
    assert (found[1].reason, found[1].detail) == (Reason.TOO_LARGE, "#2")


def test_lines_after_one_that_is_too_long_are_read(monkeypatch):
    monkeypatch.setattr(limits, "ITEM_BYTES", 500)
    line = json.dumps({"text": GERMAN}).encode()
    found = parts("a.jsonl", line + b"\n" + b"x" * 5000 + b"\n" + line)
    assert [(type(part), part.name) for part in found] == [
        (RawItem, "a.jsonl#1"),
        (Fault, "a.jsonl#2"),
        (RawItem, "a.jsonl#3"),
    ]
    assert found[1].reason is Reason.TOO_LARGE


def test_a_line_of_fifty_megabytes_is_never_held(monkeypatch):
    tracemalloc.start()
    try:
        found = parts("a.jsonl", Endless(50 * 1024 * 1024))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [(part.name, part.reason) for part in found] == [("a.jsonl#1", Reason.TOO_LARGE)]
    assert peak < 30 * 1024 * 1024


class Endless(io.RawIOBase):
    """A file of one line of that many bytes, which are made as they are read."""

    def __init__(self, size):
        self.size, self.at = size, 0

    def seek(self, offset, whence=0):
        self.at = offset
        return offset

    def read(self, size=-1):
        size = min(self.size - self.at, size)
        self.at += size
        return b"a" * size


def test_excel_names_the_delimiter_in_a_line_of_its_own():
    [part] = parts("a.csv", b"sep=;\r\nTitel;Inhalt\r\nEins;Zwei, drei; vier\r\n")
    assert (part.payload, dict(part.fields)) == (b"Zwei, drei", {"title": "Eins"})


def test_a_table_of_columns_without_end_is_refused():
    [part] = parts("a.csv", b"text" + b"," * 4_000_000 + b"\nx")
    assert (part.reason, part.detail) == (Reason.TOO_MANY_COLUMNS, "4000001 > 1000")


def test_records_are_limited(monkeypatch):
    monkeypatch.setattr(limits, "RECORDS", 2)
    line = json.dumps({"text": GERMAN}).encode() + b"\n"
    for name, data in {"a.jsonl": line * 3, "a.csv": b"text\na\nb\nc\n", "a.json": b'["a","b","c"]'}.items():
        found = parts(name, data)
        assert [type(part) for part in found] == [RawItem, RawItem, Fault], name
        assert found[2].reason is Reason.TOO_MANY


def test_a_document_of_nothing_but_brackets_is_not_built():
    data = b"[" + b"{}," * limits.JSON_SIGNS + b"{}]"
    tracemalloc.start()
    try:
        [part] = parts("a.json", data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert part.reason is Reason.TOO_MANY
    assert peak < 3 * len(data)


def test_an_article_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "ITEM_BYTES", 100)
    assert [part.reason for part in parts("a.txt", b"a" * 101)] == [Reason.TOO_LARGE]
    assert [part.reason for part in parts("a.json", json.dumps(["a" * 101]).encode())] == [Reason.TOO_LARGE]


def test_names_are_made_printable_and_short():
    [part] = parts("a\x00\u202e\ud800" + "x" * 900 + ".txt", GERMAN.encode())
    assert len(part.name) == limits.NAME_CHARS
    assert part.name.startswith("a\ufffd\ufffd\ufffdx")
    assert part.name.endswith(".txt")
