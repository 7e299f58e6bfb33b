"""What is read from the seed articles, by the scorer that came with them; skips where the seeds are not at hand.

The floors stand a little below what was last measured (count F1 1.00).
"""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from claims.extraction import extract
from claims.extraction.export import row

SHARED = Path(__file__).resolve().parents[3] / "shared"
EVALUATION = SHARED / "eval" / "claims"
pytestmark = pytest.mark.skipif(not EVALUATION.is_dir(), reason="../shared with the seed articles is not here")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("claims_score", EVALUATION / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predictions() -> list[dict[str, Any]]:
    found = []
    for line in (EVALUATION / "seeds_docs.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        text = (SHARED / "seeds" / f"{article['doc']}.txt").read_text(encoding="utf-8")
        published = date.fromisoformat(article["published"]) if article["published"] else None
        found += [{"doc": article["doc"], **row(claim)} for claim in extract(text, published)]
    return found


@pytest.fixture(scope="module")
def score() -> ModuleType:
    return scorer()


@pytest.fixture(scope="module")
def result(score: ModuleType) -> dict[str, Any]:
    gold = score.read(str(EVALUATION / "seeds_gold.jsonl"))
    evaluated: dict[str, Any] = score.evaluate(gold, predictions())
    score.report(evaluated)
    return evaluated


def test_counts_are_found_and_few_are_false(score: ModuleType, result: dict[str, Any]) -> None:
    assert score.prf(*result["kinds"]["count"])[2] >= 0.9


def test_named_sources_of_counts_are_right(score: ModuleType, result: dict[str, Any]) -> None:
    counts = [
        (result["gold"][i], result["pred"][j]) for i, j in result["pairs"] if result["gold"][i]["kind"] == "count"
    ]
    named = [score.right(gold, pred)["source"] for gold, pred in counts if score.is_named(gold)]
    assert sum(named) / len(named) >= 0.6


def test_counts_are_ready_for_the_timeline(result: dict[str, Any]) -> None:
    ready, _ = result["timeline"]
    assert ready >= 4


def test_locations_and_statements_are_more_right_than_wrong(score: ModuleType, result: dict[str, Any]) -> None:
    assert score.prf(*result["kinds"]["location"])[2] >= 0.6
    assert score.prf(*result["kinds"]["statement"])[2] >= 0.4
