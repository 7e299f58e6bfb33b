"""Which claims an act of many is about: those that an editor ticked, or all that the queue's filter finds.

In: numbers of claims, or what the queue is narrowed to. Out: a selection that can be counted, shown and known again:
between looking ahead and setting, a claim may come, go or change, and then the editor looks once more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from claims.models import Claim, Topic
from claims.reviewing.queue import Wanted, to_review

MOST_TICKED = 900  # claims that one form may send
MOST_FOUND = 5000  # claims of one act: all topics wait while it is done, some seconds for that many
NAMED = 8  # topics and sources named in a sum


@dataclass(frozen=True)
class Selection:
    """versions: the version of each claim chosen, by number. more: the filter finds more than are set at once."""

    versions: Mapping[int, int]
    more: bool = False

    def __len__(self) -> int:
        return len(self.versions)

    @property
    def seal(self) -> str:
        """The same for the same claims in the same versions."""
        told = ",".join(f"{pk}:{version}" for pk, version in sorted(self.versions.items()))
        return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()


def ticked(claim_ids: Iterable[int]) -> Selection:
    """The claims of these numbers that there are; ValidationError for too many. One query."""
    chosen = set(claim_ids)
    if len(chosen) > MOST_TICKED:
        raise ValidationError(_("These are more claims than can be set at once."))
    return Selection(dict(Claim.objects.visible().filter(pk__in=chosen).order_by("pk").values_list("pk", "version")))


def found(wanted: Wanted) -> Selection:
    """All claims of the queue that pass the filter; of too many those with a comment and the least certain.

    Two queries at most: only where there are too many does it matter which come first.

    Those held or put off are among them: a hold is a courtesy, and versions guard who looks at one.
    """
    rows = list(to_review(wanted, MOST_FOUND + 1).values_list("pk", "version"))
    if len(rows) > MOST_FOUND:
        rows = list(to_review(wanted, MOST_FOUND + 1, "confidence", "pk").values_list("pk", "version"))
    return Selection(dict(rows[:MOST_FOUND]), len(rows) > MOST_FOUND)


def by_topic(selection: Selection) -> list[tuple[str, int]]:
    """The topics with most of the claims, and how many; '' for those in no topic. Two queries."""
    counted = _counted(selection, "series__topic")
    topics = Topic.objects.in_bulk([pk for pk, _ in counted if pk])
    return [(str(topics[pk]) if pk in topics else "", n) for pk, n in counted]


def by_source(selection: Selection) -> list[tuple[str, int]]:
    """The sources with most of the claims, and how many; '' for the articles' own voice. One query."""
    return [(name or "", n) for name, n in _counted(selection, "source__name")]


def _counted(selection: Selection, column: str) -> list[tuple[Any, int]]:
    rows = Claim.objects.filter(pk__in=selection.versions).order_by().values_list(column)
    return list(rows.annotate(n=Count("pk")).order_by("-n", column)[:NAMED])
