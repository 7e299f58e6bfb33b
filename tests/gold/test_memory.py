"""Words that pass with their article change nothing in what the shipped models read."""

from datetime import date
from pathlib import Path

import frontmatter
import pytest

from claims.extraction import extract, model
from claims.extraction.pipeline import built

DEMO = Path(__file__).resolve().parents[2] / "articles" / "demo"
TEXTS = [frontmatter.load(str(path)).content for path in sorted(DEMO.glob("*.md"))[:6]]


@pytest.mark.parametrize("name", model.TRAINED)
def test_an_article_is_read_alike_whether_its_words_are_kept_or_pass(name, monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_MODEL", name)
    monkeypatch.setattr("claims.extraction.pipeline.WORDS_KEPT", 0)
    passing = [extract(text, date(2025, 3, 12)) for text in TEXTS]
    known = set(built(name).vocab.strings)
    doubled = [text.replace("e", "ee") for text in TEXTS]
    assert any(extract(text, date(2025, 3, 12)) for text in doubled)
    new = {word for text in doubled for word in text.split() if "ee" in word and word.isalpha()}
    assert len(new - known) > 100
    assert not (new - known) & set(built(name).vocab.strings)
    monkeypatch.setattr("claims.extraction.pipeline.WORDS_KEPT", 1 << 40)
    assert [extract(text, date(2025, 3, 12)) for text in TEXTS] == passing
    assert any(passing)
