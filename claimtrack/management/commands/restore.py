"""`manage.py restore FILE`."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from claimtrack.services.archive import restore
from claimtrack.services.errors import ServiceError


class Command(BaseCommand):
    """Replace the database by a backup."""

    help = "Replaces the whole database by a backup; wholly or not at all. Migrates it when the backup is older."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the consent."""
        parser.add_argument("file", type=Path, help="file written by `manage.py backup` or pg_dump -Fc")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask, restore, bring in step with the code."""
        connection.ensure_connection()
        name = connection.settings_dict["NAME"]
        if not options["yes"] and input(f"Everything in the database {name} will be replaced. Type yes: ") != "yes":
            raise ServiceError("Nothing was changed.")
        connection.close()
        restore(connection.settings_dict, options["file"])
        call_command("migrate", interactive=False, verbosity=0)
        self.stdout.write(f"claimtrack  {name} is as it was in {options['file']}")
