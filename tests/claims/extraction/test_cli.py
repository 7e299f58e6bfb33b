"""The command line: rows for the scorers, and the explanation for people."""

import io
import json

import pytest

from claims import trails
from claims.extraction.__main__ import main
from claims.extraction.progress import Progress
from claims.extraction.rowreader import LineError, entry

ARTICLE = {
    "doc": "a",
    "text": "Kenia hat am 3. März 400 Soldaten nach Haiti geschickt, sagte Ministerin Aba Ohin.",
    "published": "2025-03-12",
}


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n\n", encoding="utf-8")
    return path


def rows(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_writes_claims(article, capsys):
    assert main(["--emit", "claims", str(article)]) == 0
    count = next(row for row in rows(capsys) if row["kind"] == "count")
    assert (count["doc"], count["value_low"], count["value_high"], count["approx"]) == ("a", 400, 400, "exact")
    assert (count["event_from"], count["unit"], count["metric"]) == ("2025-03-03", "Soldat", "deployed")
    assert {"name": "Haiti", "role": "to"} in count["places"]


def test_it_writes_dates(article, capsys):
    main(["--emit", "dates", str(article)])
    [row] = rows(capsys)
    assert (row["from"], row["to"]) == ("2025-03-03", "2025-03-03")
    assert ARTICLE["text"][row["start"] : row["end"]] == "3. März"


def test_it_writes_statements_from_standard_input(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(ARTICLE) + "\n"))
    main(["--emit", "statements"])
    [row] = rows(capsys)
    assert "Aba Ohin" in ARTICLE["text"][row["speaker_start"] : row["speaker_end"]]


def test_it_explains_which_rule_did_what(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text(ARTICLE["text"], encoding="utf-8")
    main(["--explain", str(path), "--published", "2025-03-12"])
    out = capsys.readouterr().out
    assert "«400»" in out
    assert "quantity.number" in out
    assert "▶ count 400/400 deployed" in out
    assert "confidence 0." in out
    assert "rules: count figure=number" in out
    assert "sure: found" in out


def test_it_explains_noise_and_carried_sources(tmp_path, capsys):
    path = tmp_path / "text.txt"
    path.write_text("Das Pentagon sprach von Verlusten. In Oslo seien 40 Soldaten getötet worden.", encoding="utf-8")
    assert main(["--explain", str(path), "--published", "2025-03-12", "--title", "Verluste"]) == 0
    assert "source=subjunctive" in capsys.readouterr().out


def test_a_claim_tells_its_rules_its_confidence_and_the_version_that_read_it(article, capsys):
    main(["--emit", "claims", str(article)])
    count = next(row for row in rows(capsys) if row["kind"] == "count")
    assert trails.parts_of(count["rule"])["figure"] == "number"
    assert 0 < count["confidence"] < 1
    assert count["version"].startswith("rules-")


BROKEN = {
    "no json": "not JSON",
    "[1]": "not an object",
    '{"doc": "b"}': '"text" is missing',
    '{"text": "b"}': '"doc" is missing',
    '{"doc": ["b"], "text": "b"}': "neither text nor a number",
    '{"doc": "b", "text": 5}': '"text" is no text',
    '{"doc": "b", "text": null}': '"text" is no text',
    '{"doc": "b", "text": "b", "published": "gestern"}': "no date",
    '{"doc": "b", "text": "b", "title": 1}': '"title" is no text',
    "[" * 100_000: "not JSON",
}


@pytest.mark.parametrize("line", BROKEN, ids=range(len(BROKEN)))
def test_a_line_that_is_no_article_is_told_from_one_that_is(line):
    with pytest.raises(LineError, match=BROKEN[line]):
        entry(line)


def test_bytes_that_are_no_text_and_a_byte_order_mark():
    with pytest.raises(LineError, match="not UTF-8"):
        entry(b'{"doc": "\xff", "text": ""}')
    assert entry("\ufeff".encode() + json.dumps(ARTICLE).encode()).doc == "a"


def test_broken_lines_are_named_and_the_rest_goes_on(tmp_path, capsys):
    path = tmp_path / "articles.jsonl"
    good = json.dumps(ARTICLE).encode()
    path.write_bytes(b"\n".join([good, b"broken", b"", b"\xff\xfe", good.replace(b'"a"', b'"z"')]))
    assert main(["--emit", "dates", str(path)]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(line)["doc"] for line in out.splitlines()] == ["a", "z"]
    assert [line.partition(":")[0] for line in err.splitlines()] == ["line 2", "line 4"]


def test_a_text_beyond_all_measure_is_named_too(tmp_path, capsys, monkeypatch):
    def too_long(*_):
        raise ValueError("text of 30000000 characters")

    monkeypatch.setattr("claims.extraction.__main__.analyse", too_long)
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(ARTICLE), encoding="utf-8")
    assert main(["--emit", "dates", str(path)]) == 1
    assert "line 1: text of 30000000 characters" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_named(tmp_path, capsys):
    assert main(["--emit", "dates", str(tmp_path / "absent.jsonl")]) == 2
    assert "absent.jsonl" in capsys.readouterr().err
    assert main(["--explain", str(tmp_path / "absent.txt")]) == 2


def test_no_bar_where_nobody_watches(article, capsys):
    main(["--emit", "dates", str(article)])
    assert capsys.readouterr().err == ""


def test_the_bar_tells_how_much_is_read():
    screen = io.StringIO()
    bar = Progress(screen, total=200, shown=True)
    bar.advance(50)
    assert "25%  1 document" in screen.getvalue()
    assert bar.line().count("#") == 8
    bar.advance(150)
    assert "100%  2 documents" in bar.line()
    bar.clear()
    assert screen.getvalue().endswith("\r\x1b[K")


def test_without_a_size_the_bar_counts():
    bar = Progress(io.StringIO(), total=None, shown=True)
    bar.advance(10)
    assert bar.line() == "1 document"
