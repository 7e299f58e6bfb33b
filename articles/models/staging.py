"""What somebody has sent to be looked at before it is brought, and which columns they said mean what."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.batches import Batch


class Staging(models.Model):
    """Files that lie ready, and what was said of them; neither batch nor article until somebody brings them.

    The bytes lie in a folder of its own below STAGING_DIR and go after an hour; this row, which holds what was typed,
    stays a day longer, so that nobody has to type it again.
    """

    class Ended(models.TextChoices):
        """How the last look ended."""

        NOT_YET = ""
        ALL = "all"
        TIME = "time"
        MOST = "most"
        BROKEN = "broken"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("brought by"))
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    # {"title", "outlet", "published"}: as typed
    said = models.JSONField(default=dict, blank=True)
    # [{"name", "size"}], in the order of the files in the folder
    files = models.JSONField(default=list, blank=True)
    # what was said of tables: {name or "#signature": {"columns", "delimiter", "encoding"}}
    tables = models.JSONField(default=dict, blank=True)
    # tables that the look met: [{"name", "kind", "encoding", "delimiter", "labels", "rows", "known", "signature"}]
    met = models.JSONField(default=list, blank=True)
    # {"stored", "duplicate", "skipped", "failed", "undated"}: how many articles would end so, of those looked at
    totals = models.JSONField(default=dict, blank=True)
    ended = models.CharField(max_length=6, choices=Ended, default=Ended.NOT_YET, blank=True)
    gone = models.BooleanField(default=False)  # the files are deleted
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        verbose_name = _("upload to look at")
        verbose_name_plural = _("uploads to look at")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended__in=["", "all", "time", "most", "broken"]), name="staging_ended_known"
            )
        ]

    def __str__(self) -> str:
        return str(self.said.get("title") or self.pk)

    def get_absolute_url(self) -> str:
        """The page that shows what would become of it."""
        return reverse("articles:look", args=[self.pk])


class KnownHeader(models.Model):
    """Which column means what in tables with this header, as one person said it last."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    signature = models.CharField(max_length=24)
    columns = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("columns of a table")
        verbose_name_plural = _("columns of tables")
        constraints = [models.UniqueConstraint("user", "signature", name="header_once_per_user")]

    def __str__(self) -> str:
        return ", ".join(self.columns)
