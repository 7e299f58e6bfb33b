"""The registry of names: actors and places in lists and on pages of their own. Whoever reads may see it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from claims.forms.registry import AliasForm
from claims.models import Actor, AliasProposal, Merge, Place, SourceType
from claims.registry.history import history_of
from claims.registry.kinds import ACTORS, Named, Register
from claims.registry.listing import Wanted, claims_by_row, countries, page_of
from claims.registry.offices import period_of
from claims.registry.topics import about
from claimtrack.http import render_page

CLAIMS_SHOWN = 10
MERGED = ("step__user", "step__approved_by", "step__undone__user", "step__undone__approved_by")


@require_safe
def row_list(request: HttpRequest, of: Register) -> HttpResponse:
    """List actors or places, narrowed by words of any name (`q`), `type` and `country`; `sort=claims`."""
    wanted = Wanted(
        text=request.GET.get("q", "").replace("\0", " ")[:200].strip(),
        type=request.GET.get("type", "")[:12],
        country=request.GET.get("country", "").replace("\0", "")[:100],
        by_claims=request.GET.get("sort") == "claims",
    )
    context = {
        "register": of,
        "wanted": wanted,
        "page": page_of(of, wanted, request.GET.get("page")),
        "types": SourceType.choices if of is ACTORS else Place.Kind.choices,
        "countries": countries(of),
        "n_proposed": AliasProposal.objects.filter(state=AliasProposal.State.OPEN).count(),
    }
    fragments = {"rows": "claims/_registry_rows.html"}
    return render_page(request, "claims/registry.html", context, fragments=fragments)


@require_safe
def row_page(request: HttpRequest, pk: int, of: Register) -> HttpResponse:
    """Show an actor or a place with its names, and what was decided about them."""
    row = get_object_or_404(of.model.objects.select_related("parent__merged_into", "merged_into"), pk=pk)
    return row_answer(request, row, of)


@require_safe
def row_history(request: HttpRequest, pk: int, of: Register) -> HttpResponse:
    """Show who set what of an actor or a place."""
    row = get_object_or_404(of.model, pk=pk)
    may_set = request.user.has_perm(of.right) and not row.merged_into_id
    context = {"register": of, "row": row, "history": history_of(row), "may_set": may_set}
    return render_page(request, "claims/registry_history.html", context)


def row_answer(
    request: HttpRequest,
    row: Named,
    of: Register,
    form: AliasForm | None = None,
    problem: str = "",
    status: int = 200,
    clash: Named | None = None,
) -> HttpResponse:
    """The page of the row; with a form that was not understood, or words of what could not be done.

    clash: another row that stands under the name that was typed, which may be merged into this one.
    """
    mine = Q(**{of.word: row.pk}) | Q(**{f"into_{of.word}": row.pk})
    merges = list(Merge.objects.filter(mine).select_related(*MERGED).order_by("-pk"))
    below = Q(parent=row.pk) | Q(parent__merged_into=row.pk)
    kin = list(of.model.objects.filter(Q(merged_into=row.pk) | Q(below, merged_into=None)))
    merged = [other for other in kin if other.merged_into_id == row.pk]
    family = [row.pk, *(other.pk for other in merged)]
    aliases = list(of.alias.objects.filter(**{f"{of.word}__in": family}).select_related(of.word).order_by("name"))
    own = [alias for alias in aliases if getattr(alias, f"{of.word}_id") == row.pk]
    context: dict[str, Any] = {
        "register": of,
        "row": row,
        "in_office": period_of(row) if isinstance(row, Actor) and row.is_person else "",
        "may_set": request.user.has_perm(of.right),
        "aliases": own,
        "merged": merged,
        "former": {made.place_id for made in merges if made.renamed and made.ended_at is None},
        "further": [(alias, getattr(alias, of.word)) for alias in aliases if alias not in own],
        "parts": [other for other in kin if other.merged_into_id is None],
        "n_claims": claims_by_row(of, [row.pk]).get(row.pk, 0),
        "claims": _latest(of, row),
        "topics": about([row.name, *map(str, own)])[:CLAIMS_SHOWN],
        "merges": merges,
        "proposed": AliasProposal.objects.filter(**{of.word: row.pk}, state=AliasProposal.State.OPEN),
        "form": form or AliasForm(),
        "problem": problem,
        "clash": clash,
        "clash_claims": claims_by_row(of, [clash.pk]).get(clash.pk, 0) if clash else 0,
    }
    return render_page(request, "claims/registry_row.html", context, status=status)


def _latest(of: Register, row: Named) -> Any:
    claims = of.claims(row).standing().visible().select_related("source", "article__outlet")
    day = Coalesce("reported_on", "article__published_on").desc(nulls_last=True)
    return claims.order_by(day, "-pk").defer("article__text", "article__raw", "article__noise", "search")[:CLAIMS_SHOWN]
