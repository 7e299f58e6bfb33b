"""Sums of changes by topic, source and kind, as triggers keep them: SQL to make them and to take them away."""

# Rows of changes with a sign → what is added to the sums.
_ADD = """
    INSERT INTO claims_changetally AS t (topic_id, source_id, what, n)
    {rows} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (topic_id, source_id, what) DO UPDATE SET n = t.n + excluded.n;
"""
_OF = "FROM {table} r JOIN claims_series s ON s.id = r.series_id JOIN claims_claim c ON c.id = r.claim_id"
_COME = _ADD.format(rows="SELECT s.topic_id, c.source_id, r.what, count(*) " + _OF.format(table="came"))
_GO = _ADD.format(rows="SELECT s.topic_id, c.source_id, r.what, -count(*) " + _OF.format(table="went"))
_ALL = _OF.format(table="claims_change")


def _moved(where: str, old: str, new: str) -> str:
    """Take changes out of one sum and add them to another, since their topic or source is another one."""
    return "".join(
        _ADD.format(rows=f"SELECT {key}, r.what, {sign}count(*) {_ALL} WHERE {where}")
        for key, sign in ((old, "-"), (new, ""))
    )


FUNCTIONS = f"""
CREATE FUNCTION claims_changes_came() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_COME} RETURN NULL; END $$;
CREATE FUNCTION claims_changes_went() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_GO} RETURN NULL; END $$;
CREATE FUNCTION claims_changes_differ() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_GO} {_COME} RETURN NULL; END $$;
CREATE FUNCTION claims_series_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
{_moved("r.series_id = NEW.id", "OLD.topic_id, c.source_id", "NEW.topic_id, c.source_id")}
RETURN NULL; END $$;
CREATE FUNCTION claims_source_moved() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
{_moved("r.claim_id = NEW.id", "s.topic_id, OLD.source_id", "s.topic_id, NEW.source_id")}
RETURN NULL; END $$;
CREATE FUNCTION claims_recount_changes() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
LOCK TABLE claims_change IN SHARE MODE;
DELETE FROM claims_changetally;
{_ADD.format(rows="SELECT s.topic_id, c.source_id, r.what, count(*) " + _ALL)}
END $$;
"""
TRIGGERS = """
CREATE TRIGGER changes_came AFTER INSERT ON claims_change REFERENCING NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION claims_changes_came();
CREATE TRIGGER changes_went AFTER DELETE ON claims_change REFERENCING OLD TABLE AS went
    FOR EACH STATEMENT EXECUTE FUNCTION claims_changes_went();
CREATE TRIGGER changes_differ AFTER UPDATE ON claims_change REFERENCING OLD TABLE AS went NEW TABLE AS came
    FOR EACH STATEMENT EXECUTE FUNCTION claims_changes_differ();
CREATE TRIGGER series_moved AFTER UPDATE OF topic_id ON claims_series
    FOR EACH ROW WHEN (OLD.topic_id IS DISTINCT FROM NEW.topic_id) EXECUTE FUNCTION claims_series_moved();
CREATE TRIGGER source_moved AFTER UPDATE OF source_id ON claims_claim
    FOR EACH ROW WHEN (OLD.source_id IS DISTINCT FROM NEW.source_id) EXECUTE FUNCTION claims_source_moved();
SELECT claims_recount_changes();
"""
AWAY = """
DROP TRIGGER changes_came ON claims_change;
DROP TRIGGER changes_went ON claims_change;
DROP TRIGGER changes_differ ON claims_change;
DROP TRIGGER series_moved ON claims_series;
DROP TRIGGER source_moved ON claims_claim;
DROP FUNCTION claims_changes_came, claims_changes_went, claims_changes_differ, claims_series_moved,
    claims_source_moved, claims_recount_changes;
"""
