"""Who may store articles of a batch at this moment, and who may take the whole batch away.

In: a batch's id. Out: a transaction-level advisory lock of PostgreSQL, held until commit. Those who read items share
it; who deletes the batch has it alone. So no article of a deleted batch is stored behind the back of the deletion.
"""

from __future__ import annotations

from django.db import connection

# The first of the two integers, one space each, beside those of claims/locks.py.
BATCHES, BIN = 0x62, 0x64


def hold_bin() -> None:
    """Wait until nobody else puts batches into the bin or takes them out: two at once could share an article."""
    _lock("pg_advisory_xact_lock", 0, BIN)


def share_batch(batch_id: int) -> None:
    """Wait until nobody deletes the batch; what is asked of it from now on stays true until commit."""
    _lock("pg_advisory_xact_lock_shared", batch_id)


def hold_batch(batch_id: int) -> None:
    """Wait until nobody stores articles of the batch, and let nobody begin."""
    _lock("pg_advisory_xact_lock", batch_id)


def _lock(function: str, number: int, space: int = BATCHES) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [space, number % 2**31])
