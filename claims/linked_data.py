"""Claims as JSON-LD in the words of schema.org, one at a time, never all in memory, never capped.

In: a queryset of claims. Out: pieces of one document. What one source said once, carried by several outlets, is one
`Claim` with several appearances; the first of them, among those that are asked for, is its `firstAppearance`. The
evidence is cut to a short quotation, since the text belongs to its publisher.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from articles.models import Article
from claims.exports import AT_ONCE, number, quotation
from claims.models import Actor, Claim
from claims.models.actors import PEOPLE
from claims.querysets import ClaimQuerySet
from claims.records import Kind

HEAD = '{"@context": "https://schema.org", "@graph": [\n'
TAIL = "\n]}\n"
# Claims that are one stand side by side in this order.
_ORDER = ("series", "kind", "source", "stance", "metric", "value_low", "value_high", "approx", "day")


def linked_data(claims: ClaimQuerySet, site: str) -> Iterator[str]:
    """Return the document in pieces. site: scheme and host, for the addresses; claims must know their `day`."""
    rows = claims.order_by(*_ORDER, "article__published_on", "pk").for_export().iterator(chunk_size=AT_ONCE)
    before = HEAD
    for appearances in _same(rows):
        yield before + json.dumps(_claim(appearances, site), ensure_ascii=False)
        before = ",\n"
    yield TAIL if before != HEAD else HEAD + TAIL


def _same(rows: Iterable[Claim]) -> Iterator[list[Claim]]:
    """Gather what one source said once; articles that speak for themselves are told apart, and so are places."""
    for _, group in groupby(rows, key=_key):
        parts: dict[object, list[Claim]] = {}
        for claim in group:
            own = claim.article.outlet_id if claim.source_id is None else None
            places = tuple(row.place_id for row in claim.places.all()) if claim.kind == Kind.LOCATION else ()
            parts.setdefault((own, places), []).append(claim)
        yield from parts.values()


def _key(claim: Claim) -> tuple[object, ...]:
    return tuple(getattr(claim, f"{name}_id" if name in ("series", "source") else name) for name in _ORDER)


def _claim(appearances: list[Claim], site: str) -> dict[str, Any]:
    """One claim; what is not known is left out."""
    first = min(appearances, key=lambda claim: (claim.article.published_on is None, claim.article.published_on))
    known = {
        "@type": "Claim",
        "@id": f"{site}{first.get_absolute_url()}",
        "text": quotation(first),
        "inLanguage": first.article.language,
        "about": {"@type": "Thing", "name": str(first.series.topic)} if first.series else None,
        "author": _author(first.source) if first.source else None,
        "dateCreated": first.reported_on and first.reported_on.isoformat(),
        "temporalCoverage": _span(first),
        "spatialCoverage": [{"@type": "Place", "name": row.place.name} for row in first.places.all()],
        "mainEntity": _value(first),
        "keywords": [word for word in (first.stance, first.metric) if word],
        "firstAppearance": _article(first.article, site),
        "appearance": [_article(claim.article, site) for claim in appearances],
    }
    return {name: value for name, value in known.items() if value}


def _author(source: Actor) -> dict[str, str]:
    return {"@type": "Person" if source.type in PEOPLE else "Organization", "name": source.name}


def _value(claim: Claim) -> dict[str, Any] | None:
    if not claim.metric:
        return None
    known = {
        "@type": "QuantitativeValue",
        "name": claim.metric,
        "minValue": number(claim.value_low),
        "maxValue": number(claim.value_high),
        "unitText": claim.unit or None,
    }
    return {name: value for name, value in known.items() if value is not None}


def _span(claim: Claim) -> str:
    """Write when it happened as ISO 8601 does: a day, or two with a stroke; `..` is an open end."""
    start, end = (day.isoformat() if day else ".." for day in (claim.event_from, claim.event_to))
    if start == end:
        return "" if start == ".." else start
    return f"{start}/{end}"


def _article(article: Article, site: str) -> dict[str, Any]:
    known = {
        "@type": "NewsArticle",
        "@id": f"{site}{article.get_absolute_url()}",
        "headline": article.title,
        "url": article.url,
        "datePublished": article.published_on and article.published_on.isoformat(),
        "inLanguage": article.language,
        "publisher": {"@type": "Organization", "name": article.outlet.name} if article.outlet else None,
    }
    return {name: value for name, value in known.items() if value}
