"""What is known of web sites that articles are fetched from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """One origin (https://host): what it asks of programs, as last read, and when it may next be asked."""

    origin = models.CharField(_("site"), max_length=300, unique=True)
    robots = models.TextField("robots.txt", blank=True)
    reservations = models.JSONField("tdmrep.json", default=list, blank=True)
    ai = models.TextField("ai.txt", blank=True, default="", db_default="")
    asked_at = models.DateTimeField(_("last read"), null=True, blank=True)
    next_at = models.DateTimeField(_("may be asked again from"), null=True, blank=True)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["origin"]

    def __str__(self) -> str:
        return self.origin


class Reservation(models.Model):
    """That an article's page reserves text and data mining; kept with the article and shown on its page."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, related_name="reservation", verbose_name=_("article")
    )
    how = models.CharField(_("declared by"), max_length=200)
    policy = models.URLField(_("policy"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("reservation of text and data mining")
        verbose_name_plural = _("reservations of text and data mining")

    def __str__(self) -> str:
        return self.how
