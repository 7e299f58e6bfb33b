"""What is stored of claims. Change is a row, never an overwrite: triggers keep every former version."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims import records
from claims.querysets import ChangeQuerySet, ClaimQuerySet, ExtractionRunQuerySet, SeriesQuerySet, TopicQuerySet
from claimtrack.sorting import german_sort_key


class Kind(models.TextChoices):
    COUNT = records.Kind.COUNT, _("figure")
    LOCATION = records.Kind.LOCATION, _("place")
    STATEMENT = records.Kind.STATEMENT, _("position")


class Metric(models.TextChoices):
    DEPLOYED = records.Metric.DEPLOYED, _("deployed")
    PLANNED = records.Metric.PLANNED, _("planned")
    STRENGTH = records.Metric.STRENGTH, _("strength")
    KILLED = records.Metric.KILLED, _("killed")
    WOUNDED = records.Metric.WOUNDED, _("wounded")
    MISSING = records.Metric.MISSING, _("missing")
    CAPTURED = records.Metric.CAPTURED, _("captured")
    CASUALTIES = records.Metric.CASUALTIES, _("casualties")
    DISPLACED = records.Metric.DISPLACED, _("displaced")
    PARTICIPANTS = records.Metric.PARTICIPANTS, _("participants")
    JOBS = records.Metric.JOBS, _("jobs")
    MONEY = records.Metric.MONEY, _("money")
    AREA = records.Metric.AREA, _("area")
    EQUIPMENT = records.Metric.EQUIPMENT, _("equipment")
    UNITS = records.Metric.UNITS, _("units")
    OTHER = records.Metric.OTHER, _("other")


class Approximation(models.TextChoices):
    EXACT = records.Approximation.EXACT, _("exactly")
    ABOUT = records.Approximation.ABOUT, _("about")
    MORE_THAN = records.Approximation.MORE_THAN, _("more than")
    LESS_THAN = records.Approximation.LESS_THAN, _("less than")
    UP_TO = records.Approximation.UP_TO, _("up to")
    RANGE = records.Approximation.RANGE, _("between")
    VAGUE = records.Approximation.VAGUE, _("vaguely")


class Stance(models.TextChoices):
    ASSERTS = records.Stance.ASSERTS, _("asserts")
    HEDGES = records.Stance.HEDGES, _("hedges")
    EXPECTS = records.Stance.EXPECTS, _("expects")
    CONFIRMS = records.Stance.CONFIRMS, _("confirms")
    CANNOT_CONFIRM = records.Stance.CANNOT_CONFIRM, _("cannot confirm")
    DENIES = records.Stance.DENIES, _("denies")


class SourceType(models.TextChoices):
    INTELLIGENCE = records.SourceType.INTELLIGENCE, _("intelligence service")
    GOVERNMENT = records.SourceType.GOVERNMENT, _("government")
    MILITARY = records.SourceType.MILITARY, _("military")
    ALLIANCE = records.SourceType.ALLIANCE, _("alliance")
    MEDIA = records.SourceType.MEDIA, _("media")
    AGENCY = records.SourceType.AGENCY, _("news agency")
    ORGANISATION = records.SourceType.ORGANISATION, _("organisation")
    EXPERT = records.SourceType.EXPERT, _("expert")
    POLICE = records.SourceType.POLICE, _("police")
    PERSON = records.SourceType.PERSON, _("person")
    UNNAMED = records.SourceType.UNNAMED, _("unnamed")


class PlaceRole(models.TextChoices):
    AT = records.PlaceRole.AT, _("at")
    FROM = records.PlaceRole.FROM, _("from")
    TO = records.PlaceRole.TO, _("to")
    VIA = records.PlaceRole.VIA, _("via")


class Precision(models.TextChoices):
    DAY = records.Precision.DAY, _("day")
    WEEK = records.Precision.WEEK, _("week")
    MONTH = records.Precision.MONTH, _("month")
    YEAR = records.Precision.YEAR, _("year")
    RANGE = records.Precision.RANGE, _("from–to")
    OPEN = records.Precision.OPEN, _("open")
    UNKNOWN = records.Precision.UNKNOWN, _("unknown")


class NamedRow(models.Model):
    """A row listed by name in German order."""

    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step with what is shown."""
        self.sort_key = german_sort_key(str(self))
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed on


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Actor(NamedRow):
    """An institution or person that speaks or is spoken of, under its canonical name."""

    class Origin(models.TextChoices):
        SHIPPED = "shipped", _("shipped")
        MACHINE = "machine", _("read by the machine")
        EDITOR = "editor", _("set by an editor")

    name = models.CharField(_("name"), max_length=200, unique=True)
    type = models.CharField(_("type"), max_length=12, choices=SourceType)
    country = models.CharField(_("country"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.MACHINE)

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["sort_key"]
        constraints = [
            models.CheckConstraint(condition=Q(type__in=SourceType.values), name="actor_type_known"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="actor_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class ActorAlias(models.Model):
    """Another name of an actor; one name means one actor."""

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases", verbose_name=_("actor"))
    name = models.CharField(_("name"), max_length=300, unique=True)
    origin = models.CharField(_("origin"), max_length=8, choices=Actor.Origin, default=Actor.Origin.MACHINE)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")

    def __str__(self) -> str:
        return self.name


class Place(NamedRow):
    """A place in its German nominative. Its kind decides whether a figure there counts the whole or a part."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        REGION = "region", _("region")
        CITY = "city", _("city")
        BORDER = "border", _("border")
        GENERIC = "generic", _("no name of its own")

    name = models.CharField(_("name"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, blank=True)
    country = models.CharField(_("country"), max_length=100, blank=True)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts", verbose_name=_("lies in")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class ExtractionRun(models.Model):
    """One reading of one article by one version of rules and model; at most one is open per article."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being read")
        DONE = "done", _("read")
        FAILED = "failed", _("failed")

    article = models.ForeignKey(Article, models.CASCADE, related_name="runs", verbose_name=_("article"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    code_version = models.CharField(_("version of the rules"), max_length=40, blank=True)
    model_version = models.CharField(_("version of the model"), max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)

    objects = ExtractionRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("extraction run")
        verbose_name_plural = _("extraction runs")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "article", condition=Q(state__in=["waiting", "running"]), name="run_one_open_per_article"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(error=""), name="run_failure_has_error"),
        ]
        indexes = [models.Index("state", "lease_until", name="run_open", condition=Q(state__in=["waiting", "running"]))]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.state}"


class Topic(NamedRow):
    """What a story counts or places: an actor (or place) and a class, `Nordkorea · Soldaten`."""

    actor = models.CharField(_("actor or place"), max_length=200, blank=True)
    subject_class = models.CharField(_("class"), max_length=200)
    title = models.CharField(_("title set by an editor"), max_length=300, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_key"]
        constraints = [models.UniqueConstraint("actor", "subject_class", name="topic_once")]

    def __str__(self) -> str:
        return self.title or " · ".join(part for part in (self.actor, self.subject_class) if part)

    def get_absolute_url(self) -> str:
        """The topic's timeline."""
        return reverse("claims:topic", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """The readable part of the address; the number alone decides."""
        return slugify(self.sort_key) or "topic"


class Series(models.Model):
    """Comparable claims of a topic: one kind, one metric (counts), one place (`scope`)."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="series", verbose_name=_("topic"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    metric = models.CharField(_("metric"), max_length=12, choices=Metric, blank=True)
    scope = models.CharField(_("place"), max_length=200, blank=True)
    title = models.CharField(_("title set by an editor"), max_length=300, blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["topic", "kind", "metric", "scope"]
        constraints = [
            models.UniqueConstraint("topic", "kind", "metric", "scope", name="series_once"),
            models.CheckConstraint(condition=Q(kind="count") ^ Q(metric=""), name="series_metric_for_counts"),
        ]

    def __str__(self) -> str:
        return self.title or " · ".join(
            part for part in (str(self.topic), self.get_metric_display(), self.scope) if part
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Claim(models.Model):
    """One assertion of one source in one article. Fields are those of `records.NormalisedClaim`.

    start, end, figure_start, figure_end: character offsets into `article.text`, end exclusive.
    """

    class Review(models.TextChoices):
        MACHINE = "machine", _("as read by the machine")
        ACCEPTED = "accepted", _("accepted")
        CORRECTED = "corrected", _("corrected")
        REJECTED = "rejected", _("rejected")

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
    source_name = models.CharField(_("source as written"), max_length=300, blank=True)
    speaker = models.CharField(_("speaker"), max_length=200, blank=True)
    via = models.CharField(_("relayed by"), max_length=200, blank=True)
    stance = models.CharField(_("stance"), max_length=14, choices=Stance)
    rule = models.CharField(_("read by rule"), max_length=200, blank=True)
    confidence = models.FloatField(_("confidence"), default=0.5)
    review = models.CharField(_("review"), max_length=10, choices=Review, default=Review.MACHINE)
    version = models.PositiveIntegerField(_("version"), default=1)
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="claims", verbose_name=_("series")
    )
    series_by_editor = models.BooleanField(_("series set by an editor"), default=False)
    created_at = models.DateTimeField(_("read on"), auto_now_add=True)

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
        ]
        indexes = [
            models.Index("series", "reported_on", name="claim_series_day"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    def get_absolute_url(self) -> str:
        """The claim's card as a page."""
        return reverse("claims:claim", args=[self.pk])


class ClaimPlace(models.Model):
    """A place of a claim, with its role."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="places", verbose_name=_("claim"))
    place = models.ForeignKey(Place, models.PROTECT, related_name="claims", verbose_name=_("place"))
    role = models.CharField(_("role"), max_length=4, choices=PlaceRole)

    class Meta:
        verbose_name = _("place of a claim")
        verbose_name_plural = _("places of claims")
        constraints = [models.UniqueConstraint("claim", "place", "role", name="claim_place_once")]

    def __str__(self) -> str:
        return f"{self.role} {self.place}"


class Change(models.Model):
    """What became of a claim in its series: against the source's own last word, or another source's."""

    class What(models.TextChoices):
        FIRST = "first", _("first")
        RAISED = "raised", _("raised")
        LOWERED = "lowered", _("lowered")
        REFINED = "refined", _("refined")
        WIDENED = "widened", _("widened")
        REPEATED = "repeated", _("repeated")
        CONFIRMED = "confirmed", _("confirmed")
        ADMITTED = "admitted", _("admitted")
        RETRACTED = "retracted", _("retracted")
        CORROBORATED = "corroborated", _("corroborated")
        CONTRADICTED = "contradicted", _("contradicted")

    series = models.ForeignKey(Series, models.CASCADE, related_name="changes", verbose_name=_("series"))
    what = models.CharField(_("change"), max_length=12, choices=What)
    day = models.DateField(_("day"), null=True, blank=True)
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="changes", verbose_name=_("claim"))
    previous = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="followed_by", verbose_name=_("before")
    )
    difference = models.DecimalField(_("difference"), max_digits=20, decimal_places=4, null=True, blank=True)
    percent = models.DecimalField(_("percent"), max_digits=12, decimal_places=2, null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint("claim", "previous", "what", name="change_once", nulls_distinct=False),
            models.CheckConstraint(condition=Q(what="first") | Q(previous__isnull=False), name="change_has_a_before"),
        ]
        indexes = [models.Index("series", "day", name="change_series_day")]

    def __str__(self) -> str:
        return f"{self.what}: {self.claim_id}"
