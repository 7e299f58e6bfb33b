"""What editors arranged: who, when, why and with what effect; and the way to undo it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.arranging import Refused, undo
from claims.forms.filters import read_number
from claims.models import Arrangement, Topic
from claims.querysets import ArrangementQuerySet
from claims.reviewing.arranged import UNDO
from claims.reviewing.deeds import Deed
from claims.views.asking import asked
from claimtrack.http import render_page

ROWS_A_PAGE = 40


@require_safe
def arrangement_list(request: HttpRequest) -> HttpResponse:
    """List all arrangements, the newest first; whoever reads may see them, editors can undo."""
    return _list(request)


@require_POST
@permission_required("claims.change_claim", raise_exception=True)
def arrangement_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one arrangement and go back to the topic (`topic`), or to the list; 409 where it cannot be."""
    assert isinstance(request.user, User)  # the permission was checked
    topic = Topic.objects.filter(pk=read_number(request.POST, "topic") or 0).first()
    back = reverse("claims:arrange", args=[topic.pk, topic.slug]) if topic else reverse("claims:arrangements")
    try:
        if asked(request, Deed(UNDO, {"number": pk})):
            return redirect(back)
        row = undo(pk, request.user)
    except Arrangement.DoesNotExist as error:
        raise Http404 from error
    except Refused as refused:
        return _list(request, refused.args[0], status=409)
    messages.success(request, gettext("Undone: %(what)s") % {"what": row})
    return redirect(back)


def bearing_on(topic: Topic) -> ArrangementQuerySet:
    """Arrangements in force that bear on the topic, the newest first."""
    return Arrangement.objects.for_list().in_force().filter(Q(topic=topic) | Q(into_topic=topic))


def _list(request: HttpRequest, problem: str = "", *, status: int = 200) -> HttpResponse:
    page = Paginator(Arrangement.objects.for_list(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "claims/arrangements.html", {"page": page, "problem": problem}, status=status)
