"""Backup and restore, there and back, with the real tools on a real database."""

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from claimtrack.services import archive
from claimtrack.services.errors import ServiceError

NAME = "archive_round_trip"


@pytest.fixture
def database(services, settings):
    """An empty database of its own: a restore replaces everything in it."""
    address = {**connection.settings_dict}
    with psycopg.connect(**parameters(address, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    yield {**address, "NAME": NAME}
    with psycopg.connect(**parameters(address, "postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))


def parameters(address, name):
    """Return psycopg's names for Django's."""
    given = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    return {ours: address[theirs] for ours, theirs in given.items() if address.get(theirs)} | {"dbname": name}


def run(database, statement):
    """Run a statement in the database and return the rows, if any."""
    with psycopg.connect(**parameters(database, NAME), autocommit=True) as connected:
        cursor = connected.execute(statement)
        return cursor.fetchall() if cursor.description else []


SCHEMA = """
CREATE TABLE note (id serial PRIMARY KEY, text text NOT NULL);
CREATE TABLE answer (id serial PRIMARY KEY, note_id integer NOT NULL REFERENCES note);
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.text := upper(NEW.text); RETURN NEW; END $$;
CREATE TRIGGER shouting BEFORE INSERT ON note FOR EACH ROW EXECUTE FUNCTION shout();
INSERT INTO note (text) VALUES ('Türkei'), ('zwölf');
INSERT INTO answer (note_id) VALUES (2);
"""


def test_there_and_back(database, tmp_path):
    run(database, SCHEMA)
    file = tmp_path / "backup.dump"
    assert archive.back_up(database, file) == file.stat().st_size > 1000
    assert file.stat().st_mode & 0o077 == 0
    run(database, "DELETE FROM answer; UPDATE note SET text = 'lost'; CREATE TABLE later (note_id int REFERENCES note)")
    archive.restore(database, file)
    assert run(database, "SELECT text FROM note ORDER BY id") == [("TÜRKEI",), ("ZWÖLF",)]
    assert run(database, "SELECT note_id FROM answer") == [(2,)]
    assert run(database, "SELECT to_regclass('later')") == [(None,)]
    run(database, "INSERT INTO note (text) VALUES ('neu')")
    assert run(database, "SELECT id, text FROM note WHERE id > 2") == [(3, "NEU")]


def test_a_failing_restore_changes_nothing(database, tmp_path):
    run(database, SCHEMA)
    file = tmp_path / "backup.dump"
    archive.back_up(database, file)
    file.write_bytes(file.read_bytes()[:-700])
    with pytest.raises(ServiceError, match="failed"):
        archive.restore(database, file)
    assert run(database, "SELECT count(*) FROM note") == [(2,)]


def test_a_backup_is_never_overwritten_and_a_failed_one_leaves_nothing(database, tmp_path):
    file = tmp_path / "backup.dump"
    file.write_text("the backup of yesterday")
    with pytest.raises(ServiceError, match="there already"):
        archive.back_up(database, file)
    assert file.read_text() == "the backup of yesterday"
    with pytest.raises(ServiceError, match="pg_dump failed"):
        archive.back_up({**database, "NAME": "no_such_database"}, tmp_path / "other.dump")
    assert [path.name for path in tmp_path.iterdir()] == ["backup.dump"]
