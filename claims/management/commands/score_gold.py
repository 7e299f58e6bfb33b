"""`manage.py score_gold`: how well texts are read, measured on all gold that is here, beside the project's bars.

The gold lies beside the project (`../shared/eval`, each set with its own scorer); the demo articles' is our own. What
is absent is named and skipped. Nothing of the database is used.
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.extraction.scoring import floors
from claims.extraction.scoring.layout import MISSED, lines
from claims.extraction.scoring.measures import Table, tables
from claims.extraction.scoring.readings import Readings
from claims.extraction.scoring.sets import SHARED


class Command(BaseCommand):
    """Measure, print, and compare with floors."""

    help = "Print how well the gold sets are read: claims, dates, who says what. A figure below its bar is marked."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the gold is, and what to do with the figures."""
        parser.add_argument("--shared", type=Path, default=SHARED, help="folder with eval/ (beside the project)")
        parser.add_argument(
            "--readings", type=Path, help="file that keeps what the trained model read, for the next run"
        )
        parser.add_argument("--check", action="store_true", help="exit code 1 if a figure is below its floor")
        parser.add_argument("--write-floors", action="store_true", help="floors a little below the figures reached")
        parser.add_argument("--floors", type=Path, default=floors.FILE, help="file of the floors")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each table as soon as it is measured."""
        readings = Readings(options["readings"])
        found = []
        for table in tables(options["shared"].resolve(), readings):
            for line in lines(table):
                self.stdout.write(line)
            self.stdout.write("")
            found.append(table)
        readings.save()
        self.stdout.write(f"{MISSED} below the bar")
        if options["write_floors"]:
            floors.write(found, options["floors"])
            self.stdout.write(f"Floors written to {options['floors']}.")
        if options["check"]:
            self.check_floors(found, options["floors"])

    def check_floors(self, found: list[Table], file: Path) -> None:
        """Raise where a figure is below its floor."""
        fallen = [line for table in found for line in floors.fallen(table.results, floors.read(file))]
        if fallen:
            raise CommandError("\n".join(fallen), returncode=1)
        self.stdout.write("No figure is below its floor.")
