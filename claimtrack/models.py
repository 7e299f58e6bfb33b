"""What the installation knows about itself."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class WorkerSign(models.Model):
    """The last sign of life of the workers on one queue; written by any of them, read by the health page."""

    queue = models.CharField(_("queue"), max_length=50, primary_key=True)
    seen_at = models.DateTimeField(_("last sign of life"))

    class Meta:
        verbose_name = _("sign of life")
        verbose_name_plural = _("signs of life")
        ordering = [F("queue")]

    def __str__(self) -> str:
        return f"{self.queue}: {self.seen_at:%Y-%m-%d %H:%M:%S}"
