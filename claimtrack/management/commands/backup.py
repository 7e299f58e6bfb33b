"""`manage.py backup FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from claimtrack.services.archive import back_up


class Command(BaseCommand):
    """Save the database while it runs."""

    help = "Saves the whole database into a new file, in pg_dump's custom format, while claimtrack runs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, help="file to write, such as claimtrack-2025-06-01.dump")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the backup and say how large it is."""
        connection.ensure_connection()  # says in one line when the embedded database is not running
        size = back_up(connection.settings_dict, options["file"])
        self.stdout.write(
            f"claimtrack  {options['file']} written, {size / 1e6:.1f} MB; keep secret-key from CLAIMTRACK_HOME, too"
        )
