"""What must be true once everything that was killed has come to its end.

In: an `Installation` at rest, and the number of articles that were sent. Out: figures beside their bars.
"""

import threading

from claims.extraction import extract_many

FINAL = "('extracted', 'duplicate', 'skipped', 'failed', 'cancelled')"

BARS = {
    "batches": "SELECT count(*) FROM articles_batch",
    "batches not stamped as finished": "SELECT count(*) FROM articles_batch WHERE finished_at IS NULL",
    "items": "SELECT count(*) FROM articles_batchitem",
    "items in a final state": f"SELECT count(*) FROM articles_batchitem WHERE state IN {FINAL}",
    "items read": "SELECT count(*) FROM articles_batchitem WHERE state = 'extracted'",
    "articles": "SELECT count(*) FROM articles_article",
    "different articles": "SELECT count(DISTINCT content_hash) FROM articles_article",
    "hidden articles": "SELECT count(*) FROM articles_article WHERE hidden_at IS NOT NULL",
    "articles of two items": "SELECT count(*) FROM (SELECT article_id FROM articles_batchitem"
    " WHERE article_id IS NOT NULL GROUP BY 1 HAVING count(*) > 1) AS twice",
    "articles without a finished run": "SELECT count(*) FROM articles_article a WHERE NOT EXISTS"
    " (SELECT 1 FROM claims_extractionrun r WHERE r.article_id = a.id AND r.state = 'done')",
    "open runs": "SELECT count(*) FROM claims_extractionrun WHERE state IN ('waiting', 'running')",
    "claims recorded twice": 'SELECT count(*) FROM (SELECT 1 FROM claims_claim GROUP BY article_id, start, "end",'
    " figure_start, figure_end, kind, subject, metric, value_low, value_high, stance HAVING count(*) > 1) AS twice",
    "claims left aside": "SELECT count(*) FROM claims_aside",
}
WHOLE = ("items", "items in a final state", "items read", "articles", "different articles")


def expected(count):
    """Return what each figure must be."""
    return {name: count if name in WHOLE else 1 if name == "batches" else 0 for name in BARS}


def warm():
    """Load the rules of reading beforehand, in a thread of its own: that takes seconds, and `up` takes more."""
    threading.Thread(target=lambda: list(extract_many([("In Bonn demonstrierten 500 Menschen.", None, "")]))).start()


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
