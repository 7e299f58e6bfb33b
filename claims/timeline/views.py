"""The views that a reader saved, as pages list them."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet

from claims.models import SavedView, Topic


def saved_views(user: AbstractBaseUser) -> QuerySet[SavedView]:
    """Return all views of the user by name, with their topics. One query."""
    return SavedView.objects.filter(user=user.pk).select_related("topic").order_by("name", "pk")


def topic_views(user: AbstractBaseUser, topic: Topic) -> QuerySet[SavedView]:
    """Return the user's views of one topic. One query."""
    return saved_views(user).filter(topic=topic)


def changes_views(user: AbstractBaseUser) -> QuerySet[SavedView]:
    """Return the user's views of the list of changes. One query."""
    return saved_views(user).filter(topic__isnull=True)
