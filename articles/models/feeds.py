"""Feeds that are polled, and the entries they have had."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.batches import Batch, BatchItem


class Feed(models.Model):
    """One RSS, Atom or JSON Feed: where it is, how often it is asked, and how that went last."""

    class Take(models.TextChoices):
        """Where the text of an entry is taken from."""

        AUTO = "auto", _("from the feed where it has whole articles, else from the page")
        PAGE = "page", _("always from the page")
        FEED = "feed", _("always from the feed")

    url = models.URLField(_("address"), max_length=2000, unique=True)
    title = models.CharField(_("title"), max_length=300, blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True)
    minutes = models.PositiveIntegerField(_("every … minutes"), default=60)
    take = models.CharField(_("text"), max_length=4, choices=Take, default=Take.AUTO)
    active = models.BooleanField(_("active"), default=True)
    right = models.CharField(_("right of use"), max_length=500, blank=True)
    etag = models.CharField(max_length=500, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    polled_at = models.DateTimeField(_("last asked"), null=True, blank=True, editable=False)
    worked_at = models.DateTimeField(_("last answer"), null=True, blank=True, editable=False)
    next_at = models.DateTimeField(_("next time"), null=True, blank=True, db_index=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    reason = models.CharField(_("reason"), max_length=40, blank=True, editable=False)
    detail = models.CharField(_("detail"), max_length=500, blank=True, editable=False)
    found = models.PositiveIntegerField(_("new entries last time"), default=0, editable=False)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="+", editable=False)
    batch_day = models.DateField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("news feed")
        verbose_name_plural = _("news feeds")
        ordering = ["title", "url"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=5) & Q(minutes__lte=10080), name="feed_interval_sane")
        ]

    def __str__(self) -> str:
        return self.title or self.url


class FeedEntry(models.Model):
    """That a feed has had an entry: it is taken once, whatever becomes of it."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="entries", verbose_name=_("news feed"))
    key = models.CharField(max_length=64, help_text=_("SHA-256 of the entry's own name"))
    address = models.CharField(max_length=64, blank=True, help_text=_("SHA-256 of its address in canonical form"))
    item = models.ForeignKey(BatchItem, models.SET_NULL, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("entry of a feed")
        verbose_name_plural = _("entries of feeds")
        constraints = [models.UniqueConstraint("feed", "key", name="feed_entry_once")]
        indexes = [models.Index("address", name="feed_entry_address", condition=~Q(address=""))]

    def __str__(self) -> str:
        return self.key[:12]
