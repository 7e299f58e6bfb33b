"""The five seeds, where they are at hand: every mark and date as people found them."""

import io
import json
from pathlib import Path

import pytest

from articles.cleaning import clean
from articles.readers import expand, read
from articles.records import RawItem
from tests.articles.samples import zipped

SHARED = Path(__file__).resolve().parents[3] / "shared"
DOCS = SHARED / "eval" / "claims" / "seeds_docs.jsonl"
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


def test_only_dates_that_stand_in_the_text_are_found(articles, gold):
    for name, article in articles.items():
        stated = gold[name]["published"] if gold[name]["published_precision"] == "text" else None
        assert (article.published.day.isoformat() if article.published.day else None) == stated, name


def test_titles_are_those_that_people_see(articles, gold):
    assert {name: article.title for name, article in articles.items()} == {n: doc["title"] for n, doc in gold.items()}


def test_what_is_no_news_is_marked_and_nothing_else(articles, gold):
    marked = {
        (n, at) for n, article in articles.items() for mark in article.noise for at in range(mark.start, mark.end)
    }
    known = {(n, at) for n, doc in gold.items() for start, end, _ in doc["boilerplate"] for at in range(start, end)}
    characters = sum(len(article.text) for article in articles.values())
    assert len(marked & known) / len(known) >= 0.95
    assert len(marked - known) / (characters - len(known)) < 0.01
