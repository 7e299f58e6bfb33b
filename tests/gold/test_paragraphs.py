"""No paragraph of the demo articles makes extraction fail when it stands alone, with whatever it refers to missing."""

from datetime import date
from pathlib import Path

import frontmatter
import pytest

from claims.extraction import extract

DEMO = sorted((Path(__file__).resolve().parents[2] / "articles" / "demo").glob("*.md"))


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem[:2])
def test_each_paragraph_is_read_alone(path):
    for paragraph in frontmatter.loads(path.read_text(encoding="utf-8")).content.split("\n\n"):
        for claim in extract(paragraph, date(2025, 3, 12)):
            assert paragraph[claim.start : claim.end] == claim.quote
