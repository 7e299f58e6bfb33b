"""The views that a reader saved, as pages list them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from claims.models import SavedView, Topic


def saved_views(user: AbstractBaseUser) -> QuerySet[SavedView]:
    """Return all views of the user by name, with their topics. One query."""
    return SavedView.objects.filter(user=user.pk).select_related("topic").order_by("name", "pk")


def topics_with_views(user: AbstractBaseUser) -> QuerySet[Topic]:
    """Return topics, each with what `views_of` reads: no query of its own."""
    of_topic = Q(topic=OuterRef("pk")) | Q(topic__merged_into=OuterRef("pk"))
    own = SavedView.objects.filter(of_topic, user=user.pk).order_by("name", "pk")
    rows = ArraySubquery(own.values_list(JSONObject(pk="pk", name="name", query="query")))
    return cast("QuerySet[Topic]", Topic.objects.annotate(kept=rows))


def views_of(topic: Topic) -> list[SavedView]:
    """Return the reader's views of a topic of `topics_with_views`."""
    return [SavedView(topic=topic, **row) for row in cast("Any", topic).kept]


def changes_views(user: AbstractBaseUser) -> QuerySet[SavedView]:
    """Return the user's views of the list of changes. One query."""
    return saved_views(user).filter(topic__isnull=True)
