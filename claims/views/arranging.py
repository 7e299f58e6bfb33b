"""Editors arrange topics, series and claims: a form, a look at what it would do, and the deed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.arranging import Refused, Stale, preview
from claims.arranging.targets import series_of
from claims.forms.arranging import MergeSeriesForm, MergeTopicForm, NameForm, Why
from claims.forms.seating import MoveForm, SplitForm
from claims.models import Arrangement, Claim, Series, Topic
from claims.templatetags.arranged import outcome
from claims.views.arrangements import bearing_on
from claims.views.asking import asked
from claims.views.leading import lead_on
from claimtrack.http import render_page

editors_only = permission_required("claims.change_claim", raise_exception=True)
form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@editors_only
def arrange(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Show what can be arranged of a topic and its series, and what is arranged already."""
    topic = get_object_or_404(Topic, pk=pk)
    if topic.merged_into_id:
        return lead_on(request, topic)
    context = {"topic": topic, "series": series_of(topic), "arrangements": bearing_on(topic)}
    return render_page(request, "claims/arrange_topic.html", context)


@form_methods
@editors_only
def topic_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a topic."""
    topic = get_object_or_404(Topic, pk=pk)
    return _answer(request, NameForm(topic, request.POST or None), topic)


@form_methods
@editors_only
def topic_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a topic into another one."""
    topic = get_object_or_404(Topic, pk=pk)
    return _answer(request, MergeTopicForm(topic, request.POST or None, *_searched(request)), topic)


@form_methods
@editors_only
def series_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a series."""
    series = get_object_or_404(Series.objects.select_related("topic"), pk=pk)
    return _answer(request, NameForm(series, request.POST or None), series.topic, series=series)


@form_methods
@editors_only
def series_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a series into another one."""
    series = get_object_or_404(Series.objects.select_related("topic"), pk=pk)
    form = MergeSeriesForm(series, request.POST or None, *_searched(request))
    return _answer(request, form, series.topic, series=series)


@form_methods
@editors_only
def series_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Split claims off a series."""
    series = get_object_or_404(Series.objects.select_related("topic"), pk=pk)
    form = SplitForm(series, request.POST or None)
    return _answer(request, form, series.topic, series=series, page="claims/arrange_split.html")


@form_methods
@editors_only
def claim_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move one claim."""
    claims = (
        Claim.objects.visible()
        .select_related("series__topic", "source", "article__outlet")
        .defer("article__text", "search")
    )
    claim = get_object_or_404(claims, pk=pk)
    form = MoveForm(claim, request.POST or None, *_searched(request))
    return _answer(request, form, claim.series.topic if claim.series else None, claim=claim)


def _searched(request: HttpRequest) -> tuple[str, str]:
    """The words that the editor looks for, and what was chosen before."""
    data = request.POST if request.method == "POST" else request.GET
    return data.get("q", "").replace("\0", "")[:200].strip(), data.get("into", "")[:20]


def _answer(
    request: HttpRequest, form: Why, topic: Topic | None, *, page: str = "claims/arrange.html", **of: Any
) -> HttpResponse:
    """The form; what it would do (`preview`); or, done or asked for (`do`), the page on which the editor goes on."""
    assert isinstance(request.user, User)  # the permission was checked
    user = request.user
    context = {"form": form, "topic": topic, "search": _searched(request)[0], "address": request.path, **of}
    if request.method != "POST":
        return _page(request, page, context)
    if not form.is_valid():
        return _page(request, page, context, 422)
    try:
        if "do" in request.POST:
            if asked(request, form.deed()):
                return redirect(_back(topic, **of))
            done = form.carry_out(user)
            messages.success(request, outcome(done))
            return redirect(_after(done, topic, **of))
        return _page(request, page, context | {"foreseen": preview(lambda: form.carry_out(user))})
    except Refused as refused:
        form.add_error(None, refused.args[0])
        if isinstance(refused, Stale) and hasattr(form, "renew"):
            form.renew()
        return _page(request, page, context, 409 if isinstance(refused, Stale) else 422)


def _page(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render_page(request, page, context, fragments={"choices": "claims/_arrange_choices.html"}, status=status)


def _after(done: Arrangement, topic: Topic | None, claim: Claim | None = None, series: Series | None = None) -> str:
    if claim is None and done.action == Arrangement.Action.MERGE_TOPICS and done.into_topic:
        return done.into_topic.get_absolute_url()
    if topic is not None:
        topic.refresh_from_db()  # its name may be another one now, and with it the address
    return _back(topic, claim, series)


def _back(topic: Topic | None, claim: Claim | None = None, series: Series | None = None) -> str:
    """Where the editor came from."""
    if claim is not None:
        return claim.get_absolute_url()
    assert topic is not None
    if series is None:
        return topic.get_absolute_url()
    return reverse("claims:arrange", args=[topic.pk, topic.slug])
