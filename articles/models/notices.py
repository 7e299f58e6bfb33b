"""Who is told when a batch is finished, and how: by e-mail, or by a feed behind a key."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.batches import Batch


def new_token() -> str:
    """Make a word that nobody guesses."""
    return secrets.token_urlsafe(24)


class Notices(models.Model):
    """How a user hears of finished batches. token: the key in the address of the user's feed, None where there is none.

    by_mail: of every batch that the user brings. Of a single batch somebody is told by a `Watch`.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="batch_notices", verbose_name=_("user")
    )
    by_mail = models.BooleanField(_("e-mail for each own batch"), default=False)
    token = models.CharField(_("token"), max_length=64, unique=True, null=True, blank=True, default=None)  # noqa: DJ001

    class Meta:
        verbose_name = _("notices of batches")
        verbose_name_plural = _("notices of batches")

    def __str__(self) -> str:
        return f"notices of {self.user_id}"


class Watch(models.Model):
    """Somebody who gets one e-mail when the batch is finished. address: the batch's page as that user sees it.

    Sent by `articles.mailing`, which tries again at `next_at` for as long as the mail server refuses it.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="watches", verbose_name=_("batch"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="batch_watches", verbose_name=_("user")
    )
    address = models.URLField(_("address"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=8, blank=True)
    told_at = models.DateTimeField(_("told on"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("watch of a batch")
        verbose_name_plural = _("watches of batches")
        constraints = [models.UniqueConstraint("batch", "user", name="batch_watched_once")]
        indexes = [models.Index("batch", name="watch_untold", condition=models.Q(told_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.user_id} watches {self.batch_id}"
