"""`manage.py reextract`: read stored articles again, after rules or model changed. Editors' decisions stay."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article
from claims.runs import open_runs
from claims.tasks import ask_for

AT_ONCE = 1000


class Command(BaseCommand):
    """Open a run for each article asked for, and hand them to the workers."""

    help = "Let the machine read articles again. What editors decided is never changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One article, those not yet read by this version, or all."""
        chosen = parser.add_mutually_exclusive_group(required=True)
        chosen.add_argument("--article", type=int, metavar="N", help="this article only")
        chosen.add_argument("--outdated", action="store_true", help="articles not yet read by the present rules")
        chosen.add_argument("--all", action="store_true", help="every article")

    def handle(self, *args: Any, **options: Any) -> None:
        """Open runs first, so that the sweeper takes up whatever the queue loses."""
        articles = Article.objects.order_by("pk")
        if options["article"]:
            articles = articles.filter(pk=options["article"])
            if not articles.exists():
                raise CommandError(f"There is no article {options['article']}.")
        elif options["outdated"]:
            from claims.extraction import code_version

            articles = articles.exclude(runs__code_version=code_version(), runs__state="done")
        ids = list(articles.values_list("pk", flat=True))
        runs = [run for first in range(0, len(ids), AT_ONCE) for run in open_runs(ids[first : first + AT_ONCE])]
        ask_for(runs)
        self.stdout.write(f"{len(runs)} articles are being read again.")
