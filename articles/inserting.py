"""New items into their table by PostgreSQL's COPY, some megabytes at a time.

In: unsaved rows. Out: the same in the database, without their numbers; inside the caller's transaction. COPY takes a
third of the time of INSERTs, and of an upload only one chunk is ever held.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def copy_in(items: list[BatchItem]) -> None:
    """Write one chunk."""
    fields = [field for field in BatchItem._meta.concrete_fields if not field.primary_key]
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(BatchItem._meta.db_table)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.copy(f"COPY {table} ({quoted}) FROM STDIN (FORMAT BINARY)") as copy,
    ):
        # Binary, because text would write each byte of a payload as two; so PostgreSQL must be told the types.
        copy.set_types([type_of(field) for field in fields])
        for item in items:
            saved = (field.get_db_prep_save(field.pre_save(item, add=True), connection) for field in fields)
            copy.write_row(list(saved))


def type_of(field: models.Field[object, object]) -> str:
    """Return the name of a column's type in PostgreSQL, without its length."""
    return str(field.db_type(connection)).partition("(")[0]
