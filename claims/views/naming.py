"""Names that corrections put to actors and places, and that an admin approves or refuses."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.arranging import Refused, Stale
from claims.models import AliasProposal
from claims.registry.aliases import approve, refuse, register_of_proposal
from claims.registry.kinds import Register
from claims.registry.listing import claims_by_row
from claimtrack.http import back_to, render_page

ROWS_A_PAGE = 40


@require_safe
@permission_required("claims.change_claim", raise_exception=True)
def name_proposals(request: HttpRequest) -> HttpResponse:
    """List what waits; editors may look, admins decide."""
    return _list(request)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def name_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve (`approve`) or refuse a proposed name; 409 where somebody decided before."""
    assert isinstance(request.user, User)  # the permission was checked
    made = AliasProposal.objects.filter(pk=pk).first()
    if made is None:
        raise Http404
    register = register_of_proposal(made)
    if not request.user.has_perm(register.right):
        raise PermissionDenied
    try:
        if "approve" in request.POST:
            _approved(request, approve(pk, request.user), register)
        else:
            refuse(pk, request.user)
            messages.success(request, gettext("Refused: it is not asked again."))
    except Refused as refused:
        return _list(request, refused.args[0], status=409 if isinstance(refused, Stale) else 422)
    return redirect(back_to(request, "claims:name_proposals"))


def _approved(request: HttpRequest, made: AliasProposal, register: Register) -> None:
    words = gettext("What is read next under “%(name)s” is put to “%(row)s”.")
    told = words % {"name": made.name, "row": made.actor or made.place}
    own = register.model.objects.filter(name=made.name, merged_into=None).first()
    n = claims_by_row(register, [own.pk]).get(own.pk, 0) if own else 0
    if not n or own is None:
        messages.success(request, told)
        return
    address = f"{reverse(f'claims:{register.word}_merge', args=[own.pk])}?into={made.actor_id or made.place_id}"
    link = gettext("Merge what was read before, too (%(n)d)") % {"n": n}
    messages.success(request, format_html('{} <a href="{}">{}</a>', told, address, link))


def _list(request: HttpRequest, problem: str = "", *, status: int = 200) -> HttpResponse:
    waiting = AliasProposal.objects.filter(state=AliasProposal.State.OPEN)
    rows = waiting.select_related("actor", "place", "user", "claim__article__outlet").order_by("-times", "pk")
    page = Paginator(rows.defer("claim__article__text"), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "claims/name_proposals.html", {"page": page, "problem": problem}, status=status)
