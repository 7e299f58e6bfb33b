"""Pages of uploads and batches. Each view checks its permission, lets a step do the work, and enqueues.

In: requests. Out: pages, or the fragment that HTMX asked for.
"""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from articles import intake, tasks, upkeep
from articles.forms import DateForm, PasteForm, UploadForm, known_outlets
from articles.models import Article, Batch, BatchItem
from articles.progress import progress_of
from claimtrack.http import render_page

PER_PAGE = 100
BATCHES_PER_PAGE = 50

brings = permission_required("articles.add_batch", raise_exception=True)
looks = permission_required(["articles.add_batch", "articles.view_batch"], raise_exception=True)


@looks
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """All batches, newest first, with how far each is."""
    rows = Batch.objects.with_counts().select_related("created_by").order_by("-created_at", "-pk")
    page = Paginator(rows, BATCHES_PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "articles/batches.html", {"page": page})


@brings
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in; the answer is the new batch's page."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [(file.name or "?", file.file) for file in form.cleaned_data["uploads"]]
        batch = intake.receive(
            files,
            user=cast(User, request.user),
            origin=Batch.Origin.UPLOAD,
            title=form.cleaned_data["title"],
            given=form.given(),
        )
        tasks.enqueue_batch(batch.pk)
        return redirect(batch)
    return form_page(request, "articles/upload.html", form)


@brings
def paste(request: HttpRequest) -> HttpResponse:
    """Take one pasted article in; the answer is its batch's page."""
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        batch = intake.receive_text(
            form.cleaned_data["text"],
            user=cast(User, request.user),
            origin=Batch.Origin.PASTE,
            fields=form.fields_given(),
        )
        tasks.enqueue_batch(batch.pk)
        return redirect(batch)
    return form_page(request, "articles/paste.html", form)


def form_page(request: HttpRequest, page: str, form: Form) -> HttpResponse:
    """Show a form, or show it again with what was typed and what is wrong with it."""
    context = {"form": form, "outlets": known_outlets()}
    return render(request, page, context, status=422 if form.is_bound else 200)


@looks
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One batch: its figures, and its items with their reasons, of one state where asked."""
    shown = get_object_or_404(Batch.objects.select_related("created_by"), pk=pk)
    state = request.GET.get("state", "")
    items = shown.items.for_list()
    chosen = items.filter(state=state) if state in BatchItem.State.values else items
    context = {
        "batch": shown,
        "progress": progress_of(pk),
        "state": state,
        "page": Paginator(chosen.order_by("position"), PER_PAGE).get_page(request.GET.get("page")),
    }
    fragments = {"batch-progress": "articles/_batch_progress.html", "batch-items": "articles/_batch_items.html"}
    return render_page(request, "articles/batch.html", context, fragments=fragments)


@brings
@require_POST
def item_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read one failed item again."""
    item = get_object_or_404(BatchItem.objects.select_related("batch"), pk=pk)
    return retried(request, item.batch, upkeep.retry(BatchItem.objects.filter(pk=pk), timezone.now()))


@brings
@require_POST
def item_anyway(request: HttpRequest, pk: int) -> HttpResponse:
    """Read an item that was skipped for its language."""
    item = get_object_or_404(BatchItem.objects.select_related("batch"), pk=pk)
    return retried(request, item.batch, upkeep.read_anyway(pk, timezone.now()))


@brings
@require_POST
def batch_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Read all failed items of a batch again that may be read again."""
    shown = get_object_or_404(Batch, pk=pk)
    return retried(request, shown, upkeep.retry(BatchItem.objects.filter(batch=shown), timezone.now()))


def retried(request: HttpRequest, shown: Batch, count: int) -> HttpResponse:
    """Enqueue the batch and say how many of its items are read again."""
    tasks.enqueue_batch(shown.pk)
    words = ngettext("%(count)d item is read again.", "%(count)d items are read again.", count) % {"count": count}
    messages.success(request, words if count else _("There was nothing to read again."))
    return redirect(shown)


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
    return back(request, article)


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


def back(request: HttpRequest, article: Article) -> HttpResponse:
    """Go back to where the form stood, if that is a page of ours, else to the article."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return redirect(target if ours else article)
