"""The command line: rows for the scorers, and the explanation for people."""

import io
import json

import pytest

from claims.extraction.__main__ import main

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
