"""Reading many articles again, after rules or model changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Outlet


class Rereading(models.Model):
    """One decision to read articles again. Its runs are opened piece by piece, in the order of the articles.

    older: only articles that the rules and model of then had not read. outlet, since, until: only those. total: how
    many articles that were; last: the highest number among them; upto: the highest whose run is open or done.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    made_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    older = models.BooleanField(_("only what an older version read"), default=False)
    outlet = models.ForeignKey(
        Outlet, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("outlet")
    )
    since = models.DateField(_("published since"), null=True, blank=True)
    until = models.DateField(_("published until"), null=True, blank=True)
    code_version = models.CharField(_("version of the rules"), max_length=40, blank=True)
    model_version = models.CharField(_("version of the model"), max_length=80, blank=True)
    total = models.PositiveIntegerField(_("articles"), default=0)
    last = models.BigIntegerField(default=0, editable=False)
    upto = models.BigIntegerField(default=0, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)  # when the last run was opened
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("stopped by")
    )

    class Meta:
        verbose_name = _("rereading")
        verbose_name_plural = _("rereadings")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}: {self.total}"
