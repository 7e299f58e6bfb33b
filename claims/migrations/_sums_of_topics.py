"""What PostgreSQL does since migration 0010: the sums of series and topics, and when they are made. Out: SQL."""

# Between two spots of a series' course there are so many days that at most this many spots remain.
SPOTS = 60
LEADING = 3
TELLING = "what NOT IN ('first', 'repeated')"
# What one of two sources does to its own last word closes their contradiction.
MOVES = "'raised', 'lowered', 'refined', 'widened', 'corrected', 'confirmed', 'admitted', 'retracted'"

DUE = """
CREATE UNLOGGED TABLE claims_sumsdue (xact xid8 NOT NULL DEFAULT pg_current_xact_id(), series bigint[] NOT NULL);
CREATE INDEX claims_sumsdue_xact ON claims_sumsdue (xact);
"""


def _source_of(own: str, number: str) -> str:
    """Who spoke: nearly always known from the series itself; a position may be turned by a claim about a place."""
    elsewhere = f"(SELECT e.source_id FROM claims_claim e WHERE e.id = {number})"
    return f"CASE WHEN {own}.id IS NULL THEN {elsewhere} ELSE {own}.source_id END"


# Each statement sees what was committed before it began: so first the rows are held, and then it is counted.
_SUM_SERIES = f"""
CREATE FUNCTION claims_sum_series(asked bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE topics bigint[];
BEGIN
    INSERT INTO claims_seriestally (series_id, topic_id)
    SELECT id, topic_id FROM claims_series WHERE id = ANY(asked) ORDER BY id ON CONFLICT DO NOTHING;
    PERFORM FROM claims_seriestally WHERE series_id = ANY(asked) ORDER BY series_id FOR UPDATE;
    topics := ARRAY(SELECT topic_id FROM claims_seriestally WHERE series_id = ANY(asked));
    DELETE FROM claims_seriestally t
    WHERE series_id = ANY(asked) AND NOT EXISTS (SELECT FROM claims_series s WHERE s.id = t.series_id);
    WITH own AS MATERIALIZED (
        SELECT c.series_id, c.id, c.kind, c.source_id, a.outlet_id, coalesce(c.reported_on, a.published_on) AS day,
            coalesce(c.value_low, c.value_high) AS low, coalesce(c.value_high, c.value_low) AS high,
            coalesce(c.source_id, -a.outlet_id, 0) AS voice, -GONE- AS gone
        FROM claims_claim c JOIN articles_article a ON a.id = c.article_id -LEFT-
        WHERE c.series_id = ANY(asked) AND c.review <> 'rejected'),
    spoke AS MATERIALIZED (
        SELECT series_id, voice, count(*) AS claims, count(*) FILTER (WHERE kind = 'count') AS figures,
            count(*) FILTER (WHERE kind IN ('count', 'location')) AS stories,
            count(*) FILTER (WHERE kind = 'count' AND NOT gone) AS held,
            max(day) FILTER (WHERE kind = 'count' AND NOT gone) AS day FROM own GROUP BY series_id, voice),
    counted AS (
        SELECT series_id, sum(claims) AS claims, sum(figures) AS figures, sum(stories) AS stories,
            array_agg(voice ORDER BY voice) FILTER (WHERE voice > 0) AS sources FROM spoke GROUP BY series_id),
    papers AS (
        SELECT series_id, array_agg(outlet_id ORDER BY outlet_id) AS outlets FROM (
            SELECT DISTINCT series_id, outlet_id FROM own WHERE outlet_id IS NOT NULL) p GROUP BY series_id),
    daily AS (
        SELECT series_id, day, min(low) AS low, max(high) AS high FROM own
        WHERE kind = 'count' AND day IS NOT NULL GROUP BY series_id, day),
    spans AS (
        SELECT series_id, min(day) AS first, (max(day) - min(day)) / {SPOTS} + 1 AS step FROM daily
        GROUP BY series_id),
    spots AS (
        SELECT d.series_id, min(d.day) AS day, min(d.low) AS low, max(d.high) AS high FROM daily d
        JOIN spans s USING (series_id) GROUP BY d.series_id, (d.day - s.first) / s.step),
    courses AS (
        SELECT series_id, array_agg(day ORDER BY day) AS days, array_agg(low ORDER BY day) AS lows,
            array_agg(high ORDER BY day) AS highs FROM spots GROUP BY series_id),
    ranked AS (
        SELECT series_id, voice, day, rank() OVER (PARTITION BY series_id ORDER BY voice <= 0, day DESC NULLS LAST)
            AS place FROM spoke WHERE held > 0),
    newest AS (
        SELECT r.series_id, r.voice, r.day, max(o.id) AS id FROM ranked r
        JOIN own o ON o.series_id = r.series_id AND o.voice = r.voice AND o.day IS NOT DISTINCT FROM r.day
        WHERE r.place <= {LEADING} AND o.kind = 'count' AND NOT o.gone GROUP BY r.series_id, r.voice, r.day),
    firsts AS (
        SELECT series_id, (array_agg(id ORDER BY voice <= 0, day DESC NULLS LAST, id DESC))[1:{LEADING}] AS latest
        FROM newest GROUP BY series_id),
    told AS MATERIALIZED (
        SELECT r.series_id AS series, {_source_of("c", "r.claim_id")} AS one,
            {_source_of("p", "r.previous_id")} AS other, r.previous_id, r.what, r.day FROM claims_change r
        LEFT JOIN own c ON c.id = r.claim_id LEFT JOIN own p ON p.id = r.previous_id
        WHERE r.series_id = ANY(asked) AND r.{TELLING}),
    moved AS (
        SELECT series, source, max(day) AS day FROM (
            SELECT series, one AS source, day FROM told WHERE previous_id IS NOT NULL AND what IN ({MOVES})
            UNION ALL SELECT series, other, day FROM told WHERE what = 'overtaken') m
        GROUP BY series, source),
    pairs AS (
        SELECT series, least(one, other) AS one, greatest(one, other) AS other,
            max(day) FILTER (WHERE what = 'corroborated') AS agreed,
            array_agg(day) FILTER (WHERE what = 'contradicted') AS days
        FROM told WHERE what IN ('contradicted', 'corroborated') GROUP BY 1, 2, 3),
    contradicted AS (
        SELECT p.series AS series_id, count(*) AS n FROM pairs p CROSS JOIN LATERAL unnest(p.days) u(day)
        LEFT JOIN moved m ON m.series = p.series AND m.source = p.one
        LEFT JOIN moved o ON o.series = p.series AND o.source = p.other
        WHERE greatest(m.day, o.day, p.agreed, u.day) IS NOT DISTINCT FROM u.day GROUP BY p.series),
    changed AS (SELECT series AS series_id, max(day) AS day FROM told GROUP BY series)
    UPDATE claims_seriestally t SET
        topic_id = s.topic_id, claims = coalesce(n.claims, 0), figures = coalesce(n.figures, 0),
        stories = coalesce(n.stories, 0), sources = coalesce(n.sources, '{{}}'), outlets = coalesce(p.outlets, '{{}}'),
        contradictions = coalesce(x.n, 0), changed = d.day, days = coalesce(c.days, '{{}}'),
        lows = coalesce(c.lows, '{{}}'), highs = coalesce(c.highs, '{{}}'), latest = coalesce(l.latest, '{{}}')
    FROM claims_series s LEFT JOIN counted n ON n.series_id = s.id
    LEFT JOIN papers p ON p.series_id = s.id LEFT JOIN courses c ON c.series_id = s.id
    LEFT JOIN firsts l ON l.series_id = s.id LEFT JOIN contradicted x ON x.series_id = s.id
    LEFT JOIN changed d ON d.series_id = s.id
    WHERE s.id = ANY(asked) AND s.id = t.series_id;
    PERFORM claims_sum_topics(
        topics || ARRAY(SELECT topic_id FROM claims_seriestally WHERE series_id = ANY(asked)));
END $$;
"""
# Before migration 0012 nobody knew which claims are gone from their text; since 0023 none of these is a latest figure.
SUM_SERIES_AS_PRINTED = _SUM_SERIES.replace("-GONE-", "false").replace("-LEFT-", "")
SUM_SERIES = _SUM_SERIES.replace("-GONE-", "g.claim_id IS NOT NULL").replace(
    "-LEFT-", "LEFT JOIN claims_gone g ON g.claim_id = c.id"
)
SUM_TOPICS = """
CREATE FUNCTION claims_sum_topics(asked bigint[]) RETURNS void LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO claims_topictally (topic_id)
    SELECT id FROM claims_topic WHERE id = ANY(asked) ORDER BY id ON CONFLICT DO NOTHING;
    PERFORM FROM claims_topictally WHERE topic_id = ANY(asked) ORDER BY topic_id FOR UPDATE;
    DELETE FROM claims_topictally t
    WHERE topic_id = ANY(asked) AND NOT EXISTS (SELECT FROM claims_topic o WHERE o.id = t.topic_id);
    UPDATE claims_topictally t SET
        claims = n.claims, stories = n.stories, contradictions = n.contradictions, changed = n.changed, main = n.main,
        sources = (SELECT count(DISTINCT v) FROM claims_seriestally s, unnest(s.sources) v
            WHERE s.topic_id = t.topic_id),
        outlets = (SELECT count(DISTINCT v) FROM claims_seriestally s, unnest(s.outlets) v
            WHERE s.topic_id = t.topic_id)
    FROM (
        SELECT o.id, coalesce(sum(s.claims), 0) AS claims, coalesce(sum(s.stories), 0) AS stories,
            coalesce(sum(s.contradictions), 0) AS contradictions, max(s.changed) AS changed,
            (array_agg(s.series_id ORDER BY s.figures DESC, s.series_id) FILTER (WHERE s.figures > 0))[1] AS main
        FROM (SELECT DISTINCT unnest(asked) AS id) o LEFT JOIN claims_seriestally s ON s.topic_id = o.id
        GROUP BY o.id) n
    WHERE n.id = t.topic_id;
END $$;
"""
# In portions, since the sums of a portion stand in memory.
RECOUNT = """
CREATE FUNCTION claims_recount_sums() RETURNS void LANGUAGE plpgsql AS $$
DECLARE asked bigint[];
BEGIN
    DELETE FROM claims_seriestally;
    DELETE FROM claims_topictally;
    FOR asked IN
        SELECT array_agg(id) FROM (SELECT id, row_number() OVER (ORDER BY topic_id, id) AS n FROM claims_series) s
        GROUP BY n / 500 ORDER BY n / 500
    LOOP
        PERFORM claims_sum_series(asked);
    END LOOP;
END $$;
"""
SUM_DUE = """
CREATE FUNCTION claims_sum_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE asked bigint[];
BEGIN
    WITH gone AS (DELETE FROM claims_sumsdue WHERE xact = pg_current_xact_id() RETURNING series)
    SELECT array_agg(DISTINCT s) INTO asked FROM gone, unnest(gone.series) s;
    IF asked IS NOT NULL THEN PERFORM claims_sum_series(asked); END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claims_sums_due AFTER INSERT ON claims_sumsdue DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION claims_sum_due();
"""
_NOTE = """
    INSERT INTO claims_sumsdue (series)
    SELECT array_agg(DISTINCT n.series) FROM ({rows}) n(series) WHERE n.series IS NOT NULL HAVING count(*) > 0;
"""
# What sums are made of; a rejected claim is in none.
_COUNTS = ", ".join(
    f"{{0}}.{column}" for column in ("series_id", "kind", "source_id", "reported_on", "value_low", "value_high")
)
_CLAIM_DIFFERS = _NOTE.format(
    rows=f"""
    SELECT x.series FROM came n JOIN went o USING (id)
    CROSS JOIN LATERAL (VALUES (o.series_id), (n.series_id)) x(series)
    WHERE ({_COUNTS.format("o")}, o.article_id, o.review = 'rejected')
        IS DISTINCT FROM ({_COUNTS.format("n")}, n.article_id, n.review = 'rejected')
    UNION ALL SELECT r.series_id FROM came n JOIN went o USING (id)
    JOIN claims_change r ON n.id IN (r.claim_id, r.previous_id) WHERE o.source_id IS DISTINCT FROM n.source_id"""
)


def _function(name: str, body: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;\n"


def _of(table: str) -> str:
    return _NOTE.format(rows=f"SELECT series_id FROM {table}")


def _telling(*tables: str) -> str:
    return _NOTE.format(rows=" UNION ALL ".join(f"SELECT series_id FROM {table} WHERE {TELLING}" for table in tables))


NOTES = (
    _function("claims_note_claims_came", _of("came"))
    + _function("claims_note_claims_went", _of("went"))
    + _function("claims_note_claims_differ", _CLAIM_DIFFERS)
    + _function("claims_note_changes_came", _telling("came"))
    + _function("claims_note_changes_went", _telling("went"))
    + _function("claims_note_changes_differ", _telling("came", "went"))
    + _function("claims_note_series", "INSERT INTO claims_sumsdue (series) VALUES (ARRAY[OLD.id]);")
    + _function("claims_forget_topic", "DELETE FROM claims_topictally WHERE topic_id = OLD.id;")
    + _function(
        "claims_note_article",
        _NOTE.format(rows="SELECT series_id FROM claims_claim WHERE article_id = NEW.id"),
    )
)
TRIGGERS = """
CREATE TRIGGER note_claims_came AFTER INSERT ON claims_claim REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION claims_note_claims_came();
CREATE TRIGGER note_claims_went AFTER DELETE ON claims_claim REFERENCING OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION claims_note_claims_went();
CREATE TRIGGER note_claims_differ AFTER UPDATE ON claims_claim REFERENCING OLD TABLE AS went NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION claims_note_claims_differ();
CREATE TRIGGER note_changes_came AFTER INSERT ON claims_change REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION claims_note_changes_came();
CREATE TRIGGER note_changes_went AFTER DELETE ON claims_change REFERENCING OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION claims_note_changes_went();
CREATE TRIGGER note_changes_differ AFTER UPDATE ON claims_change REFERENCING OLD TABLE AS went NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION claims_note_changes_differ();
CREATE TRIGGER note_series_moved AFTER UPDATE OF topic_id ON claims_series
    FOR EACH ROW WHEN (OLD.topic_id IS DISTINCT FROM NEW.topic_id) EXECUTE FUNCTION claims_note_series();
CREATE TRIGGER note_series_went AFTER DELETE ON claims_series
    FOR EACH ROW EXECUTE FUNCTION claims_note_series();
CREATE TRIGGER note_topic_went AFTER DELETE ON claims_topic
    FOR EACH ROW EXECUTE FUNCTION claims_forget_topic();
CREATE TRIGGER note_article_differs AFTER UPDATE OF published_on, outlet_id ON articles_article
    FOR EACH ROW
    WHEN ((OLD.published_on, OLD.outlet_id) IS DISTINCT FROM (NEW.published_on, NEW.outlet_id))
    EXECUTE FUNCTION claims_note_article();
SELECT claims_recount_sums();
"""
AWAY = """
DROP TRIGGER note_claims_came ON claims_claim;
DROP TRIGGER note_claims_went ON claims_claim;
DROP TRIGGER note_claims_differ ON claims_claim;
DROP TRIGGER note_changes_came ON claims_change;
DROP TRIGGER note_changes_went ON claims_change;
DROP TRIGGER note_changes_differ ON claims_change;
DROP TRIGGER note_series_moved ON claims_series;
DROP TRIGGER note_series_went ON claims_series;
DROP TRIGGER note_topic_went ON claims_topic;
DROP TRIGGER note_article_differs ON articles_article;
DROP TABLE claims_sumsdue;
DROP FUNCTION claims_note_claims_came, claims_note_claims_went, claims_note_claims_differ, claims_note_changes_came,
    claims_note_changes_went, claims_note_changes_differ, claims_note_series, claims_note_article, claims_forget_topic,
    claims_sum_due, claims_recount_sums, claims_sum_series, claims_sum_topics;
"""
# Since migration 0023: which claims are gone from their text bears on the sums, too.
GONE = """
CREATE FUNCTION claims_note_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO claims_sumsdue (series) SELECT ARRAY[c.series_id] FROM claims_claim c
    WHERE c.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.claim_id ELSE NEW.claim_id END AND c.series_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER note_gone AFTER INSERT OR DELETE ON claims_gone FOR EACH ROW EXECUTE FUNCTION claims_note_gone();
"""
NOT_GONE = "DROP TRIGGER note_gone ON claims_gone; DROP FUNCTION claims_note_gone;"
# Those series of before of which something is gone.
SUM_GONE = """
SELECT claims_sum_series(array_agg(DISTINCT c.series_id)) FROM claims_gone g JOIN claims_claim c ON c.id = g.claim_id
WHERE c.series_id IS NOT NULL HAVING count(*) > 0;
"""
