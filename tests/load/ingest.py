"""How fast 10,000 articles of 3 kB come in, against trafilatura and a bare COPY of the same rows in the same run.

Run: `python -m tests.load.ingest [--quick]`. In: nothing. Out: figures with their bars; status 1 when one is missed.

Ours is the whole way of an upload: one file through the intake into rows, one Celery worker (one process, as `up` runs
it) reads, cleans and stores them and opens their runs of extraction, from the start of the intake to the last run.
PostgreSQL with fsync. Only the reading of claims is left out: no worker of that queue runs. Uploaded are a .zip of web
pages and a .jsonl whose records hold the same pages (`html`), and, without a bar, a .jsonl of plain texts.

The floor is what nobody can do without: trafilatura's extraction of main text, metadata and date of each of these
pages (`bare_extraction(page, with_metadata=True)`, its defaults; a third of them before each file, for all) in one
process, then one COPY of the article rows that came of it into a table without indexes. It neither asks for language,
noise and copies nor keeps an item's state. Processor seconds are printed beside, of all our processes together: on a
busy machine they say more than the clock. Quick: 600 articles of each kind.
"""

from __future__ import annotations

import argparse
import io
import logging
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.load import ingest_articles as made
from tests.load.ingest_rig import processor_seconds, services, start_worker

BAR = 0.5  # of the floor's speed
ARTICLES, QUICK = 10_000, 600
PATIENCE = 1800
Writer = Callable[[Path, Iterable[int]], None]
KINDS: dict[str, tuple[str, Writer, bool]] = {
    ".zip of pages": ("seiten.zip", made.write_zip, True),
    ".jsonl of pages": ("seiten.jsonl", lambda path, numbers: made.write_jsonl(path, numbers, pages=True), True),
    ".jsonl of texts": ("texte.jsonl", lambda path, numbers: made.write_jsonl(path, numbers, pages=False), False),
}


def timed(work: Callable[[], Any]) -> float:
    """Return the seconds that something takes, by the clock."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def extraction_seconds(numbers: range) -> float:
    """Return how long trafilatura alone takes for the pages."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.ERROR)
    pages = [made.page(number) for number in numbers]
    bare_extraction(pages[0], with_metadata=True)  # loads what it loads once
    return timed(lambda: [bare_extraction(page, with_metadata=True) for page in pages])


def copy_seconds() -> float:
    """Return how long a bare COPY of all article rows takes into a table of their columns, and commit."""
    from django.db import connection

    with connection.cursor() as cursor:
        rows = io.BytesIO()
        with cursor.copy("COPY articles_article TO STDOUT") as out:
            for block in out:
                rows.write(block)
        cursor.execute("CREATE TABLE bare (LIKE articles_article)")
        seconds = timed(lambda: copy_in(cursor, rows.getvalue()))
        cursor.execute("DROP TABLE bare")
    return seconds


def copy_in(cursor: Any, data: bytes) -> None:
    """COPY the rows in."""
    with cursor.copy("COPY bare FROM STDIN") as into:
        into.write(data)


def bring(path: Path) -> tuple[float, float]:
    """Bring a file in as an upload does; return the seconds of the intake alone and to the last item."""
    from articles import intake, tasks
    from articles.models import Batch, BatchItem

    began = time.monotonic()
    with path.open("rb") as file:
        batch = intake.receive([(path.name, file)], user=None, origin=Batch.Origin.UPLOAD)
    received = time.monotonic() - began
    tasks.enqueue_batch(batch.pk)
    while BatchItem.objects.filter(batch=batch, state=BatchItem.State.RECEIVED).exists() or unread():
        assert time.monotonic() - began < PATIENCE, "the batch does not come to its end"
        time.sleep(0.2)
    return received, time.monotonic() - began


def unread() -> bool:
    """Whether an article still lacks its run of extraction, which is opened after the articles are committed."""
    from articles.models import Article

    return Article.objects.filter(runs__isnull=True).exists()


def outcomes() -> dict[str, int]:
    """Return how many items stand in each state, over all batches."""
    from django.db.models import Count

    from articles.models import BatchItem

    return dict(BatchItem.objects.order_by().values_list("state").annotate(number=Count("pk")))


def empty() -> None:
    """Forget all articles, so that the next file brings none that is known."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_batch, articles_article, articles_outlet CASCADE")


def figures(folder: Path, numbers: range, supervisor: Any) -> Iterator[tuple[str, float, bool]]:
    """Yield (kind, share of the floor's speed, whether it has a bar), and print what they are made of."""
    bring(folder / "warm.jsonl")
    for part, (kind, (name, _, barred)) in enumerate(KINDS.items()):
        empty()
        third = numbers[part :: len(KINDS)]  # each right before what it is compared with: other work comes and goes
        extraction = extraction_seconds(third) * len(numbers) / len(third)
        before = processor_seconds(supervisor)
        received, seconds = bring(folder / name)
        used = sum(processor_seconds(supervisor).values()) - sum(before.values())
        assert outcomes() == {"stored": len(numbers)}, outcomes()
        floor = extraction + copy_seconds()
        each = 1000 / len(numbers)
        print(
            f"{kind:16} {seconds:7.1f} s, {len(numbers) / seconds:6.1f} a second, {seconds * each:5.2f} ms each"
            f" ({received * each:.2f} of it intake); floor {floor * each:.2f} ms"
            f" ({extraction * each:.2f} trafilatura)",
            flush=True,
        )
        print(f"{'':16} {used * each:.2f} ms each of processor time, all processes together", flush=True)
        yield kind, floor / seconds, barred


def judged(kind: str, share: float, barred: bool) -> bool:
    """Print a figure beside its bar; whether it is met."""
    word = "    " if not barred else "ok  " if share >= BAR else "MISS"
    print(f"{word} {kind}: {share:.2f} of the floor's speed" + (f" (bar {BAR})" if barred else ""))
    return not barred or share >= BAR


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} articles instead of {ARTICLES:,}")
    parser.add_argument("--articles", type=int, default=0)
    options = parser.parse_args(arguments)
    numbers = range(options.articles or (QUICK if options.quick else ARTICLES))
    with tempfile.TemporaryDirectory(prefix="claimtrack-ingest-files-") as folder, services() as supervisor:
        for name, write, _ in KINDS.values():
            write(Path(folder) / name, numbers)
        made.write_jsonl(Path(folder) / "warm.jsonl", range(-20, 0), pages=True)
        start_worker(supervisor)
        found = list(figures(Path(folder), numbers, supervisor))
    results = [judged(*figure) for figure in found]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
