"""Make a corpus in an empty database. In: its `Size`, the database's address. Out: all rows; seconds are printed."""

from __future__ import annotations

from functools import partial
from typing import Any

from tests.load.corpus import Size
from tests.load.corpus_build import TABLES, build
from tests.load.corpus_changes import CHANGES, put_changes
from tests.load.corpus_load import Clock, Loader, analyze, settle, superuser, without_indexes


def make(size: Size, address: dict[str, Any]) -> None:
    """Fill the database."""
    print(f"making {size}", flush=True)
    connect, clock = partial(superuser, address), Clock()
    names = [table.name for table in TABLES]
    with without_indexes(connect, names):
        loader = Loader(connect)
        build(size, loader.put)
        loader.finish()
        clock.say(f"{loader.rows:,} rows of articles and claims made and copied")
    clock.say("their indexes")
    settle(connect, names)
    clock.say("statistics")
    with without_indexes(connect, [CHANGES.name]):
        loader = Loader(connect)
        number = put_changes(loader)
        loader.finish()
        clock.say(f"{number:,} changes found and copied")
    with connect() as connection:
        connection.execute("SELECT claims_recount_changes(), claims_recount_sums()")  # no trigger saw the rows come
    settle(connect, [CHANGES.name])
    analyze(connect, ["claims_changetally", "claims_seriestally", "claims_topictally"])
    clock.say("their indexes, sums and statistics")
    print(f"made in {clock.total:.0f} s", flush=True)
