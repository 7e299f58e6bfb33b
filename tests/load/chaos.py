"""Kill one process after the other while a batch is read, and count what is left of it.

Run: `python -m tests.load.chaos [--quick]`. In: nothing. Out: figures with their bars; status 1 when one is missed.
Full: 500 articles, each child killed once, broker and database twice, the broker's data deleted. Quick: 60 articles.
"""

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

import psycopg

from claims.extraction import extract_many
from tests.installation import Installation, wait_for
from tests.load.articles import write_articles

FINAL = ("extracted", "duplicate", "skipped", "failed")
# Share of items in a final state at which a child is killed.
PLAN = (
    (0.03, "worker-intake"),
    (0.10, "worker-extract"),
    (0.20, "broker"),
    (0.30, "web"),
    (0.40, "database"),
    (0.55, "worker-extract"),
    (0.65, "broker"),
    (0.75, "database"),
    (0.85, "beat"),
)
QUICK_PLAN = ((0.05, "worker-extract"), (0.2, "broker"), (0.4, "web"), (0.6, "database"))

BARS = {
    "items": "SELECT count(*) FROM articles_batchitem",
    "items in a final state": f"SELECT count(*) FROM articles_batchitem WHERE state IN {FINAL}",
    "items read": "SELECT count(*) FROM articles_batchitem WHERE state = 'extracted'",
    "articles": "SELECT count(*) FROM articles_article",
    "different articles": "SELECT count(DISTINCT content_hash) FROM articles_article",
    "articles of two items": "SELECT count(*) FROM (SELECT article_id FROM articles_batchitem"
    " WHERE article_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) AS twice",
    "articles without a finished run": "SELECT count(*) FROM articles_article a WHERE NOT EXISTS"
    " (SELECT 1 FROM claims_extractionrun r WHERE r.article_id = a.id AND r.state = 'done')",
    "articles with two finished runs": "SELECT count(*) FROM (SELECT article_id FROM claims_extractionrun"
    " WHERE state = 'done' GROUP BY 1 HAVING count(*) > 1) AS twice",
    "claims recorded twice": 'SELECT count(*) FROM (SELECT 1 FROM claims_claim GROUP BY article_id, start, "end",'
    " figure_start, figure_end, kind, subject, metric, value_low, value_high, stance HAVING count(*) > 1) AS twice",
}


def expected(count):
    """Return what each figure must be."""
    whole = ("items", "items in a final state", "items read", "articles", "different articles")
    return {name: count if name in whole else 0 for name in BARS}


def share_done(it, count):
    """The share of items in a final state; 0 while the database is away."""
    try:
        with it.database() as database:
            return database.execute(BARS["items in a final state"]).fetchone()[0] / count
    except (psycopg.OperationalError, OSError, IndexError):
        return 0.0


def lose_queue(it):
    """Kill the broker and delete its data: the sweepers must find everything again."""
    shutil.rmtree(it.home / "valkey", ignore_errors=True)
    seconds = it.kill_child("broker")
    shutil.rmtree(it.home / "valkey.lost", ignore_errors=True)
    return seconds


def torment(it, count, plan, *, patience):
    """Kill by plan while the batch is read; return the seconds until the last item was in a final state."""
    began = time.monotonic()
    for share, name in plan:
        wait_for(lambda share=share: share_done(it, count) >= share, patience, f"{share:.0%} of the batch")
        lost_queue = name == "broker" and share > 0.5
        seconds = lose_queue(it) if lost_queue else it.kill_child(name)
        how = "killed, its data deleted" if lost_queue else "killed"
        print(f"  {time.monotonic() - began:6.1f} s  {share:4.0%} done  {name} {how}; another after {seconds:.1f} s")
    wait_for(lambda: share_done(it, count) == 1.0, patience, "the whole batch")
    return time.monotonic() - began


def unlike_a_calm_reading(database):
    """Return the ids of articles whose stored claims are not those that the same text gives in peace."""
    rows = database.execute(
        "SELECT a.id, a.text, a.published_on, a.title, count(c.id), array_remove(array_agg(c.value_low), NULL)"
        " FROM articles_article a LEFT JOIN claims_claim c ON c.article_id = a.id GROUP BY a.id"
    ).fetchall()
    readings = extract_many((text, published, title) for _, text, published, title, _, _ in rows)
    unlike = []
    for (pk, _, _, _, number, stored), records in zip(rows, readings, strict=True):
        values = sorted(record.value_low for record in records if record.value_low is not None)
        if number != len(records) or sorted(stored) != values:
            unlike.append(pk)
    return unlike


def judge(it, count):
    """Print each figure beside its bar and return whether all are met."""
    good = True
    with it.database() as database:
        for name, bar in expected(count).items():
            figure = database.execute(BARS[name]).fetchone()[0]
            good &= figure == bar
            print(f"  {'ok  ' if figure == bar else 'MISS'} {name}: {figure} (bar: {bar})")
        unlike = unlike_a_calm_reading(database)
        print(f"  {'MISS' if unlike else 'ok  '} articles read unlike in peace: {len(unlike)} (bar: 0) {unlike[:20]}")
        claims = database.execute("SELECT count(*) FROM claims_claim").fetchone()[0]
        print(f"  {'ok  ' if claims >= count / 2 else 'MISS'} claims: {claims} (bar: at least {count // 2})")
    return good and not unlike and claims >= count / 2


def run(count, plan, *, patience, lease="60"):
    """Start, load, kill, count; return whether every bar is met. `lease`: seconds until work cut off is taken up."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-chaos-") as folder:
        write_articles(Path(folder) / "articles", count)
        it = Installation(Path(folder) / "home", "--no-demo", CLAIMTRACK_LEASE_SECONDS=lease)
        try:
            print(f"up after {it.start():.1f} s")
            loaded = it.run("load_articles", str(Path(folder) / "articles"))
            assert loaded.returncode == 0, loaded.stdout + loaded.stderr
            seconds = torment(it, count, plan, patience=patience)
            print(f"{count} articles after {seconds:.1f} s, {count / seconds:.1f} a second, the losses included")
            wait_for(it.well, 30, "all parts well in the end")
            good = judge(it, count)
            print(f"stopped after {it.stop():.1f} s")
        finally:
            it.stop()
    return good


def main():
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="60 articles, each kind of child once, under 50 s")
    parser.add_argument("--articles", type=int, default=500)
    options = parser.parse_args()
    good = run(60, QUICK_PLAN, patience=60, lease="15") if options.quick else run(options.articles, PLAN, patience=300)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
