"""Tables whose columns, delimiter or encoding somebody says, and what a look at a table finds."""

import io
import json

from articles.readers import expand
from articles.readers.guessing import guess
from articles.readers.tables import Met, Table, Tables, flat, labelled, signature_of
from articles.records import Fault, RawItem, Reason
from tests.articles.samples import zipped

ROWS = "Kopf;Stück;Tag\nErste Meldung;Der erste Text.;22.10.2024\nZweite Meldung;Der zweite Text.;23.10.2024\n"
SAID = {"Kopf": "title", "Stück": "text", "Tag": "published"}


def read(name, data, said=None, note=None):
    """Return what a file of these bytes becomes under what was said of its tables."""
    return list(expand(name, io.BytesIO(data), Tables(said or {}, note)))


def test_columns_that_nobody_knows_are_refused_until_somebody_says_what_they_mean():
    (fault,) = read("a.csv", ROWS.encode())
    assert (fault.reason, fault.detail) == (Reason.NO_TEXT_FIELD, "Kopf, Stück, Tag")
    first, second = read("a.csv", ROWS.encode(), {"a.csv": Table(SAID)})
    assert first.payload == b"Der erste Text."
    assert second.fields == {"title": "Zweite Meldung", "published": "23.10.2024"}
    assert second.read_as == {"encoding": "utf-8", "delimiter": ";", "columns": SAID}


def test_what_was_said_of_a_header_holds_for_every_table_with_it_in_any_order():
    other = "Tag;Kopf;Stück\n1.5.2024;Dritte;Der dritte Text.\n"
    key = f"#{signature_of(['Kopf', 'Stück', 'Tag'])}"
    data = zipped({"a.csv": ROWS, "b.csv": other})
    found = read("alles.zip", data, {key: Table(SAID)})
    assert [part.payload for part in found] == [b"Der erste Text.", b"Der zweite Text.", b"Der dritte Text."]


def test_a_column_that_is_said_to_mean_nothing_is_left_out_even_where_its_name_is_known():
    data = b"text;title;autor\nDer Text.;Titel;Name\n"
    (item,) = read("a.csv", data, {"a.csv": Table({"text": "text", "title": "", "autor": "outlet"})})
    assert item.fields == {"outlet": "Name"}


def test_delimiter_and_encoding_can_be_said():
    data = "text,eins|titel\nGrößte, Ähre|Titel\n".encode("cp850")
    (item,) = read("a.csv", data, {"a.csv": Table({"text,eins": "text", "titel": "title"}, "|", "cp850")})
    assert (item.payload.decode(), item.fields) == ("Größte, Ähre", {"title": "Titel"})


def test_columns_without_a_name_or_with_one_twice_can_be_told_apart():
    assert labelled(["a", "", "a", " "]) == ["a", "(2)", "a (3)", "(4)"]
    data = b"a;;a\n;Der Text.;Titel\n"
    (item,) = read("x.csv", data, {"x.csv": Table({"a": "title", "(2)": "text", "a (3)": "title"}, ";")})
    assert (item.payload, item.fields) == (b"Der Text.", {"title": "Titel"})  # the first that is filled


def test_keys_of_objects_in_objects_are_columns_too():
    record = {"attributes": {"kopf": "Titel", "stück": {"voll": "Der Text."}}}
    said = {"attributes.stück.voll": "text", "attributes.kopf": "title"}
    assert flat(record)["attributes.stück.voll"] == "Der Text."
    for name, data in (("a.json", [record]), ("a.jsonl", record)):
        (item,) = read(name, json.dumps(data).encode(), {name: Table(said)})
        assert (item.payload, item.fields) == (b"Der Text.", {"title": "Titel"}), name


def test_tables_are_noted_with_their_first_rows_and_what_was_found():
    met: list[Met] = []
    parts = read("a.zip", zipped({"a.csv": ROWS.encode(), "b.jsonl": '{"text": "Der Text."}\n'}), note=met.append)
    assert [type(part) for part in parts] == [Fault, RawItem]
    table, lines = met
    assert (table.name, table.delimiter, table.encoding, table.known) == ("a.zip/a.csv", ";", "utf-8", False)
    assert table.labels == ("Kopf", "Stück", "Tag")
    assert table.rows[1] == ("Zweite Meldung", "Der zweite Text.", "23.10.2024")
    assert table.head == ROWS.encode()
    assert (lines.kind, lines.known, lines.rows) == ("jsonl", True, (("Der Text.",),))


def test_a_look_changes_nothing_of_what_is_read():
    data = b"text;titel\n" + b'Der Text.;eins\n"Der zweite.;zwei\n'
    assert read("a.csv", data, note=lambda met: None) == read("a.csv", data)


def test_columns_are_guessed_by_name_else_by_what_stands_in_them():
    rows = [("Eins", "Lorem ipsum dolor sit amet. " * 8, "22.10.2024", "https://a.example/1"), ("Zwei", "Kurz", "", "")]
    assert guess(["Titel", "x", "y", "z"], rows) == {"Titel": "title", "x": "text", "y": "published", "z": "url"}
    assert guess(["attributes.body", "datum", "date"], []) == {
        "attributes.body": "text", "datum": "published", "date": "",
    }  # fmt: skip
    assert guess(["a", "b"], [("1", "2")]) == {"a": "", "b": ""}
    assert guess([], []) == {}
