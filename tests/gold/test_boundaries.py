"""The gold of sentence boundaries fits its articles: texts as cleaning hands them on, offsets at first words."""

from pathlib import Path

import pytest

from articles.cleaning import clean
from articles.readers import expand, read
from articles.records import RawItem
from claims.extraction.training import boundaries

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = list(boundaries.read(ROOT / "tests" / "gold" / "model" / "boundaries.jsonl"))
DEMO = sorted((ROOT / "articles" / "demo").glob("[0-9]*"))


def test_every_demo_article_and_some_of_our_own_are_there():
    stems = {Path(article.file).stem for article in ARTICLES}
    assert {path.stem for path in DEMO} < stems
    assert len(stems) == len(ARTICLES) >= 40


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem[:2])
def test_texts_are_those_the_extraction_gets(path):
    with path.open("rb") as file:
        item = next(iter(expand(path.name, file)))
        assert isinstance(item, RawItem)
        raw = read(item)
    [article] = [article for article in ARTICLES if Path(article.file).stem == path.stem]
    assert article.text.strip() == clean(raw).text.strip()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: Path(article.file).stem[:2])
def test_sentences_start_in_order_and_with_ink(article):
    assert article.starts[0] == 0
    assert list(article.starts) == sorted(set(article.starts))
    assert not any(article.text[at].isspace() for at in article.starts)


@pytest.mark.parametrize(
    "article", [a for a in ARTICLES if "42-" not in a.file], ids=lambda article: article.file[-30:]
)
def test_lines_are_sentences_where_nothing_is_wrapped(article):
    lines = {at + 1 for at, char in enumerate(article.text) if char == "\n"}
    assert {at for at in lines if article.text[at : at + 1].strip()} <= set(article.starts)
