"""How long it takes to look a text up among a million others, and how many near copies are found.

    nice python -m tests.load.copies [--quick]

Makes a database of its own in a folder that is thrown away: signatures of a million articles (20,000 with --quick),
seeded, some bands common to thousands as phrases of agencies are; and reports with what outlets do to them. Measured is
the look-up of texts as the product does it (`articles.near`), beside its floor: the bare question to the same index by
the same connection, in turn with it. Exits 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import Counter
from math import comb
from typing import Any

from articles.alike.signatures import LEAD_BANDS, WHOLE_BANDS
from tests.load.copies_texts import Writer
from tests.load.ingest_rig import services

OWN = "another author's report"
FULL, QUICK = 1_000_000, 20_000
REPORTS, QUICK_REPORTS = 300, 15
LOOKED_UP, QUICK_LOOKED_UP = 400, 100
BAR_TIME, BAR_RECALL, BAR_PRECISION = 4.0, 0.95, 0.99
FLOOR = "SELECT article_id FROM articles_signature WHERE bands && %s::integer[]"
ARTICLES = """
INSERT INTO articles_article (title, text, content_hash, noise, url, author, agency, language, published_precision,
    published_found, created_at)
SELECT 'Artikel', 'x', 'load-' || n, '[]', '', '', '', 'de', 'unknown', 'unknown', now()
FROM generate_series(1, %s) AS n
"""
# Of each article's bands, one in 500 is one of a hundred that thousands have.
SIGNATURES = """
INSERT INTO articles_signature (article_id, words, bands, is_waiting)
SELECT a.id, 250, (
    SELECT array_agg(CASE WHEN random() < 0.002 THEN (random() * 100)::integer
                          ELSE ((random() - 0.5) * 4294967294)::bigint::integer END)
    FROM generate_series(1, %s) WHERE a.id IS NOT NULL
), false FROM articles_article a WHERE a.content_hash LIKE 'load-%%'
"""


def fill(count: int) -> None:
    """Store that many articles with signatures; the index is built once they are there, as a restore would."""
    from django.db import connection

    begun = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5); SET maintenance_work_mem = '512MB'")
        cursor.execute("ALTER TABLE articles_article DISABLE TRIGGER USER; DROP INDEX signature_bands")
        cursor.execute(ARTICLES, [count])
        cursor.execute(SIGNATURES, [WHOLE_BANDS + LEAD_BANDS])
        cursor.execute("CREATE INDEX signature_bands ON articles_signature USING gin (bands) WITH (fastupdate = off)")
        cursor.execute("ALTER TABLE articles_article ENABLE TRIGGER USER")
        cursor.execute("ANALYZE articles_article; ANALYZE articles_signature")
        cursor.execute("SELECT pg_relation_size('signature_bands'), pg_relation_size('articles_signature')")
        index, table = (size / 2**20 for size in cursor.fetchone())
    taken = time.perf_counter() - begun
    print(f"{count:,} signatures in {taken:.0f} s; index {index:,.0f} MB, table {table:,.0f} MB", flush=True)


def store(texts: list[str]) -> list[int]:
    """Store articles as intake does, as far as copies ask of them."""
    from articles.fingerprints import content_hash
    from articles.models import Article

    rows = [Article(title="Bericht", text=text, content_hash=content_hash(text)) for text in texts]
    return [row.pk for row in Article.objects.bulk_create(rows)]


def written(number: int) -> tuple[list[str], list[str]]:
    """Texts with the name of what became of them: each report, its copies, and another author's report."""
    rng = random.Random(7)
    writer = Writer(rng)
    texts, kinds = [], []
    for report_number in range(number):
        report = writer.report(rng.randint(5, 10))
        made = {"report": report} | {kind: edit(report) for kind, edit in writer.edits().items()}
        made[OWN] = writer.same_event(report)
        for kind, paragraphs in made.items():
            text = "\n\n".join(paragraphs)
            if text in texts:  # a short report cut to a third is cut to a half, too
                continue
            texts.append(text)
            kinds.append(f"{report_number} {kind}")
    return texts, kinds


def measure_finding(number: int) -> bool:
    """Look the reports up and print how many copies of each kind are found in the group of their report."""
    from articles import near
    from articles.models import Article

    texts, kinds = written(number)
    ids = store(texts)
    begun = time.perf_counter()
    near.find_copies(ids)
    taken = 1000 * (time.perf_counter() - begun) / len(ids)
    rows = Article.objects.in_bulk(ids)
    groups = {kind: rows[pk].copies_id for pk, kind in zip(ids, kinds, strict=True)}
    recall, precision = found_of(groups), precision_of(groups)
    print(f"recall {recall:.3f} (bar {BAR_RECALL}), precision of pairs {precision:.4f} (bar {BAR_PRECISION})")
    print(f"{len(ids)} texts, ten of eleven with copies, in {taken:.1f} ms each", flush=True)
    return recall >= BAR_RECALL and precision >= BAR_PRECISION


def found_of(groups: dict[str, int | None]) -> float:
    """Print by kind of edit how many copies are in the group of their report; return that of all."""
    all_, found = Counter[str](), Counter[str]()
    for kind, group in groups.items():
        report, _, edit = kind.partition(" ")
        if edit not in ("report", OWN):
            all_[edit] += 1
            found[edit] += group is not None and group == groups[f"{report} report"]
    for edit, number in all_.items():
        print(f"  {edit:20}{found[edit] / number:7.3f}")
    return found.total() / all_.total()


def precision_of(groups: dict[str, int | None]) -> float:
    """Return how many pairs of articles in one group print the same report."""
    members: dict[int, Counter[str]] = {}
    for kind, group in groups.items():
        if group is not None:
            report, _, edit = kind.partition(" ")
            members.setdefault(group, Counter())[kind if edit == OWN else report] += 1
    pairs = sum(comb(told.total(), 2) for told in members.values())
    return sum(comb(n, 2) for told in members.values() for n in told.values()) / max(1, pairs)


def measure_time(number: int) -> bool:
    """Look up texts without copies, each in turn with the bare question; print both and their ratio."""
    from django.db import connection

    from articles import near
    from articles.models import Article

    rng = random.Random(11)
    writer = Writer(rng)
    ids = store(["\n\n".join(writer.report(5)) for _ in range(number)])
    rows = Article.objects.filter(pk__in=ids).values_list("pk", "content_hash", "text", "noise")
    taken: dict[str, list[float]] = {"sign": [], "look up": [], "bare query": []}
    for row in rows:
        begun = time.perf_counter()
        one = near._signed(*row)
        signed = time.perf_counter()
        near._copies(one)
        looked = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, [one.bands])
            cursor.fetchall()
        asked = time.perf_counter()
        for name, seconds in zip(taken, (signed - begun, looked - signed, asked - looked), strict=True):
            taken[name].append(1000 * seconds)
    for name, times in taken.items():
        late = statistics.quantiles(times, n=20)[-1]
        print(f"  {name:12} median {statistics.median(times):6.2f} ms, 95 of 100 within {late:6.2f} ms")
    ratio = statistics.median(taken["look up"]) / statistics.median(taken["bare query"])
    print(f"look-up over bare query {ratio:.2f} (bar {BAR_TIME:.0f})", flush=True)
    return ratio <= BAR_TIME


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK:,} signatures and fewer texts")
    quick = parser.parse_args(arguments).quick
    with services():
        fill(QUICK if quick else FULL)
        good: list[Any] = [
            measure_time(QUICK_LOOKED_UP if quick else LOOKED_UP),
            measure_finding(QUICK_REPORTS if quick else REPORTS),
        ]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
