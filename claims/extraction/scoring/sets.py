"""The sets of articles with gold claims, and the scorers that come with them, found by their paths.

In: the folder that holds `eval/` (by default `../shared` beside the project), and the project's own demo articles.
Out: `GoldSet`s; None for one that is not here.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import frontmatter

PROJECT = Path(__file__).resolve().parents[3]
SHARED = PROJECT.parent / "shared"
DEMO = PROJECT / "articles" / "demo"
DEMO_GOLD = PROJECT / "tests" / "gold" / "demo_claims.jsonl"
CLAIM_SETS = ("seeds", "dev a", "dev b", "demo")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Article:
    """One document; published: ISO day or None."""

    doc: str
    text: str
    published: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Articles in their order, and the gold claims of all of them."""

    name: str
    articles: tuple[Article, ...]
    gold: tuple[Row, ...]

    def part(self, name: str, articles: tuple[Article, ...]) -> GoldSet:
        """Some of the articles with their gold."""
        kept = {article.doc for article in articles}
        return GoldSet(f"{self.name}, {name}", articles, tuple(row for row in self.gold if row["doc"] in kept))

    def halves(self) -> tuple[GoldSet, GoldSet]:
        """Every other article: rules are developed on the odd ones only, the first, the third …"""
        return self.part("odd", self.articles[::2]), self.part("even", self.articles[1::2])


@cache
def scorer(shared: Path, what: str) -> ModuleType | None:
    """The scorer `eval/<what>/score.py`."""
    path = shared / "eval" / what / "score.py"
    spec = importlib.util.spec_from_file_location(f"score_{what}", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def claim_set(shared: Path, name: str) -> GoldSet | None:
    """One of `CLAIM_SETS`."""
    if name == "demo":
        return demo()
    folder = shared / "eval" / "claims"
    stem = folder / "seeds" if name == "seeds" else folder / "dev" / name.removeprefix("dev ")
    documents, gold = Path(f"{stem}_docs.jsonl"), Path(f"{stem}_gold.jsonl")
    if not (documents.is_file() and gold.is_file()):
        return None
    return GoldSet(name, tuple(articles(shared, rows(documents))), tuple(rows(gold)))


def articles(shared: Path, documents: list[Row]) -> Iterator[Article]:
    """Articles of rows; the text of a seed stands in a file of its own."""
    for row in documents:
        text = row.get("text")
        if text is None:
            text = (shared / "seeds" / f"{row['doc']}.txt").read_text(encoding="utf-8")
        yield Article(row["doc"], text, row.get("published"), row.get("title"))


def demo() -> GoldSet | None:
    """The project's own articles; complete are the counts alone, so only they are measured."""
    if not (DEMO.is_dir() and DEMO_GOLD.is_file()):
        return None
    gold = [row for row in rows(DEMO_GOLD) if row["kind"] == "count"]
    posts = {doc: frontmatter.load(str(DEMO / f"{doc}.md")) for doc in sorted({row["doc"] for row in rows(DEMO_GOLD)})}
    found = (Article(doc, post.content, str(post["published"]), str(post["title"])) for doc, post in posts.items())
    return GoldSet("demo", tuple(found), tuple(gold))


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
