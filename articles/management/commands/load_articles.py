"""`manage.py load_articles PATH…`: files and folders into a batch, as by upload; with --dry-run only told about."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from articles import intake, tasks
from articles.foretelling import figures, foretell, line_of
from articles.models import Batch, BatchItem
from articles.progress import Progress, progress_of
from articles.reasons import sentence
from articles.staged.looks import STATES


class Command(BaseCommand):
    """Receive articles from the file system and hand them to the workers."""

    help = "Load articles from files and folders; workers read them. Exits with 1 if anything could not be received."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare paths and what is true of all articles that do not say it themselves."""
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file, or folder with all below it")
        parser.add_argument("--title", default="", help="title of the batch")
        parser.add_argument("--outlet", default="", help="outlet of articles that name none")
        parser.add_argument("--published", default="", help="date of articles whose own is not found, as 2024-10-22")
        parser.add_argument("--dry-run", action="store_true", help="say what would become of each; store nothing")
        parser.add_argument("--json", action="store_true", help="with --dry-run: a JSON object per line, totals last")
        parser.add_argument("--wait", action="store_true", help="wait until every item is in a final state")
        parser.add_argument("--timeout", type=int, default=3600, help="seconds to wait at most")

    def handle(self, *args: Any, **options: Any) -> None:
        """Receive, enqueue, and report per state."""
        found = list(files_below(options["paths"]))
        if not found:
            raise CommandError("No file found.")
        given = {name: options[name] for name in ("outlet", "published") if options[name]}
        if options["dry_run"]:
            self.foretell(found, given, as_json=options["json"])
            return
        batch = intake.receive(
            opened(found), user=None, origin=Batch.Origin.FOLDER, title=options["title"], given=given
        )
        tasks.enqueue_batch(batch.pk)
        progress = self.wait(batch, options["timeout"]) if options["wait"] else progress_of(batch.pk)
        self.report(batch, progress)

    def foretell(self, found: list[tuple[str, Path]], given: dict[str, str], *, as_json: bool) -> None:
        """Print what would become of each article as it is found, and the figures; fail where one cannot be read."""
        told = []
        for outcome in foretell(opened(found), given):
            told.append({"state": outcome["state"], "day": outcome["day"]})
            self.stdout.write(json.dumps(outcome, ensure_ascii=False) if as_json else line_of(outcome))
        totals = figures(told)
        if as_json:
            self.stdout.write(json.dumps({"totals": totals}))
        else:
            counts = ", ".join(f"{totals[state]} {state}" for state in STATES)
            self.stdout.write(
                f"{totals['total']} looked at: {counts}; {totals['undated']} to be stored without a date."
            )
            self.stdout.write("Nothing was stored.")
        if totals["failed"]:
            raise CommandError(f"{totals['failed']} could not be read.", returncode=1)

    def wait(self, batch: Batch, timeout: int) -> Progress:
        """Return the figures once every item is in a final state."""
        end = time.monotonic() + timeout
        while not (progress := progress_of(batch.pk)).finished:
            if time.monotonic() > end:
                raise CommandError(f"Batch {batch.pk}: {progress.done} of {progress.total} after {timeout} s.")
            time.sleep(0.5)
        return progress

    def report(self, batch: Batch, progress: Progress) -> None:
        """Print the figures and each failure; fail where there is one."""
        self.stdout.write(f"Batch {batch.pk}: {progress.done} of {progress.total} in a final state.")
        for count in progress.counts:
            self.stdout.write(f"  {count.state:<10} {count.number:>6}")
        failed = batch.items.filter(state=BatchItem.State.FAILED).order_by("position")
        for item in failed.defer("payload"):
            self.stderr.write(f"  {item.name}: {sentence(item.reason, item.detail)}")
        if failed.exists():
            raise CommandError(f"{failed.count()} could not be read.", returncode=1)


def files_below(paths: list[Path]) -> Iterator[tuple[str, Path]]:
    """Yield (name to show, path) of each file, folders in order of name; hidden files and folders are left out."""
    for path in paths:
        if path.is_file():
            yield path.name, path
        elif path.is_dir():
            inside = sorted(below for below in path.rglob("*") if below.is_file())
            shown = ((below.relative_to(path), below) for below in inside)
            yield from ((str(name), below) for name, below in shown if not any(p.startswith(".") for p in name.parts))
        else:
            raise CommandError(f"{path}: no such file or folder.")


def opened(found: list[tuple[str, Path]]) -> Iterator[tuple[str, BinaryIO]]:
    """Yield each file open, one at a time."""
    for name, path in found:
        with path.open("rb") as file:
            yield name, file
