"""`manage.py reextract`: read stored articles again, after rules or model changed. Editors' decisions stay."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from claims.rereading import Scope, carry_on, start
from claims.runs import open_runs
from claims.tasks import ask_for


class Command(BaseCommand):
    """Have articles read again by the workers; how far that is a page shows."""

    help = "Let the machine read articles again. What editors decided is never changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One article, those not yet read by this version, or all."""
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("--article", type=int, metavar="N", help="this article only")
        chosen.add_argument("--outdated", action="store_true", help="articles not yet read by the present rules")
        chosen.add_argument("--all", action="store_true", help="every article")

    def handle(self, *args: Any, **options: Any) -> None:
        """Note what is to be read; the sweeper opens the runs that do not fit at once, and whatever the queue loses."""
        if options["article"]:
            if not Article.objects.filter(pk=options["article"]).exists():
                raise CommandError(f"There is no article {options['article']}.")
            number, runs = 1, open_runs([options["article"]])
        else:
            number = start(Scope(older=options["outdated"]), None).total
            runs = carry_on()
        ask_for(runs)
        self.stdout.write(f"{number} articles are being read again.")
