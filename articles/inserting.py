"""New rows into their table by PostgreSQL's COPY, some megabytes at a time.

In: unsaved rows. Out: the same in the database, inside the caller's transaction. COPY takes a third of the time of
INSERTs, and of an upload only one chunk of items is ever held. No signals of saving are sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models

from articles.models import BatchItem

CHUNK_ROWS = 500
CHUNK_BYTES = 8 * 1024 * 1024  # of payloads


def insert(items: Iterable[BatchItem]) -> int:
    """Insert all rows and return how many; nothing else may be asked of the connection while a chunk is written."""
    count = 0
    for chunk in chunks(items):
        copy_in(chunk)
        count += len(chunk)
    return count


def insert_numbered(rows: Sequence[models.Model]) -> None:
    """Insert rows of one model, who know their numbers afterwards; raises IntegrityError as `save` does."""
    if not rows:
        return
    table = rows[0]._meta.db_table
    with connection.cursor() as cursor:
        # As often as there are rows: who brings rows at the same time draws others.
        sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
        cursor.execute(sequence, [connection.ops.quote_name(table), len(rows)])
        for row, (number,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = number
    copy_in(rows, numbered=True)
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def chunks(items: Iterable[BatchItem]) -> Iterator[list[BatchItem]]:
    """Yield the rows in lists that are short and small; a single large row is a list of its own."""
    chunk: list[BatchItem] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.payload or b"")
        if len(chunk) >= CHUNK_ROWS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def copy_in(rows: Sequence[models.Model], *, numbered: bool = False) -> None:
    """Write one chunk of rows of one model; numbered: they have their primary key already."""
    meta = rows[0]._meta
    fields: list[models.Field[Any, Any]] = [
        field for field in meta.concrete_fields if numbered or not field.primary_key
    ]
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(meta.db_table)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({quoted}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        # Binary, because text would write each byte of a payload as two; so PostgreSQL must be told the types.
        copy.set_types([type_of(field) for field in fields])
        for row in rows:
            saved = (field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields)
            copy.write_row(list(saved))


def type_of(field: models.Field[Any, Any]) -> str:
    """Return the name of a column's type in PostgreSQL, without its length."""
    return str(field.db_type(connection)).partition("(")[0]
