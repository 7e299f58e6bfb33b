"""The claims themselves. Change is a row, never an overwrite: triggers keep every former version."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.models.actors import Actor, Place
from claims.models.runs import ExtractionRun
from claims.models.series import Series
from claims.models.vocabulary import Approximation, Kind, Metric, PlaceRole, Precision, Stance
from claims.querysets import ClaimQuerySet

SEARCH_CONFIG = "german"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), exclude=["search"])
class Claim(models.Model):
    """One assertion of one source in one article. Fields are those of `records.NormalisedClaim`.

    start, end, figure_start, figure_end: character offsets into `article.text`, end exclusive.
    """

    class Review(models.TextChoices):
        MACHINE = "machine", _("as read by the machine")
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")

    class Rejection(models.TextChoices):
        NO_CLAIM = "no_claim", _("not a claim")
        FIGURE = "figure", _("wrong figure")
        SOURCE = "source", _("wrong source")
        DATE = "date", _("wrong date")
        DUPLICATE = "duplicate", _("duplicate")
        OTHER = "other", _("other reason")

    article = models.ForeignKey(Article, models.CASCADE, related_name="claims", verbose_name=_("article"))
    run = models.ForeignKey(
        ExtractionRun, models.SET_NULL, null=True, blank=True, related_name="claims", verbose_name=_("run")
    )
    start = models.PositiveIntegerField(_("evidence from"))
    end = models.PositiveIntegerField(_("evidence to"))
    quote = models.TextField(_("evidence"))
    figure_start = models.PositiveIntegerField(null=True, blank=True)
    figure_end = models.PositiveIntegerField(null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject = models.CharField(_("subject"), max_length=300)
    subject_actor = models.CharField(_("subject's actor or place"), max_length=200, blank=True)
    subject_class = models.CharField(_("subject's class"), max_length=200, blank=True)
    metric = models.CharField(_("metric"), max_length=12, choices=Metric, blank=True)
    value_low = models.DecimalField(_("at least"), max_digits=20, decimal_places=4, null=True, blank=True)
    value_high = models.DecimalField(_("at most"), max_digits=20, decimal_places=4, null=True, blank=True)
    approx = models.CharField(_("wording"), max_length=10, choices=Approximation, blank=True)
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    # What the same text says was said before: `von 12 auf 10 korrigiert`. Neither filters nor exports ask for it.
    former = models.DecimalField(_("figure before"), max_digits=20, decimal_places=4, null=True, blank=True)
    takes_back = models.BooleanField(_("takes that back"), default=False, db_default=False)
    event_from = models.DateField(_("happened from"), null=True, blank=True)
    event_to = models.DateField(_("happened to"), null=True, blank=True)
    event_precision = models.CharField(_("precision"), max_length=8, choices=Precision, default=Precision.UNKNOWN)
    reported_on = models.DateField(_("said on"), null=True, blank=True)
    source = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        verbose_name=_("source"),
        help_text=_("who answers for it"),
    )
    # Whom the claim names, where that one was merged into `source`. Kept by PostgreSQL (migration 0014): who writes
    # `source_id` writes whom is meant, and the row gets the actor at the end of the merges in force.
    merged_source = models.ForeignKey(
        Actor, models.PROTECT, null=True, blank=True, editable=False, related_name="+", db_index=False,
        verbose_name=_("source before it was merged"),
    )  # fmt: skip
    source_name = models.CharField(_("source as written"), max_length=300, blank=True)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    via = models.CharField(_("relayed by"), max_length=200, blank=True)
    stance = models.CharField(_("stance"), max_length=14, choices=Stance)
    rule = models.CharField(_("read by rule"), max_length=200, blank=True)
    confidence = models.FloatField(_("confidence"), default=0.5)
    review = models.CharField(_("review"), max_length=10, choices=Review, default=Review.MACHINE)
    rejected_for = models.CharField(
        _("rejected because"), max_length=9, choices=Rejection, blank=True, default="", db_default=""
    )
    note = models.CharField(_("note"), max_length=300, blank=True, default="", db_default="")
    version = models.PositiveIntegerField(_("version"), default=1)
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="claims", verbose_name=_("series")
    )
    series_by_editor = models.BooleanField(_("series set by an editor"), default=False)
    created_at = models.DateTimeField(_("read on"), auto_now_add=True)

    # Words of evidence and subject, brought to their stems; kept by PostgreSQL, never by hand.
    search = models.GeneratedField(
        expression=SearchVector("quote", "subject", config=SEARCH_CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )

    objects = ClaimQuerySet.as_manager()
    pgh_event_model: ClassVar[Any]  # its history, made by pghistory at run time

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["article", "start", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claim_evidence_not_empty"),
            models.CheckConstraint(
                condition=Q(value_low__isnull=True) | Q(value_high__isnull=True) | Q(value_low__lte=F("value_high")),
                name="claim_range_in_order",
            ),
            models.CheckConstraint(
                condition=Q(kind="count")
                & ~Q(metric="")
                & (Q(value_low__isnull=False) | Q(value_high__isnull=False))
                & ~Q(approx="")
                | ~Q(kind="count") & Q(metric="", approx="", value_low__isnull=True, value_high__isnull=True),
                name="claim_value_for_counts",
            ),
            models.CheckConstraint(
                condition=Q(event_from__isnull=True) | Q(event_to__isnull=True) | Q(event_from__lte=F("event_to")),
                name="claim_event_in_order",
            ),
            models.CheckConstraint(condition=Q(confidence__gte=0, confidence__lte=1), name="claim_confidence_0_to_1"),
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="claim_stance_known"),
            models.CheckConstraint(
                condition=Q(rejected_for="") | Q(review="rejected"), name="claim_rejected_for_only_where_rejected"
            ),
        ]
        indexes = [
            models.Index("series", "reported_on", name="claim_series_day"),
            GinIndex(fields=["search"], name="claim_search"),
            # What sums over topics ask of claims stands in the index: hundreds of thousands are counted for one list.
            models.Index(
                fields=["series"],
                include=["id", "source", "article", "kind", "reported_on"],
                name="claim_of_series",
                condition=~Q(review="rejected"),
            ),
            # The queue of review takes the least certain first, of those that nobody looked at.
            models.Index("confidence", "id", name="claim_unreviewed", condition=Q(review="machine")),
            # What editors decided on is a small part of all, and is counted and judged by itself.
            models.Index("article", name="claim_decided", condition=~Q(review="machine")),
            models.Index("merged_source", name="claim_merged_source", condition=Q(merged_source__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    def get_absolute_url(self) -> str:
        """The claim's card as a page."""
        return reverse("claims:claim", args=[self.pk])


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ClaimPlace(models.Model):
    """A place of a claim, with its role."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="places", verbose_name=_("claim"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="claims", verbose_name=_("place"))
    role = models.CharField(_("role"), max_length=4, choices=PlaceRole)
    # Which place the claim names, where that one was merged into `place`; and rows that a merge made the same as this
    # one: `row` and `place`, their numbers (`row` None for one that never stood alone). Written by `claims.placing`.
    merged_place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, editable=False, related_name="+", db_index=False,
        verbose_name=_("place before it was merged"),
    )  # fmt: skip
    folded = models.JSONField(null=True, blank=True, editable=False)

    pgh_event_model: ClassVar[Any]  # its history, made by pghistory at run time

    class Meta:
        verbose_name = _("place of a claim")
        verbose_name_plural = _("places of claims")
        constraints = [models.UniqueConstraint("claim", "place", "role", name="claim_place_once")]
        indexes = [
            models.Index("merged_place", name="claim_place_merged", condition=Q(merged_place__isnull=False)),
            models.Index("claim", name="claim_place_folded", condition=Q(folded__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.place}"
