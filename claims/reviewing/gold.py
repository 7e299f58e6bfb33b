"""Reviewed articles as training and test data: what editors decided is the standard the machine is held to.

In: the database. Out: articles of which every claim was decided on, with the claims that stand, as JSON Lines in the
schema of the annotation guideline (`claims.exports`) and as spaCy's DocBin with the evidence as spans. The texts
belong to their publishers: such files stay in the house.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article
from claims.exports import json_lines
from claims.models import Claim

AT_ONCE = 200  # articles held in memory
FILES = ("docs.jsonl", "claims.jsonl", "docs.spacy")


def reviewed_articles() -> QuerySet[Article]:
    """Articles with a decided claim and none that nobody looked at, in the order of their numbers."""
    waiting = Claim.objects.filter(article=OuterRef("pk"), review=Claim.Review.MACHINE)
    # From the few that somebody decided on, which an index knows, not from all articles.
    decided = Claim.objects.exclude(review=Claim.Review.MACHINE).order_by().values("article")
    return Article.objects.filter(~Exists(waiting), pk__in=decided).defer("raw").order_by("pk")


def write_gold(folder: Path) -> tuple[int, int]:
    """Write the three files of FILES into the folder, which is made; return how many articles and claims."""
    from spacy.tokens import DocBin  # here: only this command needs spaCy

    folder.mkdir(parents=True, exist_ok=True)
    binary, n_articles, n_claims = DocBin(store_user_data=True), 0, 0
    docs_path, claims_path, binary_path = (folder / name for name in FILES)
    with docs_path.open("w", encoding="utf-8") as docs, claims_path.open("w", encoding="utf-8") as out:
        for article in reviewed_articles().iterator(chunk_size=AT_ONCE):
            claims = Claim.objects.standing().filter(article=article).order_by("start", "pk")
            lines = list(json_lines(claims))
            out.writelines(lines)
            docs.write(json.dumps(_doc(article), ensure_ascii=False) + "\n")
            binary.add(_spans(article, list(claims)))
            n_articles, n_claims = n_articles + 1, n_claims + len(lines)
    binary.to_disk(binary_path)
    return n_articles, n_claims


def _doc(article: Article) -> dict[str, Any]:
    published = article.published_on.isoformat() if article.published_on else None
    return {"doc": str(article.pk), "title": article.title, "text": article.text, "published": published}


def _spans(article: Article, claims: list[Claim]) -> Any:
    """The article as a `Doc` with a span for each claim, labelled by its kind; ends widened to whole tokens."""
    doc = _tokenizer()(article.text)
    doc.user_data["doc"] = str(article.pk)
    found: Iterator[Any] = (
        doc.char_span(claim.start, claim.end, label=claim.kind, alignment_mode="expand") for claim in claims
    )
    doc.spans["claims"] = [span for span in found if span is not None]
    return doc


def _tokenizer() -> Any:
    from claims.extraction.pipeline import built

    return built("rules").make_doc
