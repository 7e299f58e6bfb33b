"""What became of claims in their series."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from claims.models.claims import Claim
from claims.models.series import Series
from claims.models.vocabulary import label
from claims.querysets import ChangeQuerySet


class Change(models.Model):
    """What became of a claim in its series: against the source's own last word, or another source's."""

    class What(models.TextChoices):
        FIRST = "first", _("first")
        RAISED = "raised", _("raised")
        LOWERED = "lowered", _("lowered")
        REFINED = "refined", _("refined")
        WIDENED = "widened", _("widened")
        REPEATED = "repeated", _("repeated")
        CORRECTED = "corrected", _("corrected")
        CONFIRMED = "confirmed", _("confirmed")
        ADMITTED = "admitted", _("admitted")
        RETRACTED = "retracted", _("retracted")
        CORROBORATED = "corroborated", _("corroborated")
        CONTRADICTED = "contradicted", _("contradicted")
        OVERTAKEN = "overtaken", _("overtaken")

    series = models.ForeignKey(Series, models.CASCADE, related_name="changes", verbose_name=_("series"))
    what = models.CharField(_("change"), max_length=12, choices=What)
    day = models.DateField(_("day"), null=True, blank=True)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="changes", verbose_name=_("claim"))
    previous = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="followed_by", verbose_name=_("before")
    )
    difference = models.DecimalField(_("difference"), max_digits=20, decimal_places=4, null=True, blank=True)
    percent = models.DecimalField(_("percent"), max_digits=12, decimal_places=2, null=True, blank=True)

    # When the row came to be here, whatever day it is about: "new since my last visit" and feeds go by it.
    added_at = models.DateTimeField(_("found on"), db_default=Now(), editable=False)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint("claim", "previous", "what", name="change_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(what="first") | Q(previous__isnull=False), name="change_has_a_before"),
        ]
        indexes = [
            models.Index("series", "day", name="change_series_day"),
            models.Index("added_at", name="change_added"),
            models.Index(F("day").desc(nulls_last=True), F("id").desc(), name="change_newest"),
            # The newest change of a series by which something became different: `timeline.changes.TELLING`.
            models.Index(
                F("series"),
                F("day").desc(nulls_last=True),
                F("id").desc(),
                name="change_telling",
                condition=~Q(what__in=["first", "repeated"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.claim_id}"

    def get_what_display(self) -> str:  # type: ignore[no-redef, unused-ignore]
        """What kind of change it is, in the page's language."""
        return label(Change.What, self.what)
