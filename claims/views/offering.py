"""Names of the registry to choose from while one is typed into a field of a form. Whoever reads may see them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.registry.kinds import Register
from claims.registry.offering import offered

LONGEST = 200  # characters of what is typed


@require_safe
def row_names(request: HttpRequest, of: Register) -> HttpResponse:
    """Rows whose names have what is typed (`q`), as the options of a combobox; `static/js/names.js` shows them."""
    typed = request.GET.get("q", "").replace("\0", " ")[:LONGEST]
    return render(request, "claims/_offered_names.html", {"register": of, "offers": offered(of, typed)})
