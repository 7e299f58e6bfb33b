"""What somebody said of many articles at once, kept for as long as it can be taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Saying(models.Model):
    """A date or an outlet said of many articles.

    before: [article's id, what was there before, what was said], each as {"day", "precision", "found", "outlet"}, so
    that taking it back leaves alone what somebody has changed since.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True, db_index=True)
    before = models.JSONField(default=list)
    undone = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("date or outlet said of many articles")
        verbose_name_plural = _("dates and outlets said of many articles")

    def __str__(self) -> str:
        return f"{self.pk}"
