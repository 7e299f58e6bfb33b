"""Proposals side by side with what the claim says: taken over, refused, or withdrawn by who made them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace

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
from claims.proposing import decoded, differing
from claims.reviewing.deciding import NotDecided, Taken, refuse, take, withdraw
from claims.reviewing.queue import waiting_proposals
from claims.revisions import label_of, readable_value
from claims.templatetags.formats import figure
from claimtrack.http import render_page

PROPOSALS_A_PAGE = 30
EXAMPLES = 5  # claims of an act of many that are shown
FIGURE = ("value_low", "value_high", "approx")
Side = tuple[str, str, str]  # label, what is so now, what is proposed


@dataclass(frozen=True)
class Shown:
    """A proposal with what it would change. examples: claims of an act of many. stale: the claim changed since."""

    row: Proposal
    sides: list[Side]
    examples: list[Claim]
    stale: bool


@require_safe
@permission_required("claims.change_claim", raise_exception=True)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, oldest first."""
    return _list(request)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def proposal_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposal over (`take`), withdraw (`withdraw`) or refuse it; 409 with the reason where it cannot be."""
    assert isinstance(request.user, User)  # the permission was checked
    try:
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
    words = gettext("Taken over.") if done.step else gettext("It says so already.")
    if done.left:
        left = ngettext("%(n)d was changed since and stays.", "%(n)d were changed since and stay.", done.left)
        words = f"{words} {left % {'n': done.left}}"
    return words


def _list(request: HttpRequest, problem: str = "", *, status: int = 200) -> HttpResponse:
    page = Paginator(waiting_proposals(), PROPOSALS_A_PAGE).get_page(request.GET.get("page"))
    examples = _examples(page.object_list)
    rows = [
        Shown(row, _sides(row), [examples[pk] for pk in row.members[:EXAMPLES] if pk in examples], _is_stale(row))
        for row in page.object_list
    ]
    context = {"page": page, "rows": rows, "problem": problem}
    return render_page(request, "claims/proposals.html", context, status=status)


def _examples(rows: Iterable[Proposal]) -> dict[int, Claim]:
    """The first claims of each act of many. One query, none where there is no such act."""
    asked = {pk for row in rows for pk in row.members[:EXAMPLES]}
    claims = Claim.objects.select_related("source", "article__outlet").defer("article__text", "article__raw", "search")
    return claims.in_bulk(asked) if asked else {}


def _is_stale(row: Proposal) -> bool:
    return row.claim is not None and row.claim.version != row.version


def _sides(row: Proposal) -> list[Side]:
    """What is proposed, as people read it, beside what the one claim says that it is about."""
    if row.claim is not None:
        values = differing(row.claim, row.values)
    else:
        values = [(name, "", value) for name, value in decoded(row.values).items() if name != "source_type"]
    told = [
        (label_of(name), readable_value(name, now), readable_value(name, wanted))
        for name, now, wanted in values
        if name not in FIGURE and not (name == "note" and wanted == row.why)
    ]
    return [*_figure(row, values), *told]


def _figure(row: Proposal, values: Iterable[tuple[str, object, object]]) -> list[Side]:
    """Bounds and wording as the one figure that they are, if any of them is proposed."""
    wanted = {name: value for name, _, value in values if name in FIGURE}
    if not wanted:
        return []
    now = {name: getattr(row.claim, name, None) for name in FIGURE}
    before, after = figure(SimpleNamespace(**now)), figure(SimpleNamespace(**{**now, **wanted}))
    return [(gettext("Figure"), before, after)] if before != after else []
