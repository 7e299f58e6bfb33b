"""The reader's own views: listed, saved, renamed, deleted."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.forms.filters import read_change_filters, read_filters, read_number
from claims.models import SavedView, Topic
from claims.saving import LONGEST, Refused, rename_view, save_view
from claims.timeline.views import saved_views


@require_safe
def view_list(request: HttpRequest) -> HttpResponse:
    """List the reader's views, to go to, rename and delete."""
    assert isinstance(request.user, User)  # everybody is logged in
    return render(request, "claims/views.html", {"views": saved_views(request.user)})


@require_POST
def view_save(request: HttpRequest) -> HttpResponse:
    """Save the filters of a topic (`topic`), or of the changes, and go back to them."""
    assert isinstance(request.user, User)
    number = read_number(request.POST, "topic")
    topic = get_object_or_404(Topic, pk=number) if request.POST.get("topic") else None
    asked = QueryDict(request.POST.get("query", "").replace("\0", "")[:LONGEST])
    query = read_filters(asked)[0].query() if topic else read_change_filters(asked)[0].query()
    try:
        view = save_view(request.user, request.POST.get("name", ""), topic, query)
    except Refused as refused:
        messages.error(request, refused.args[0])
        return redirect(SavedView(topic=topic, query=query))
    messages.success(request, gettext("Saved as “%(name)s”.") % {"name": view.name})
    return redirect(view)


@require_POST
def view_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename (`name`) or delete (`delete`) a view of the reader's own."""
    view = get_object_or_404(SavedView, pk=pk, user=request.user.pk)
    if "delete" in request.POST:
        view.delete()
        messages.success(request, gettext("“%(name)s” is deleted.") % {"name": view.name})
        return redirect("claims:views")
    try:
        rename_view(view, request.POST.get("name", ""))
    except Refused as refused:
        messages.error(request, refused.args[0])
    return redirect("claims:views")
