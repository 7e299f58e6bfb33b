"""The page on which people make keys for their programs, see when each was used, and take them away."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from articles import tokens
from articles.models import ApiToken
from articles.views.permissions import brings
from articles.ways_forms import KeyForm


@brings
@never_cache
def keys(request: HttpRequest) -> HttpResponse:
    """Show one's keys; a new one is shown in the answer to its making and never again."""
    user = cast(User, request.user)
    form = KeyForm(request.POST or None, user=user)
    made = None
    if request.method == "POST" and form.is_valid():
        made = tokens.make(user, form.cleaned_data["name"])[1]
        form = KeyForm(user=user)
    context = {
        "form": form,
        "made": made,
        "keys": ApiToken.objects.filter(user=user, revoked_at__isnull=True),
        "address": request.build_absolute_uri(reverse("articles:api_articles")),
    }
    return render(request, "articles/keys.html", context, status=422 if form.is_bound else 200)


@brings
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a key away at once."""
    if tokens.revoke(cast(User, request.user), pk, timezone.now()):
        messages.success(request, _("The key is revoked and no longer works."))
    return redirect("articles:keys")
