"""What is read from the project's own demo articles, against claims annotated by hand (README beside this file).

The floors stand a little below what was last measured; the measure is a regression set, not an independent figure.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import frontmatter
import pytest

from claims import records
from claims.extraction import extract

GOLD = Path(__file__).with_name("demo_claims.jsonl")
DEMO = Path(__file__).resolve().parents[2] / "articles" / "demo"
ROWS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


@cache
def article(doc: str) -> tuple[str, Any, Any]:
    post = frontmatter.loads((DEMO / f"{doc}.md").read_text(encoding="utf-8"))
    return post.content, post["published"], post["title"]


@cache
def read(doc: str) -> tuple[records.NormalisedClaim, ...]:
    text, published, title = article(doc)
    return tuple(extract(text, published, title))


def gold_counts() -> list[dict[str, Any]]:
    return [row for row in ROWS if row["kind"] == "count"]


def same_figure(row: dict[str, Any], claim: records.NormalisedClaim) -> bool:
    overlap = min(row["end"], claim.end) - max(row["start"], claim.start)
    return (
        claim.kind == "count"
        and overlap > 0
        and (row["value_low"], row["value_high"]) == (claim.value_low, claim.value_high)
    )


def matched() -> Iterator[tuple[dict[str, Any], records.NormalisedClaim]]:
    """Pair each gold count with the read claim of the same figure whose evidence begins nearest; each is used once."""
    used: set[int] = set()
    for row in gold_counts():
        options = [c for c in read(row["doc"]) if same_figure(row, c) and id(c) not in used]
        if options:
            best = min(options, key=lambda c: abs(c.start - row["start"]))
            used.add(id(best))
            yield row, best


def share(right: int, of: int) -> float:
    return right / of if of else 0.0


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['doc'][:2]}-{row['start']}")
def test_the_gold_fits_its_article_and_the_vocabulary(row):
    text = article(row["doc"])[0]
    assert 0 <= row["start"] < row["end"] <= len(text)
    assert records.Kind(row["kind"])
    assert records.Stance(row["stance"])
    if row["kind"] == "count":
        assert records.Metric(row["metric"])
        assert records.Approximation(row["approx"])


def test_most_figures_are_read_and_few_are_invented():
    hits = len(list(matched()))
    predicted = sum(claim.kind == "count" for doc in {row["doc"] for row in ROWS} for claim in read(doc))
    f1 = 2 * hits / (len(gold_counts()) + predicted)
    assert f1 >= FLOORS["count F1"], (hits, len(gold_counts()), predicted)


@pytest.mark.parametrize("field", ["source", "metric", "stance"])
def test_what_stands_beside_a_figure_is_read(field):
    def read_value(claim: records.NormalisedClaim) -> Any:
        if field == "source":
            return claim.source.canonical if claim.source else None
        return getattr(claim, field)

    def gold_value(row: dict[str, Any]) -> Any:
        return row["source"] and row["source"]["canonical"] if field == "source" else row[field]

    pairs = list(matched())
    right = sum(gold_value(row) == read_value(claim) for row, claim in pairs)
    assert share(right, len(pairs)) >= FLOORS[field], (right, len(pairs))


FLOORS = {"count F1": 0.92, "source": 0.75, "metric": 0.90, "stance": 0.88}
