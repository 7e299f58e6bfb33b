"""News feeds: listed with how each is doing, added, changed, paused, asked at once, deleted."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import tasks
from articles.forms import known_outlets
from articles.models import Feed
from articles.views.permissions import brings
from articles.ways_forms import FeedForm


@brings
def feeds(request: HttpRequest) -> HttpResponse:
    """Show all feeds, and add one."""
    form = FeedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        feed = form.save(commit=False)
        feed.created_by = cast(User, request.user)
        feed.save()
        tasks.send(tasks.poll_feed, feed.pk)
        messages.success(request, _("The feed is added and is being read for the first time."))
        return redirect("articles:feeds")
    rows = Feed.objects.select_related("created_by", "batch").order_by("-active", "title", "url")
    context = {"form": form, "feeds": rows, "outlets": known_outlets()}
    return render(request, "articles/feeds.html", context, status=422 if form.is_bound else 200)


@brings
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a feed."""
    shown = get_object_or_404(Feed, pk=pk)
    form = FeedForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The feed is changed."))
        return redirect("articles:feeds")
    context = {"form": form, "feed": get_object_or_404(Feed, pk=pk), "outlets": known_outlets()}
    return render(request, "articles/feed.html", context, status=422 if form.is_bound else 200)


@brings
@require_POST
def feed_poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a feed at once, also one that rests."""
    shown = get_object_or_404(Feed, pk=pk)
    Feed.objects.filter(pk=pk).update(next_at=timezone.now())
    tasks.send(tasks.poll_feed, pk)
    messages.success(request, _("“%(feed)s” is being read; new entries appear among the uploads.") % {"feed": shown})
    return redirect("articles:feeds")


@brings
@require_POST
def feed_pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a feed rest, or go on with one that does."""
    shown = get_object_or_404(Feed, pk=pk)
    goes_on = not shown.active
    Feed.objects.filter(pk=pk).update(active=goes_on, failures=0, next_at=timezone.now() if goes_on else None)
    words = _("“%(feed)s” is read again.") if goes_on else _("“%(feed)s” is paused.")
    messages.success(request, words % {"feed": shown})
    return redirect("articles:feeds")


@brings
@require_POST
def feed_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget a feed; the articles that it brought stay."""
    shown = get_object_or_404(Feed, pk=pk)
    shown.delete()
    messages.success(request, _("“%(feed)s” is deleted. The articles that it brought stay.") % {"feed": shown})
    return redirect("articles:feeds")
