"""What PostgreSQL does since migration 0014: a claim that leaves its text, or comes back, puts its series out of date.

Beside the triggers of `_stale_series`. From the day on that it was said, at the latest: what follows from its leaving
is of no earlier one. Out: SQL.
"""

NOTES = """
CREATE FUNCTION claims_stale_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE known date := least(CASE WHEN TG_OP <> 'INSERT' THEN OLD.day END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.day END);
        number bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.claim_id ELSE NEW.claim_id END;
BEGIN
    INSERT INTO claims_seriesstale (series, since)
    SELECT c.series_id, least(coalesce(c.reported_on, a.published_on, DATE '9999-12-31'), known)
    FROM claims_claim c JOIN articles_article a ON a.id = c.article_id WHERE c.id = number AND c.series_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER stale_left AFTER INSERT OR UPDATE OR DELETE ON claims_gone
FOR EACH ROW EXECUTE FUNCTION claims_stale_left();
"""
AWAY = "DROP TRIGGER stale_left ON claims_gone; DROP FUNCTION claims_stale_left;"

# Rows of before: the version that came in next, and its own day. Makes their series out of date, too.
FILL = """
UPDATE claims_gone g SET without_id = v.id, day = v.day FROM (
    SELECT DISTINCT ON (o.id) o.id AS last, n.id,
        CASE WHEN n.published_precision = 'day' THEN n.published_on END AS day
    FROM articles_revision o JOIN articles_revision n ON n.article_id = o.article_id
        AND (n.retrieved_at, n.id) > (o.retrieved_at, o.id)
    ORDER BY o.id, n.retrieved_at, n.id) v
WHERE v.last = g.revision_id;
"""
