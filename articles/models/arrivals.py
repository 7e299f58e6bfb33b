"""What of an upload lies on the disk and is not items of its batch yet."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.batches import Batch


class Arrival(models.Model):
    """The files of a large upload while a worker makes items of them; the row goes with the last of these.

    The bytes lie in a folder of their own below STAGING_DIR. How far they are is written in the transaction that stores
    the items, so that after a crash no item comes twice and none is left out.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("being received")
        STOPPED = "stopped", _("stopped")
        FAILED = "failed", _("failed")

    batch = models.OneToOneField(Batch, models.CASCADE, primary_key=True, verbose_name=_("batch"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # [{"name", "size"}], in the order of the files in the folder
    files = models.JSONField(default=list)
    # what was said of all articles, and of tables: as `articles.models.staging.Staging` has it
    given = models.JSONField(default=dict, blank=True)
    tables = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.RECEIVING)
    # Why it waits or ended (`articles.records.Reason`).
    reason = models.CharField(max_length=40, blank=True)
    # How far: files that are wholly items, parts of the next one that are, its bytes up to there, and items of all.
    files_done = models.PositiveIntegerField(default=0)
    parts_done = models.PositiveIntegerField(default=0)
    bytes_done = models.PositiveBigIntegerField(default=0)
    items_done = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("upload that is being received")
        verbose_name_plural = _("uploads that are being received")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["receiving", "stopped", "failed"]), name="arrival_state_known"
            ),
            models.CheckConstraint(condition=Q(state="receiving") | ~Q(reason=""), name="arrival_end_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.items_done} ({self.state})"

    @property
    def percent(self) -> int:
        """How much of the files is items, by their bytes."""
        sizes = [int(file["size"]) for file in self.files]
        done = sum(sizes[: self.files_done]) + self.bytes_done
        return min(99, 100 * done // max(1, sum(sizes)))
