"""Server time of the pages that analysts live in, on a million claims, as ratio to what their SQL alone takes.

Run: `python -m tests.load.timeline [--quick] [--home FOLDER]`. The corpus is made once in FOLDER and kept there;
without a folder it is made in a temporary one and gone afterwards. What came of it stands in the README, "How well it
reads, and how fast". Each page is asked for by the WSGI handler, in this
process, by an analyst who is logged in; then the very statements that it issued run by bare psycopg, without Django,
and fetch all rows: that is the floor, measured in turns with the page so that both feel the same machine. Both are
given as 95th percentile. Exits 1 where a bar is missed: ratios, 12 queries a page, 250 kB of SVG.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

REQUESTS, QUICK_REQUESTS = 200, 3
QUICK_ADDRESSES = 2  # of each page


def main(arguments: list[str] | None = None) -> int:
    """Run as a program."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="9,000 claims, 3 requests of each page with a bar")
    parser.add_argument("--home", type=Path, help="the corpus is kept in this folder, made there if it is not yet")
    parser.add_argument("--requests", type=int, default=0, help=f"of each page; {REQUESTS} by default")
    parser.add_argument("--only", default="", help="pages whose name holds this, for work on one of them")
    parser.add_argument("--bars", action="store_true", help="only pages that have a bar")
    parser.add_argument("--profile", action="store_true", help="print where the pages' time goes instead of judging")
    options = parser.parse_args(arguments)
    requests = options.requests or (QUICK_REQUESTS if options.quick else REQUESTS)
    with tempfile.TemporaryDirectory(prefix="claimtrack-load-") as folder:
        _set_up(options.home or Path(folder) / "home")
        from claimtrack.services.errors import ServiceError

        try:
            return _run(options, requests)
        except ServiceError as error:
            print(error, file=sys.stderr)
            return 2


def _set_up(home: Path) -> None:
    """Choose the home before settings are read; only its own services count."""
    import django

    os.environ.update(
        CLAIMTRACK_HOME=str(home.resolve()), DATABASE_URL="", REDIS_URL="", CLAIMTRACK_LOG_LEVEL="WARNING"
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    django.setup()


def _run(options: argparse.Namespace, requests: int) -> int:
    from tests.load.corpus import FULL, QUICK
    from tests.load.corpus_home import corpus, megabytes

    size = QUICK if options.quick else FULL
    with corpus(size):
        print(f"{size}; {megabytes():,.0f} MB on the disk; {requests} warm requests of each page")
        if options.quick:
            print("quick: the topic of 5,000 claims among few others; the bars are meant for the million")
        return _judge(options, requests)


def _judge(options: argparse.Namespace, requests: int) -> int:
    from tests.load.timeline_measuring import Server, memory, reader
    from tests.load.timeline_pages import pages

    server = Server(reader())
    chosen = [
        page for page in pages() if options.only in page.name and (page.bar or not (options.bars or options.quick))
    ]
    if options.quick:
        chosen = [replace(page, addresses=page.addresses[:QUICK_ADDRESSES]) for page in chosen]
    if options.profile:
        for page in chosen:
            server.profile(page, requests)
        return 0
    print(
        f"{'page':38}{'p95 ms':>8}{'median':>8}{'floor':>8}{'ratio':>7}{'bar':>6}{'queries':>9}{'kB':>7}{'SVG kB':>8}"
    )
    results = [server.measure(page, requests) for page in chosen]
    print(f"memory of the serving process: {memory()}")
    return 0 if all(result.good for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
