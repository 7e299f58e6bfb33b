"""Proposals side by side with what the claim says: taken over, refused, or withdrawn by who made them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from claims.models import Claim, Proposal
from claims.reviewing.deciding import Ahead, NotDecided, Taken, look_ahead, refuse, take, withdraw
from claims.reviewing.queue import waiting_proposals
from claims.reviewing.requests import standing
from claims.reviewing.telling import words_of
from claims.views.shown import shown_of
from claimtrack.http import render_page

PROPOSALS_A_PAGE = 30
DECIDED = 8  # of one's own requests, what became of them
EXAMPLES = 5  # claims of an act of many that are shown


@require_safe
@permission_required("claims.change_claim", raise_exception=True)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, oldest first."""
    return _list(request)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposal over (`take`), withdraw (`withdraw`) or refuse it; 409 with the reason where it cannot be.

    With `look` nothing is decided: the list tells what the act would do as things are now.
    """
    assert isinstance(request.user, User)  # the permission was checked
    try:
        if "look" in request.POST:
            return _list(request, ahead=look_ahead(pk, request.user))
        if "take" in request.POST:
            messages.success(request, _told(take(pk, request.user)))
        elif "withdraw" in request.POST:
            withdraw(pk, request.user)
            messages.success(request, gettext("Withdrawn."))
        else:
            refuse(pk, request.user)
            messages.success(request, gettext("Refused; everything stays as it is."))
    except Proposal.DoesNotExist as error:
        raise Http404 from error
    except NotDecided as refused:
        return _list(request, str(refused.args[0]), status=409)
    except ValidationError as refused:
        return _list(request, refused.messages[0], status=422)
    return redirect("claims:proposals")


def _told(done: Taken) -> str:
    if done.waits:
        return gettext("Another editor has to look at it before it counts.")
    words = gettext("It says so already.") if done.nothing else gettext("Taken over.")
    if done.left:
        left = ngettext("%(n)d was changed since and stays.", "%(n)d were changed since and stay.", done.left)
        words = f"{words} {left % {'n': done.left}}"
    return words


def _list(request: HttpRequest, problem: str = "", *, ahead: Ahead | None = None, status: int = 200) -> HttpResponse:
    page = Paginator(waiting_proposals(), PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    examples = _examples(rows)
    there = standing({about for row in rows for about in row.about if row.deed})
    shown = []
    for row in rows:
        told = [examples[pk] for pk in row.members[:EXAMPLES] if pk in examples]
        fresh = ahead if ahead and ahead.number == row.pk else None
        shown.append(shown_of(row, request.user, told, there, fresh))
    context = {"page": page, "rows": shown, "problem": problem, "decided": _decided(request.user)}
    return render_page(request, "claims/proposals.html", context, status=status)


def _decided(user: Any) -> list[tuple[Proposal, str]]:
    """What became of one's own requests, the latest first, each in words. One query."""
    rows = Proposal.objects.filter(user=user).exclude(state=Proposal.State.OPEN).order_by("-decided_at")
    told = rows.select_related("claim", "decided_by", "step").defer("claim__search")
    return [(row, words_of(row)) for row in told[:DECIDED]]


def _examples(rows: Iterable[Proposal]) -> dict[int, Claim]:
    """The first claims of each act of many. One query, none where there is no such act."""
    asked = {pk for row in rows for pk in row.members[:EXAMPLES]}
    claims = Claim.objects.select_related("source", "article__outlet").defer("article__text", "article__raw", "search")
    return claims.in_bulk(asked) if asked else {}
