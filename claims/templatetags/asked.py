"""What waits for approval, beside the claims, topics and names that it is about.

In: a claim or another row. Out: the badge with what is asked for in words; one query for each tag, however many rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.conf import settings

from claims.models import Claim, Proposal
from claims.reviewing.telling import words_of
from claims.timeline.asked import Undoing, asked_about, asked_of, asked_undone

register = template.Library()
MOST = 5  # requests that stand beside one thing
Told = list[tuple[Proposal, str]]


@register.inclusion_tag("claims/_asked.html", takes_context=True)
def waits_on_claim(context: Any, claim: Claim) -> dict[str, Any]:
    """Say what is asked for about the claim."""
    return _fragment(context, [(row, words_of(row, _own(row, claim))) for row in asked_of([claim.pk])])


@register.inclusion_tag("claims/_asked.html", takes_context=True)
def waits_about(context: Any, kind: str, row: Any) -> dict[str, Any]:
    """Say what is asked for about a topic, a series, an actor or a place."""
    return waits(context, asked_about(f"{kind}:{row.pk}"))


@register.inclusion_tag("claims/_asked.html", takes_context=True)
def waits(context: Any, rows: Iterable[Proposal]) -> dict[str, Any]:
    """Say what these ask for."""
    return _fragment(context, [(row, words_of(row)) for row in rows])


@register.simple_tag
def requests_of_rows(rows: Sequence[tuple[Claim, Any, Any]]) -> dict[int, Told]:
    """Look up what is asked for about each claim of the queue that has the flag; no query where none has."""
    claims = [claim for claim, _, _ in rows if getattr(claim, "asked", False)]
    found: dict[int, Told] = {claim.pk: [] for claim in claims}
    for row in asked_of(found) if found else ():
        for claim in claims:
            if claim.pk == row.claim_id or claim.pk in row.members:
                found[claim.pk].append((row, words_of(row, _own(row, claim))))
    return found


@register.inclusion_tag("claims/_asked.html", takes_context=True)
def waits_among(context: Any, found: dict[int, Told], claim: Claim) -> dict[str, Any]:
    """Say what is asked for about one of the claims that were looked up."""
    return _fragment(context, found.get(claim.pk, []))


@register.simple_tag
def undoing_asked() -> Undoing:
    """Look up which acts and arrangements somebody asked to undo."""
    return asked_undone()


@register.filter
def request_in(number: int, asked: Mapping[int, int]) -> int:
    """Return the number of the request about the row, 0 for none."""
    return asked.get(number, 0)


@register.simple_tag
def four_eyes() -> bool:
    """Tell whether a second person has to agree to what an editor does."""
    return bool(settings.FOUR_EYES)


def _own(row: Proposal, claim: Claim) -> Claim | None:
    """The claim, where its values are what is proposed otherwise."""
    return claim if row.claim_id == claim.pk else None


def _fragment(context: Any, told: Told) -> dict[str, Any]:
    """perms: who may see the page of requests is led there. more: requests that are counted, not told."""
    leads = context["perms"]["claims"]["change_claim"] if "perms" in context else False
    return {"told": told[:MOST], "more": max(0, len(told) - MOST), "leads": leads}
