"""Topics, and the series of comparable claims in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from claims.models.actors import NamedRow
from claims.models.vocabulary import Kind, Metric
from claims.querysets import SeriesQuerySet, TopicQuerySet


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
