"""`manage.py export_gold FOLDER`: all reviewed articles with their claims, for scoring and training."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.reviewing.gold import FILES, write_gold


class Command(BaseCommand):
    """Write docs.jsonl, claims.jsonl and docs.spacy."""

    help = "Write reviewed articles and their claims as JSON Lines and spaCy's DocBin; their texts belong to others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path, help="made where it does not exist; files in it are replaced")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, and say how much."""
        try:
            articles, claims = write_gold(options["folder"])
        except OSError as error:
            raise CommandError(f"The files could not be written: {error}") from error
        self.stdout.write(f"{articles} articles with {claims} claims in {', '.join(FILES)}.")
