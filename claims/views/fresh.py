"""The card after an act of an editor: fresh, with what the act did to the timeline in words, and the way back.

In: the claim and what was done (`Correction` or `Undone`). Out: the fragment beside a timeline or an article, which
lets that draw itself anew; without HTMX, the way to the claim's page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.messages import get_messages
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from claims.forms.filters import read_day
from claims.models import Change, Claim, Kind, Step
from claims.revisions import RESTORED, event_of
from claims.templatetags.acts import act_effects, act_words
from claims.templatetags.links import is_card
from claims.timeline.card import Card, claim_card
from claims.timeline.changes import OF_A_CLAIM
from claimtrack.http import render_page

CHANGED = "claim-changed"  # the event that lets the timeline beside the card draw itself anew
TOLD = 3  # changes that are told in words, of those that came and of those that went
QUIET = frozenset({Change.What.FIRST, Change.What.REPEATED})  # told last: they say the least


class Act(Protocol):
    """What was done: its step, None where nothing was written, and the rows of change that came and went."""

    @property
    def step(self) -> Step | None: ...
    @property
    def came(self) -> Sequence[Change]: ...
    @property
    def went(self) -> Sequence[Change]: ...


@dataclass(frozen=True, slots=True)
class Effects:
    """An act as the card tells it; `more` changes came or went beyond those that are told."""

    step: Step
    came: tuple[Change, ...]
    went: tuple[Change, ...]
    more: int


def saved(
    request: HttpRequest, pk: int, act: Act | None = None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """Answer with the fresh card beside a timeline, else lead to the claim's page.

    problem: why nothing was done, told on the card. The evening that the page around it shows stays chosen.
    """
    if not request.htmx:  # type: ignore[attr-defined]  # set by HtmxMiddleware
        if act is not None and act.step is not None:
            messages.success(request, f"{act_words(act.step)} {act_effects(act.step)}")
        return redirect("claims:claim", pk)
    around = urlsplit(request.htmx.current_url or "")  # type: ignore[attr-defined]
    card = claim_card(pk, _evening(around.query)) or claim_card(pk)
    if card is None:
        raise Http404
    context = {
        "card": card,
        "effects": effects_of(act, pk),
        "told": list(get_messages(request)),
        "problem": problem,
        "alone": is_card(around.path),
        "moved": _moved(card, around.path),
    }
    response = render_page(
        request, "claims/claim.html", context, fragments={"claim": "claims/_claim.html"}, status=status
    )
    response["HX-Trigger"] = CHANGED
    return response


def effects_of(act: Act | None, pk: int) -> Effects | None:
    """What an act did, those changes first that are the claim's own. At most four queries."""
    if act is None or act.step is None:
        return None
    came, went = _foremost(act.came, pk), _foremost(act.went, pk)
    more = len(act.came) + len(act.went) - len(came) - len(went)
    claims = _claims_of([*came, *went])
    told = _with_claims(came, claims)
    if went and pk in claims:
        claims[pk] = _as_before(copy(claims[pk]))
    return Effects(act.step, tuple(told), tuple(_with_claims(went, claims)), more)


def _foremost(changes: Sequence[Change], pk: int) -> list[Change]:
    order = sorted(changes, key=lambda row: (row.claim_id != pk, row.what in QUIET, row.day or date.min, row.claim_id))
    return order[:TOLD]


def _claims_of(changes: Sequence[Change]) -> dict[int, Claim]:
    """The claims that rows are about, with what a sentence tells of them. Two queries at most."""
    asked = {number for row in changes for number in (row.claim_id, row.previous_id) if number}
    if not asked:
        return {}
    told = Claim.objects.select_related("source", "article__outlet").only("version", *OF_A_CLAIM)
    claims = told.in_bulk(asked)
    placed = [claim for claim in claims.values() if claim.kind == Kind.LOCATION]
    if placed:
        prefetch_related_objects(placed, "places__place")
    for claim in placed:
        cast("Any", claim).named = [{"name": row.place.name} for row in claim.places.all()]
    return claims


def _with_claims(changes: Sequence[Change], claims: dict[int, Claim]) -> list[Change]:
    """Those rows of which the claims are there, with them."""
    found = [row for row in changes if row.claim_id in claims and (row.previous_id or row.claim_id) in claims]
    for row in found:
        row.claim = claims[row.claim_id]
        row.previous = claims[row.previous_id] if row.previous_id else None
    return found


def _as_before(claim: Claim) -> Claim:
    """The claim as the version before this one had it, not to be saved."""
    before = event_of(claim, claim.version - 1)
    if before is not None:
        for name in RESTORED:
            setattr(claim, name, getattr(before, name))
        claim.source = before.source
    return claim


def _evening(query: str) -> date | None:
    return read_day(QueryDict(query), "asof")


def _moved(card: Card, path: str) -> bool:
    """Whether the claim stands in another topic than the one whose page is around the card."""
    topic = re.search(r"/topics/(\d+)/", path)
    series = card.claim.series
    return bool(topic and series and series.topic_id != int(topic[1]))
