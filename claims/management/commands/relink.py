"""`manage.py relink`: put claims into their series anew, after the rules of comparison changed. Reads no text."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from articles.models import Article
from claims.linking import link_article, relink_topic, seat_articles
from claims.models import Topic

AT_ONCE = 100  # articles whose claims are seated in one transaction


class Command(BaseCommand):
    """Seat the claims of all articles, then compare topic by topic, in small transactions, beside running workers."""

    help = "Compare all claims anew: topics, series and changes. What editors set stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One article, or all of them by default."""
        parser.add_argument("--article", type=int, metavar="N", help="the claims of this article only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Link and report how many change rows came and went."""
        numbers = Article.objects.filter(claims__isnull=False).order_by("pk").distinct().values_list("pk", flat=True)
        if options["article"]:
            numbers = numbers.filter(pk=options["article"])
            number, done = len(numbers), (link_article(pk, whole=True) for pk in numbers)
        else:
            number = _seat(numbers.iterator())
            done = (relink_topic(pk) for pk in Topic.objects.order_by("pk").values_list("pk", flat=True))
        added = removed = 0
        for rebuilt in done:
            added, removed = added + len(rebuilt.added), removed + len(rebuilt.removed)
        self.stdout.write(f"{number} articles linked: {added} changes came, {removed} went.")


def _seat(numbers: Iterator[int]) -> int:
    """Put the claims of these articles into their series; returns how many there are."""
    seated = 0
    while portion := list(islice(numbers, AT_ONCE)):
        seat_articles(portion)
        seated += len(portion)
    return seated
