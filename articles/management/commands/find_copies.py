"""`manage.py find_copies`: look up near copies of articles at once, which the clock does bit by bit."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles import grouping, near
from articles.models import Signature


class Command(BaseCommand):
    """Look up what waits, or everything anew."""

    help = "Find near copies of articles: of those that nobody has looked up yet, or of all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """All, where the way of finding has changed."""
        parser.add_argument("--all", action="store_true", help="every article, also those that were looked up before")

    def handle(self, *args: Any, **options: Any) -> None:
        """Stopped half-way it goes on where it was; workers may look up others meanwhile."""
        if options["all"]:
            Signature.objects.update(is_waiting=True)
        found = near.find_copies()
        mended = grouping.mend()
        self.stdout.write(f"{found} articles were looked up, {mended} groups put right.")
