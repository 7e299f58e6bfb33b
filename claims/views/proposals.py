"""Proposals side by side with what the claim says: taken over or refused."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.models import Claim, Proposal
from claims.proposing import differing
from claims.reviewing.deciding import NotDecided, refuse, take
from claims.reviewing.queue import waiting_proposals
from claims.revisions import label_of, readable_value
from claimtrack.http import render_page

PROPOSALS_A_PAGE = 30


@require_safe
@permission_required("claims.change_claim", raise_exception=True)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, oldest first."""
    return _list(request)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposal over (`take`) or refuse it; 409 with the reason where neither can be."""
    assert isinstance(request.user, User)  # the permission was checked
    try:
        if "take" in request.POST:
            done = take(pk, request.user)
            messages.success(request, gettext("Taken over.") if done.fields else gettext("It says so already."))
        else:
            refuse(pk, request.user)
            messages.success(request, gettext("Refused; the claim stays as it is."))
    except Proposal.DoesNotExist as error:
        raise Http404 from error
    except NotDecided as refused:
        return _list(request, str(refused.args[0]), status=409)
    except ValidationError as refused:
        return _list(request, refused.messages[0], status=422)
    return redirect("claims:proposals")


def _list(request: HttpRequest, problem: str = "", *, status: int = 200) -> HttpResponse:
    page = Paginator(waiting_proposals(), PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    rows = [(row, _sides(row.claim, row.values)) for row in page.object_list]
    return render_page(
        request, "claims/proposals.html", {"page": page, "rows": rows, "problem": problem}, status=status
    )


def _sides(claim: Claim, values: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(label, what the claim says, what is proposed), as people read it."""
    return [
        (label_of(name), readable_value(name, held), readable_value(name, proposed))
        for name, held, proposed in differing(claim, values)
    ]
