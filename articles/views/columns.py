"""Assigning the columns of a table: looked at under other delimiters, tried on the first rows, then kept."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from articles import column_forms
from articles.forms import UploadForm
from articles.models.staging import Staging
from articles.staged import columns, uploads
from articles.staged.folders import NoRoom
from articles.views.bringing import looked_at
from articles.views.looking import expired_page, full_page
from articles.views.permissions import brings
from claimtrack.http import render_page


@brings
def assign(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Show a table with what its columns mean; a POST tries that on the first rows, or keeps it and looks again."""
    user = cast(User, request.user)
    staging = uploads.mine(user, key)
    if staging is None:
        raise Http404
    if staging.batch is not None:
        return redirect(staging.batch)
    if not uploads.is_ready(staging):
        return expired_page(request, staging)
    sheets = columns.sheets(staging, user)
    if number >= len(sheets):
        return redirect(staging)
    return assigned(request, staging, sheets[number], user)


def assigned(request: HttpRequest, staging: Staging, found: columns.Sheet, user: User) -> HttpResponse:
    """Do what was asked with one table."""
    data = request.POST or None
    dialect = column_forms.DialectForm(found, data)
    sheet = columns.under(staging, found, user, *dialect.chosen(found)) if data else found
    same = data is None or request.POST.get("signature") == sheet.signature
    form = column_forms.ColumnsForm(sheet, data if same else None)
    saves = request.method == "POST" and request.POST.get("action") == "save" and same
    if saves and dialect.is_valid() and form.is_valid():
        columns.say(staging, user, sheet, form.meanings())
        try:
            return redirect(looked_at(staging, user))
        except NoRoom:
            return full_page(request, UploadForm(initial=staging.said))
    context = {
        "staging": staging,
        "sheet": sheet,
        "dialect": dialect,
        "form": form,
        "shown": list(zip(sheet.samples, form, strict=False)),
        "tried": columns.tried(sheet, form.meanings()),
        "asks": saves,
    }
    status = 422 if saves else 200
    return render_page(
        request, "articles/columns.html", context, fragments={"columns": "articles/_columns.html"}, status=status
    )
