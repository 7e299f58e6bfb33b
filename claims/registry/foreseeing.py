"""What a merge would do: it is done and taken back, so that the figures are exact.

In: the merge as it would be made. Out: its counts, and the changes that would come and go. Raises what it raises.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from claims.linking import Relinked
from claims.models import Change, Claim, Merge

SHOWN = 12  # changes of each sort that are told one by one


@dataclass(frozen=True)
class Line:
    """A change that would come or go, with its claims as they would be."""

    what: str
    claim: Claim
    previous: Claim | None


@dataclass(frozen=True)
class Foreseen:
    """The merge, which is not in force; changes, at most SHOWN of each; by how many more there would be."""

    merge: Merge
    came: tuple[Line, ...]
    went: tuple[Line, ...]
    more_came: int
    more_went: int


def foresee(act: Callable[[], tuple[Merge, Relinked]]) -> Foreseen:
    """Do it and take it back."""
    with transaction.atomic():
        made, done = act()
        came, went = done.rebuilt.added, done.rebuilt.removed
        shown = _lines(came), _lines(went)
        transaction.set_rollback(True)
    return Foreseen(made, *shown, max(0, len(came) - SHOWN), max(0, len(went) - SHOWN))


def _lines(changes: Sequence[Change]) -> tuple[Line, ...]:
    told = changes[:SHOWN]
    asked = {pk for change in told for pk in (change.claim_id, change.previous_id) if pk}
    claims = Claim.objects.select_related("source", "article__outlet").defer("article__text", "search").in_bulk(asked)
    return tuple(
        Line(change.get_what_display(), claims[change.claim_id], claims.get(change.previous_id or 0))
        for change in told
        if change.claim_id in claims
    )
