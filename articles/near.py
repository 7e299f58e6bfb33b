"""New texts are looked up among all others, by index: which articles are near copies of them?

In: ids of articles, or all that wait. Out: their signatures, pairs and groups (`articles.grouping`). Safe to run twice
and at the same time: an article's bands are stored and committed before its copies are sought, so of two that come in
together at least one finds the other.

A million articles are a few probes of an index; what it finds is compared by the texts themselves.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import connection

from articles import grouping
from articles.alike.comparing import are_near, percent
from articles.alike.shingles import Shingles, shingles, unmarked, words
from articles.alike.signatures import bands
from articles.grouping import ALL, Text
from articles.models import Signature

AT_ONCE = 200  # articles whose texts are in memory
# What shares most bands is compared: a group of hundreds hangs together by eight pairs of each as well.
MOST = 8
SPAN = 5  # a text of five times the words is no copy (`comparing.LEAST_SHARED`)

_SIGN = """
UPDATE articles_signature AS s SET words = new.words, bands = new.bands::integer[]
FROM unnest(%s::bigint[], %s::text[], %s::integer[], %s::text[]) AS new (id, content_hash, words, bands)
JOIN articles_article a ON a.id = new.id AND a.content_hash = new.content_hash
WHERE s.article_id = new.id
"""
_CANDIDATES = """
SELECT a.id, a.content_hash, a.text, a.noise::text FROM (
    SELECT article_id, cardinality(ARRAY(SELECT unnest(bands) INTERSECT SELECT unnest(%(bands)s::integer[]))) AS shared
    FROM articles_signature
    WHERE bands && %(bands)s::integer[] AND article_id <> %(id)s AND words BETWEEN %(least)s AND %(most)s
    ORDER BY shared DESC, article_id LIMIT %(limit)s
) AS near JOIN articles_article a ON a.id = near.article_id
"""
_LONE = """
UPDATE articles_signature AS s SET is_waiting = false
FROM unnest(%s::bigint[], %s::text[]) AS new (id, content_hash)
JOIN articles_article a ON a.id = new.id AND a.content_hash = new.content_hash AND a.copies_id IS NULL
WHERE s.article_id = new.id
"""


@dataclass(frozen=True, slots=True)
class Signed:
    """An article's text as it is looked up: own words, shingles and bands of what is not marked."""

    text: Text
    own: str
    words: int
    shingles: Shingles
    bands: list[int]


def find_copies(article_ids: Collection[int] | None = None, seconds: float = math.inf) -> int:
    """Look up those of the articles whose text is new, or all that wait; return how many that were.

    seconds: no portion is begun after that long; what is left waits for the next call.
    Not to be called inside of a transaction: others have to see the bands before copies are sought.
    """
    done, until = 0, time.monotonic() + seconds
    for ids in _waiting(article_ids):
        signed = [_signed(*row) for row in ALL.filter(pk__in=ids).values_list("pk", "content_hash", "text", "noise")]
        _store(signed)
        _join([(each, _copies(each)) for each in signed])
        done += len(signed)
        if time.monotonic() > until:
            break
    return done


def near_copies_of(own: str) -> dict[int, int]:
    """The stored articles that are near copies of a text that is not stored, each with how much is the same in percent.

    own: its text without what is marked. One query; nothing is written.
    """
    told = words(own)
    asked = Signed(Text(0, ""), own, len(told), shingles(told), bands(told))
    return {text.article: share for text, share in _copies(asked).items()}


def _waiting(article_ids: Collection[int] | None) -> Iterator[list[int]]:
    """The ids in portions; each article once, even if its text changes again meanwhile."""
    waiting = Signature.objects.filter(is_waiting=True).order_by("pk").values_list("pk", flat=True)
    if article_ids is not None:
        waiting = waiting.filter(pk__in=article_ids)
    last = 0
    while ids := list(waiting.filter(pk__gt=last)[:AT_ONCE]):
        yield ids
        last = ids[-1]


def _signed(pk: int, content_hash: str, text: str, noise: list[list[object]]) -> Signed:
    own = unmarked(text, noise)
    told = words(own)
    return Signed(Text(pk, content_hash), own, len(told), shingles(told), bands(told))


def _array(numbers: list[int]) -> str:
    """Numbers as PostgreSQL writes an array of them."""
    return "{" + ",".join(map(str, numbers)) + "}"


def _store(signed: list[Signed]) -> None:
    rows = [(s.text.article, s.text.content_hash, s.words, _array(s.bands)) for s in signed]
    with connection.cursor() as cursor:
        cursor.execute(_SIGN, [list(column) for column in zip(*rows, strict=True)])


def _copies(one: Signed) -> dict[Text, int]:
    """The near copies of a text, each with how much of it is the same, in percent."""
    if not one.bands:
        return {}
    span = {"least": one.words // SPAN, "most": one.words * SPAN}
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, {"bands": one.bands, "id": one.text.article, "limit": MOST, **span})
        rows = cursor.fetchall()
    others = (_signed_again(*row) for row in rows)
    return {
        text: percent(one.own, one.shingles, own, theirs)
        for text, own, theirs in others
        if are_near(one.shingles, theirs)
    }


def _signed_again(pk: int, content_hash: str, text: str, noise: str) -> tuple[Text, str, Shingles]:
    own = unmarked(text, json.loads(noise))
    return Text(pk, content_hash), own, shingles(words(own))


def _join(found: list[tuple[Signed, dict[Text, int]]]) -> None:
    """Store what was found; who has no copies and had none needs no lock."""
    lone = [one.text for one, copies in found if not copies]
    with connection.cursor() as cursor:
        cursor.execute(_LONE, [[text.article for text in lone], [text.content_hash for text in lone]])
    waiting = Signature.objects.filter(pk__in=[text.article for text in lone], is_waiting=True)
    still = set(waiting.values_list("pk", flat=True))
    for one, copies in found:
        if copies or one.text.article in still:
            grouping.join(one.text, copies)
