"""Addresses of a topic that was merged lead to the topic that its claims are kept with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from claims.models import Topic
from claims.timeline.merged import end_of


def lead_on(request: HttpRequest, topic: Topic) -> HttpResponse:
    """Lead to the same page of the other topic, with the same query. For the time being: a merge can be undone."""
    end = end_of(topic)
    match = request.resolver_match
    assert match is not None  # a view runs
    address = reverse(match.view_name, kwargs={**match.kwargs, "pk": end.pk, "slug": end.slug})
    return redirect(f"{address}?{request.GET.urlencode()}".rstrip("?"))
