"""What readers keep for themselves: views under names, the key of their feeds, and when they last looked."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.series import Topic


def new_token() -> str:
    """Make a word that nobody guesses."""
    return secrets.token_urlsafe(24)


class SavedView(models.Model):
    """An address under a name: a topic, or without one the list of changes, and the filters of its query."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name=_("user")
    )
    name = models.CharField(_("name"), max_length=120)
    topic = models.ForeignKey(
        Topic, models.CASCADE, null=True, blank=True, related_name="saved_views", verbose_name=_("topic")
    )
    query = models.TextField(_("filters"), blank=True)
    created_at = models.DateTimeField(_("saved on"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint("user", "name", name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The page with its filters."""
        page = self.topic.get_absolute_url() if self.topic else reverse("claims:changes")
        return f"{page}?{self.query}".rstrip("?")


class FeedKey(models.Model):
    """The secret in the addresses of a user's feeds; whoever holds it reads changes without a login."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="feed_key", verbose_name=_("user")
    )
    token = models.CharField(_("token"), max_length=64, unique=True, default=new_token)
    created_at = models.DateTimeField(_("made on"), auto_now_add=True)

    class Meta:
        verbose_name = _("key of feeds")
        verbose_name_plural = _("keys of feeds")

    def __str__(self) -> str:
        return f"feeds of {self.user_id}"


class Visit(models.Model):
    """When a user looked at the changes: now (`at`), and for the last time before that (`before`)."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="visit", verbose_name=_("user"))
    at = models.DateTimeField(_("last seen"))
    before = models.DateTimeField(_("the time before"), null=True, blank=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    def __str__(self) -> str:
        return f"visit of {self.user_id}"
