"""Groups of near copies: the list of them, and one with its articles and where two of them differ."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.alike.folding import stretches
from articles.copies_forms import GroupForm, number
from articles.models import Article, CopyGroup
from articles.printings import agencies, groups_for_list, members, own_text, printings
from claimtrack.http import render_page

GROUPS_A_PAGE = 50
ARTICLES_A_PAGE = 25


@require_safe
def copies_list(request: HttpRequest) -> HttpResponse:
    """List groups of near copies by agency, number of outlets and day."""
    form = GroupForm(request.GET, agencies())
    asked = form.asked()
    page = Paginator(groups_for_list(asked), GROUPS_A_PAGE).get_page(request.GET.get("page"))
    is_narrow = bool(asked.agency or asked.since or asked.until or asked.least > 2)
    context = {"form": form, "page": page, "is_narrow": is_narrow}
    return render_page(request, "articles/copies_list.html", context, fragments={"copies": "articles/_copies.html"})


@require_safe
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who printed a text, and how `?b=` differs from `?a=`, by default the second article from the first."""
    group = get_object_or_404(CopyGroup, pk=pk)
    rows = Paginator(members(pk), ARTICLES_A_PAGE).get_page(request.GET.get("page"))
    first = members(pk).first()
    if first is None:
        raise Http404
    pair = _pair(request, pk, first)
    context = {
        "group": group,
        "page": rows,
        "first": first,
        "printings": printings(pk, first, rows.start_index() - 1, rows.end_index()),
        "pair": pair,
        "stretches": stretches(own_text(pair[0]), own_text(pair[1])) if pair else None,
    }
    response = render(request, "articles/copies.html", context)
    return response


def _pair(request: HttpRequest, pk: int, first: Article) -> tuple[Article, Article] | None:
    """The two articles to be compared; one that is not of the group is not asked for."""
    asked = [number(request.GET, name) for name in ("a", "b")]
    rows = Article.objects.filter(copies=pk).select_related("outlet").defer("raw")
    found = rows.in_bulk([each for each in asked if each] + [first.pk])
    one = found.get(asked[0] or first.pk) or found[first.pk]
    other = found.get(asked[1] or 0)
    if other is None or other == one:
        second = members(pk).exclude(pk=one.pk).values_list("pk", flat=True).first()
        other = rows.filter(pk=second).first() if second is not None else None
    return (one, other) if other else None
