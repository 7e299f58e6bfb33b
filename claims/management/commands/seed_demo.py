"""`manage.py seed_demo`: the demo articles that come with claimtrack, once, through the same door as any upload."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, BinaryIO, cast

from django.core.management.base import BaseCommand, CommandError

from articles import intake
from articles.models import Batch
from articles.tasks import enqueue_batch

# Stored as it is, whoever loads it in whatever language; pages name the batch by its origin, in the reader's language.
TITLE = "Demo articles"


class Command(BaseCommand):
    """Receive the demo articles; workers read them, and only what they read appears."""

    help = "Load the demo articles, unless they were loaded before."

    def handle(self, *args: Any, **options: Any) -> None:
        """Receive and enqueue; says so where nothing is to do."""
        known = Batch.objects.filter(origin=Batch.Origin.DEMO).first()
        if known is not None:
            # Asked for again, since the broker may have been away the first time.
            enqueue_batch(known.pk)
            self.stdout.write(f"The demo articles were loaded before (batch {known.pk}).")
            return
        batch = intake.receive(demo_files(), user=None, origin=Batch.Origin.DEMO, title=TITLE)
        enqueue_batch(batch.pk)
        self.stdout.write(f"Batch {batch.pk}: {batch.items.count()} demo articles are being read.")


def demo_files() -> Iterator[tuple[str, BinaryIO]]:
    """Yield (name, open file) of each demo article in order of name, one at a time."""
    folder = files("articles").joinpath("demo")
    if not folder.is_dir():
        raise CommandError("The demo articles are not part of this installation.")
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name[0].isdigit():  # articles are numbered; what stands beside them is about them
            with entry.open("rb") as file:
                yield entry.name, cast("BinaryIO", file)
