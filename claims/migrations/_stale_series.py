"""What PostgreSQL does since migration 0013: notes from which day on the changes of a series are out of date. Out: SQL.

Days stand for the claims of a series in their order. WHOLE: all are out of date; UNDATED: those of unknown day alone.
`until` is the last day on which something was told otherwise; UNDATED where that bears on later days without end, as
doubts do (`comparison.settled`), and where nobody looked into it. `sources` are the numbers of the sources of what was
told otherwise, 0 for what an article says itself; NULL where that may be anybody's.
"""

WHOLE, UNDATED = "DATE '0001-01-01'", "DATE '9999-12-31'"

TABLE = f"""
CREATE TABLE claims_seriesstale (series bigint NOT NULL, since date NOT NULL, until date NOT NULL DEFAULT {UNDATED},
    sources bigint[]);
CREATE INDEX claims_seriesstale_series ON claims_seriesstale (series);
"""
_NOTE = """
    INSERT INTO claims_seriesstale (series, since)
    SELECT n.series, min(n.since) FROM ({rows}) n(series, since) WHERE n.series IS NOT NULL GROUP BY n.series;
"""
_NOTE_SPAN = """
    INSERT INTO claims_seriesstale (series, since, until, sources)
    SELECT n.series, min(n.since), max(n.until), array_agg(DISTINCT n.source)
    FROM ({rows}) n(series, since, until, source)
    WHERE n.series IS NOT NULL GROUP BY n.series;
"""
# Where a claim stands: an article that is gone already tells no day any more.
_DAY = f"coalesce(c.reported_on, a.published_on, CASE WHEN a.id IS NULL THEN {WHOLE} ELSE {UNDATED} END)"
_LASTS = """c.stance IN ('denies', 'cannot_confirm') OR a.id IS NULL OR a.copies_id IS NOT NULL
    OR EXISTS (SELECT FROM claims_gone g WHERE g.claim_id = c.id)"""
_UNTIL = f"CASE WHEN {_LASTS} THEN {UNDATED} ELSE {_DAY} END"
_AT = (
    f"SELECT c.series_id, {_DAY}, {_UNTIL}, coalesce(c.source_id, 0)"
    " FROM {table} c LEFT JOIN articles_article a ON a.id = c.article_id"
)
# What a claim is compared by (`claims.points`); a rejected one is not.
_COMPARED = (
    "series_id", "kind", "metric", "unit", "stance", "start", "value_low", "value_high", "approx", "former",
    "takes_back", "event_from", "event_to", "reported_on", "source_id", "article_id",
)  # fmt: skip


def _all(table: str) -> str:
    return f"({', '.join(f'{table}.{column}' for column in _COMPARED)}, {table}.review = 'rejected')"


_DIFFERING = f"c.id IN (SELECT n.id FROM came n JOIN went o USING (id) WHERE {_all('o')} IS DISTINCT FROM {_all('n')})"
_CLAIMS_DIFFER = _NOTE_SPAN.format(
    rows=" UNION ALL ".join(f"{_AT.format(table=table)} WHERE {_DIFFERING}" for table in ("went", "came"))
)
_PLACES = """SELECT c.series_id, {day} FROM (SELECT claim_id FROM {pairs}) p
    JOIN claims_claim c ON c.id = p.claim_id LEFT JOIN articles_article a ON a.id = c.article_id"""


def _places(*tables: str) -> str:
    pairs = " UNION SELECT claim_id FROM ".join(tables)
    return _NOTE.format(rows=_PLACES.format(day=_DAY, pairs=pairs))


_ARTICLE = _NOTE.format(
    rows=f"""SELECT c.series_id, coalesce(c.reported_on, least(OLD.published_on, NEW.published_on), {UNDATED})
    FROM claims_claim c WHERE c.article_id = NEW.id"""
)
_SOURCE = _NOTE.format(rows=f"SELECT c.series_id, {WHOLE} FROM claims_claim c WHERE c.source_id = NEW.id")
_MADE = f"INSERT INTO claims_seriesstale (series, since) VALUES (NEW.id, {WHOLE});"
# Places bear on the positions of their topic: of the one that they leave, and of the one that they join.
_MOVED = _NOTE.format(
    rows=f"SELECT s.id, {WHOLE} FROM claims_series s WHERE s.topic_id IN (OLD.topic_id, NEW.topic_id)"
)
_GONE = "DELETE FROM claims_seriesstale WHERE series = OLD.id;"


def _function(name: str, body: str) -> str:
    head = f"CREATE FUNCTION claims_stale_{name}() RETURNS trigger LANGUAGE plpgsql"
    return f"{head} AS $$ BEGIN {body} RETURN NULL; END $$;\n"


def _statement(name: str, table: str, when: str, sees: str) -> str:
    return (
        f"CREATE TRIGGER stale_{name} AFTER {when} ON {table} REFERENCING {sees}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION claims_stale_{name}();\n"
    )


def _row(name: str, table: str, when: str, condition: str = "") -> str:
    where = f"WHEN ({condition})" if condition else ""
    function = f"EXECUTE FUNCTION claims_stale_{name}()"
    return f"CREATE TRIGGER stale_{name} AFTER {when} ON {table} FOR EACH ROW {where} {function};\n"


_NEW, _OLD = "NEW TABLE AS came", "OLD TABLE AS went"
_COLUMNS = ("published_on", "outlet_id", "content_hash", "copies_id")
_ARTICLE_DIFFERS = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in _COLUMNS)
# Name, table, and what the function does.
_NOTED = (
    ("claims_came", "claims_claim", _NOTE_SPAN.format(rows=_AT.format(table="came"))),
    ("claims_went", "claims_claim", _NOTE_SPAN.format(rows=_AT.format(table="went"))),
    ("claims_differ", "claims_claim", _CLAIMS_DIFFER),
    ("places_came", "claims_claimplace", _places("came")),
    ("places_went", "claims_claimplace", _places("went")),
    ("places_differ", "claims_claimplace", _places("went", "came")),
    ("article", "articles_article", _ARTICLE),
    ("source", "claims_actor", _SOURCE),
    ("made", "claims_series", _MADE),
    ("moved", "claims_series", _MOVED),
    ("gone", "claims_series", _GONE),
)
NOTES = TABLE + "".join(_function(name, body) for name, _, body in _NOTED)
NOTES += "".join(
    _statement(f"{rows}_came", table, "INSERT", _NEW)
    + _statement(f"{rows}_went", table, "DELETE", _OLD)
    + _statement(f"{rows}_differ", table, "UPDATE", f"{_OLD} {_NEW}")
    for rows, table in (("claims", "claims_claim"), ("places", "claims_claimplace"))
)
NOTES += _row("article", "articles_article", f"UPDATE OF {', '.join(_COLUMNS)}", _ARTICLE_DIFFERS)
NOTES += _row("source", "claims_actor", "UPDATE OF type", "OLD.type IS DISTINCT FROM NEW.type")
NOTES += _row("made", "claims_series", "INSERT")
NOTES += _row("moved", "claims_series", "UPDATE OF topic_id", "OLD.topic_id IS DISTINCT FROM NEW.topic_id")
NOTES += _row("gone", "claims_series", "DELETE")
AWAY = "".join(f"DROP TRIGGER stale_{name} ON {table};\n" for name, table, _ in _NOTED)
AWAY += f"DROP FUNCTION {', '.join(f'claims_stale_{name}' for name, _, _ in _NOTED)};\nDROP TABLE claims_seriesstale;"

# Since migration 0018 claims note the last day, too, and since 0021 their sources. What is noted by then has none.
SPANS = f"ALTER TABLE claims_seriesstale ADD COLUMN IF NOT EXISTS until date NOT NULL DEFAULT {UNDATED};\n"
SPANS += "ALTER TABLE claims_seriesstale ADD COLUMN IF NOT EXISTS sources bigint[];\n"
SPANS += "".join(
    _function(name, body).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    for name, table, body in _NOTED
    if table == "claims_claim"
)
