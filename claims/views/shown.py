"""A proposal as the page of proposals shows it. In: the row with its claims, and who looks. Out: all that it says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from claims.models import Claim, Proposal
from claims.reviewing.deciding import Ahead
from claims.reviewing.ends import end_words
from claims.reviewing.requests import EDITORS, right_of
from claims.reviewing.telling import Side, effects_of, sides_of, title_of

Act = Proposal.Act


@dataclass(frozen=True)
class Ends:
    """What an act upon topics, series or names is about and what it becomes, each with its page, '' for none.

    leads: whether the one goes into the other, or becomes it; otherwise `into` is a name that is set or withdrawn.
    """

    title: str
    what: str
    what_page: str
    into: str
    into_page: str
    effects: Sequence[str]
    leads: bool


@dataclass(frozen=True)
class Shown:
    """A proposal with what it would change. examples: claims of an act of many. stale: the claim changed since.

    ends: of an act upon topics, series or names; gone: what it is about is not there any more. may: whether who looks
    has the right to decide; admins: whether only admins do; ahead: what it would do now.
    """

    row: Proposal
    sides: list[Side]
    examples: list[Claim]
    stale: bool
    may: bool
    admins: bool = False
    ends: Ends | None = None
    gone: bool = False
    ahead: Ahead | None = None


def shown_of(
    row: Proposal, user: Any, examples: list[Claim], there: Collection[str], ahead: Ahead | None = None
) -> Shown:
    """Put it together without a query. there: rows that exist, of those that requests are about."""
    right = right_of(row)
    return Shown(
        row,
        sides_of(row, row.claim),
        examples,
        stale=row.claim is not None and row.claim.version != row.version,
        may=right == EDITORS or user.has_perm(right),
        admins=right != EDITORS,
        ends=_ends(row, there) if row.deed else None,
        gone=bool(row.deed) and any(about not in there for about in row.about),
        ahead=ahead,
    )


def _ends(row: Proposal, there: Collection[str]) -> Ends:
    deed, rows = row.deed, row.deed["rows"]
    return Ends(
        title_of(deed),
        end_words(deed["what"]),
        _page(rows, "", there),
        end_words(deed["into"]),
        _page(rows, "into_", there),
        effects_of(deed),
        leads=bool(deed["figures"]),
    )


def _page(rows: dict[str, int], role: str, there: Collection[str]) -> str:
    """The page of the topic or the name, '' where there is none."""
    for kind in ("topic", "actor", "place"):
        number = rows.get(f"{role}{kind}")
        if number and f"{kind}:{number}" in there:
            return reverse(f"claims:{kind}", args=[number, "-"] if kind == "topic" else [number])
    return ""
