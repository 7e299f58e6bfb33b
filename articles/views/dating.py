"""Dates of publication that a person says; claims are read again, since their dates count from there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import upkeep
from articles.forms import DateForm
from articles.models import Article, Batch
from articles.views.permissions import brings
from claimtrack.http import back_to


@brings
@require_POST
def article_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when an article was published; its claims are read again, since their dates count from there."""
    article = get_object_or_404(Article.objects.defer("text", "raw"), pk=pk)
    form = DateForm(request.POST)
    if form.is_valid():
        upkeep.set_date(Article.objects.filter(pk=pk), form.cleaned_data["published"])
        messages.success(request, _("The date is set; the article's claims are read again."))
    else:
        messages.error(request, str(form.errors["published"][0]))
    return redirect(back_to(request, article))


@brings
@require_POST
def batch_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Say when all undated articles of a batch were published."""
    shown = get_object_or_404(Batch, pk=pk)
    form = DateForm(request.POST)
    if form.is_valid():
        undated = Article.objects.filter(pk__in=shown.items.values("article_id"), published_on__isnull=True)
        count = upkeep.set_date(undated, form.cleaned_data["published"])
        words = ngettext("The date of %(count)d article is set.", "The date of %(count)d articles is set.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.error(request, str(form.errors["published"][0]))
    return redirect(shown)
