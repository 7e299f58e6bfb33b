"""The versions of one article, and where two of them differ."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.alike.folding import stretches
from articles.copies_forms import number
from articles.models import Article
from articles.versions import text_of, two_of, versions_of


@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions and show how `?new=` differs from `?old=`, by default the shown one from the one before."""
    article = get_object_or_404(Article.objects.select_related("outlet").defer("text", "raw", "noise"), pk=pk)
    rows = versions_of(article)
    two = two_of(rows, number(request.GET, "old"), number(request.GET, "new"))
    context = {
        "article": article,
        "versions": rows,
        "two": two,
        "stretches": stretches(text_of(two[0]), text_of(two[1])) if two else None,
    }
    return render(request, "articles/versions.html", context)
