"""What PostgreSQL does since migration 0015: a claim whose source was merged carries the actor at the end. Out: SQL.

Who writes `source_id` writes whom is meant. The row keeps that actor as `merged_source_id` where merges lead on from
it, so no writer, a bulk update neither, has to know of merges, and ending one finds what it moved.
"""

ROOT = """
CREATE FUNCTION claims_actor_root(actor bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE further bigint;
BEGIN
    LOOP
        SELECT merged_into_id INTO further FROM claims_actor WHERE id = actor;
        EXIT WHEN further IS NULL;
        actor := further;
    END LOOP;
    RETURN actor;
END $$;
"""
# A source that is written anew is meant itself; else the claim means whom it meant before.
MEANT = """
CREATE FUNCTION claims_source_meant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE meant bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.merged_source_id IS NOT DISTINCT FROM OLD.merged_source_id
        AND NEW.source_id IS DISTINCT FROM OLD.source_id
    THEN meant := NEW.source_id;
    ELSE meant := coalesce(NEW.merged_source_id, NEW.source_id);
    END IF;
    NEW.source_id := claims_actor_root(meant);
    NEW.merged_source_id := nullif(meant, NEW.source_id);
    RETURN NEW;
END $$;
CREATE TRIGGER source_meant BEFORE INSERT OR UPDATE OF source_id, merged_source_id ON claims_claim
    FOR EACH ROW WHEN (NEW.source_id IS NOT NULL OR NEW.merged_source_id IS NOT NULL)
    EXECUTE FUNCTION claims_source_meant();
"""
AWAY = """
DROP TRIGGER source_meant ON claims_claim;
DROP FUNCTION claims_source_meant(), claims_actor_root(bigint);
"""
