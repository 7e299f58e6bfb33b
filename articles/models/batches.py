"""What somebody brought in one go, and each article to be of it. PostgreSQL is the truth, the queue only a hint."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article
from articles.querysets import BatchQuerySet, ItemQuerySet, LiveBatches
from articles.states import FINAL_STATES, OPEN_STATES, ItemState


class Batch(models.Model):
    """What somebody brought in one go: an upload, a pasted text, a folder."""

    class Origin(models.TextChoices):
        UPLOAD = "upload", _("upload")
        PASTE = "paste", _("pasted text")
        FOLDER = "folder", _("folder")
        URLS = "urls", _("web addresses")
        API = "api", _("program")
        FEED = "feed", _("news feed")
        DEMO = "demo", _("demo articles")

    title = models.CharField(_("title"), max_length=300)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("brought by")
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    # The form and files that it came by, so that what is sent again is not brought twice (`articles.resending`).
    sent_as = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    # Set exactly while no item is open (`articles.finishing`).
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True, editable=False)
    deleted_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("deleted by"),
    )
    # Its rows are going for good: nothing brings it back any more.
    purging = models.BooleanField(default=False, db_default=False, editable=False)

    objects = LiveBatches()
    everything = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purging=False) | Q(deleted_at__isnull=False), name="batch_purged_after_deleted"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=["upload", "paste", "folder", "demo", "urls", "api", "feed"]),
                name="batch_origin_known",
            ),
        ]
        indexes = [
            models.Index("id", name="batch_unfinished", condition=Q(finished_at__isnull=True)),
            models.Index("deleted_at", name="batch_in_bin", condition=Q(deleted_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page that shows how far the batch is read."""
        return reverse("articles:batch", args=[self.pk])


class BatchItem(models.Model):
    """One article to be of a batch, from its bytes to a named final state; nothing ends without a reason."""

    State = ItemState
    FINAL = FINAL_STATES
    OPEN = OPEN_STATES

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", verbose_name=_("batch"))
    position = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=500, help_text=_("file, and member or row where it is a collection"))
    payload = models.BinaryField(_("bytes"), null=True, editable=False)
    metadata = models.JSONField(_("metadata"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    reason = models.CharField(
        _("reason"), max_length=40, blank=True, help_text=_("code of the reason, see articles.records.Reason")
    )
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    retryable = models.BooleanField(_("can be retried"), default=False)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("article")
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint("batch", "position", name="item_position_once"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["received", "stored", "extracted", "duplicate", "skipped", "failed", "cancelled"]
                ),
                name="item_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "skipped", "cancelled"]) | ~Q(reason=""),
                name="item_failure_has_reason",
            ),
            # It waits for the claims of its article: without one it would wait for ever.
            models.CheckConstraint(
                condition=~Q(state="stored") | Q(article__isnull=False), name="item_stored_has_article"
            ),
            models.CheckConstraint(condition=Q(retryable=False) | Q(state="failed"), name="item_retry_only_failed"),
        ]
        indexes = [
            models.Index(F("state"), name="item_open", condition=Q(state__in=["received", "stored"])),
            models.Index("batch", "state", name="item_batch_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
