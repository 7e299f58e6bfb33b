"""Backup and restore of the whole database by PostgreSQL's own tools.

In: Django's database settings and a file. Out: the file in pg_dump's custom format, or the database as the file had
it. A restore is one transaction: it succeeds wholly or changes nothing.
"""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimtrack.services.binaries import client_program
from claimtrack.services.errors import ServiceError

# Everything in the schema goes, also tables that the backup does not know; it comes back from the backup.
EMPTY = """
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', found.tablename);
  END LOOP;
  FOR found IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'public' AND NOT EXISTS (
      SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') LOOP
    EXECUTE format('DROP FUNCTION IF EXISTS %s CASCADE', found.name);
  END LOOP;
END $$;
"""


def back_up(database: Mapping[str, Any], file: Path) -> int:
    """Write the backup and return its size in bytes; a failed one leaves no file behind."""
    if file.exists():
        raise ServiceError(f"{file} is there already. Choose another name; no backup is overwritten.")
    draft = file.with_name(f".{file.name}.part")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        _run(database, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(draft))
        _run(database, "pg_restore", "--list", str(draft), connected=False)
        draft.rename(file)
    except OSError as error:
        raise ServiceError(f"{file} cannot be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)
    return file.stat().st_size


def restore(database: Mapping[str, Any], file: Path) -> None:
    """Replace all tables by those of the backup."""
    if not file.is_file():
        raise ServiceError(f"{file} is no file.")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "restore.sql"
        _run(
            database,
            "pg_restore",
            *("--clean", "--if-exists", "--no-owner", "--no-privileges", "--file", str(script), str(file)),
            connected=False,
        )
        empty = Path(folder) / "empty.sql"
        empty.write_text(EMPTY, encoding="utf-8")
        _run(
            database,
            "psql",
            *("--no-psqlrc", "--quiet", "--single-transaction", "--set", "ON_ERROR_STOP=1"),
            *("--output", os.devnull, "--file", str(empty), "--file", str(script)),
        )


def _run(database: Mapping[str, Any], program: str, *arguments: str, connected: bool = True) -> None:
    """Run a client program on the database; its last words become the error."""
    address = {
        "PGHOST": database.get("HOST"),
        "PGPORT": database.get("PORT"),
        "PGUSER": database.get("USER"),
        "PGPASSWORD": database.get("PASSWORD"),
        "PGDATABASE": database.get("NAME"),
    }
    environment = {**os.environ, **{name: str(value) for name, value in address.items() if value and connected}}
    result = subprocess.run(
        [client_program(program), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if result.returncode:
        last = "\n  ".join(result.stderr.strip().splitlines()[-5:])
        raise ServiceError(f"{program} failed:\n  {last}")
