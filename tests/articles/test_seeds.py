"""The five seeds, where they are at hand: every mark and date as people found them."""

import io
import json
from pathlib import Path

import pytest

from articles.cleaning import clean, offsets
from articles.readers import expand, read
from articles.records import RawItem
from tests.articles.samples import zipped

SHARED = Path(__file__).resolve().parents[3] / "shared"
DOCS = SHARED / "eval" / "claims" / "seeds_docs.jsonl"
CLAIMS = SHARED / "eval" / "claims" / "seeds_gold.jsonl"
pytestmark = pytest.mark.skipif(not DOCS.exists(), reason="the seeds are not part of this repository")


@pytest.fixture(scope="module")
def articles():
    """The seeds as one archive, cleaned, by name."""
    archive = zipped({path.name: path.read_bytes() for path in sorted((SHARED / "seeds").glob("*.txt"))})
    items = [item for item in expand("seeds.zip", io.BytesIO(archive)) if isinstance(item, RawItem)]
    return {Path(item.name).stem: clean(read(item)) for item in items}


@pytest.fixture(scope="module")
def gold():
    return {doc["doc"]: doc for doc in map(json.loads, DOCS.read_text(encoding="utf-8").splitlines())}


def test_all_five_are_articles_with_their_own_text(articles):
    assert sorted(articles) == ["000", "001", "002", "003", "004"]
    for name, article in articles.items():
        assert article.text == (SHARED / "seeds" / f"{name}.txt").read_text(encoding="utf-8")


def test_dates_and_their_precision_are_as_people_found_them(articles, gold):
    """What people inferred from other knowledge, or not at all, is unknown until somebody says it."""
    for name, article in articles.items():
        stated = gold[name]["published"] if gold[name]["published_precision"] == "text" else None
        expected = (stated, "day", "text") if stated else (None, "unknown", "unknown")
        found = article.published
        assert (found.day.isoformat() if found.day else None, found.precision, found.found) == expected, name


def test_titles_are_those_that_people_see(articles, gold):
    assert {name: article.title for name, article in articles.items()} == {n: doc["title"] for n, doc in gold.items()}


def characters(articles, gold):
    """Return (marked, known to be no news): sets of (article, character)."""
    marked = {
        (n, at) for n, article in articles.items() for mark in article.noise for at in range(mark.start, mark.end)
    }
    known = {(n, at) for n, doc in gold.items() for start, end, _ in doc["boilerplate"] for at in range(start, end)}
    return marked, known


def test_what_is_no_news_is_marked_and_nothing_else(articles, gold):
    marked, known = characters(articles, gold)
    others = sum(len(article.text) for article in articles.values()) - len(known)
    hit, wrong = len(marked & known), len(marked - known)
    print(f"boilerplate marked: {hit} of {len(known)} ({hit / len(known):.1%}); others: {wrong} of {others}")
    assert hit / len(known) >= 0.95
    assert wrong / others < 0.01


def test_the_evidence_of_every_claim_stays_unmarked(articles, gold):
    marked, _ = characters(articles, gold)
    claims = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    lost = [
        claim for claim in claims if any((claim["doc"], at) in marked for at in range(claim["start"], claim["end"]))
    ]
    print(f"evidence kept: {len(claims) - len(lost)} of {len(claims)} claims")
    assert claims
    assert not lost


def test_every_letter_leads_back_to_what_was_received(articles):
    for name, article in articles.items():
        traced = offsets.of_text(article.text, (SHARED / "seeds" / f"{name}.txt").read_text(encoding="utf-8"))
        assert traced.place(0, len(article.text)) == (0, len(article.text.rstrip()))
