"""`manage.py relink`: put claims into their series anew, after the rules of comparison changed. Reads no text."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Article
from claims.linking import link_article


class Command(BaseCommand):
    """Link article by article, each in a transaction of its own, beside running workers."""

    help = "Compare all claims anew: topics, series and changes. What editors set stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One article, or all of them by default."""
        parser.add_argument("--article", type=int, metavar="N", help="the claims of this article only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Link and report how many change rows came and went."""
        articles = Article.objects.filter(claims__isnull=False).order_by("pk").distinct()
        if options["article"]:
            articles = articles.filter(pk=options["article"])
        added = removed = number = 0
        for pk in articles.values_list("pk", flat=True).iterator():
            done = link_article(pk)
            number, added, removed = number + 1, added + len(done.added), removed + len(done.removed)
        self.stdout.write(f"{number} articles linked: {added} changes came, {removed} went.")
