"""Topics, and the series of comparable claims in them: machine-made keys, and what editors set over them.

The keys (actor and class; kind, metric and scope) are the machine's and never change. An editor's words stand beside
them (`title`, `title_en`), and so does where the claims of a key go instead (`merged_into`); `claims.arranging` alone
writes both, and `claims.membership` follows them whenever claims are linked.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from claims.models.actors import NamedRow
from claims.models.vocabulary import Kind, Metric
from claims.querysets import SeriesQuerySet, TopicQuerySet


class Topic(NamedRow):
    """What a story counts or places: an actor (or place) and a class, `Nordkorea · Soldaten`.

    A topic that an editor made has no actor: its class is the name that was typed, which no rule ever hands out.
    """

    actor = models.CharField(_("actor or place"), max_length=200, blank=True)
    subject_class = models.CharField(_("class"), max_length=200)
    title = models.CharField(_("title set by an editor"), max_length=300, blank=True)
    title_en = models.CharField(_("title set by an editor, in English"), max_length=300, blank=True, db_default="")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name=_("merged into")
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint("actor", "subject_class", name="topic_once"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="topic_not_into_itself"),
        ]

    def __str__(self) -> str:
        return shown_title(self.title, self.title_en) or self.key_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Sort by the German name, whatever language the editor reads."""
        with override("de"):
            super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """The topic's timeline."""
        return reverse("claims:topic", args=[self.pk, self.slug])

    @property
    def key_name(self) -> str:
        """What it is called as long as no editor names it."""
        return " · ".join(part for part in (self.actor, self.subject_class) if part)

    @property
    def lang(self) -> str:
        """The language that it is called in on this page: machines and most editors name it in German."""
        return "en" if self.title_en and (get_language() or "").startswith("en") else "de"

    @property
    def slug(self) -> str:
        """The readable part of the address; the number alone decides."""
        return slugify(self.sort_key) or "topic"


class Series(models.Model):
    """Comparable claims of a topic: one kind, one metric (counts), one place (`scope`); or a `part` split off it."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="series", verbose_name=_("topic"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    metric = models.CharField(_("metric"), max_length=12, choices=Metric, blank=True)
    scope = models.CharField(_("place"), max_length=200, blank=True)
    # The number of the arrangement that split it off: such a series has no key that a rule would hand out.
    part = models.CharField(_("split off by"), max_length=20, blank=True, db_default="")
    title = models.CharField(_("title set by an editor"), max_length=300, blank=True)
    title_en = models.CharField(_("title set by an editor, in English"), max_length=300, blank=True, db_default="")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from", verbose_name=_("merged into")
    )

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["topic", "kind", "metric", "scope"]
        constraints = [
            models.UniqueConstraint("topic", "kind", "metric", "scope", "part", name="series_once"),
            models.CheckConstraint(condition=Q(kind="count") ^ Q(metric=""), name="series_metric_for_counts"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="series_not_into_itself"),
        ]

    def __str__(self) -> str:
        return shown_title(self.title, self.title_en) or " · ".join(
            part for part in (str(self.topic), self.get_metric_display(), self.scope) if part
        )

    @property
    def name(self) -> str:
        """What it is called within its topic: what is counted, and where."""
        named = shown_title(self.title, self.title_en)
        what = self.get_metric_display() or self.get_kind_display()
        return named or " · ".join(part for part in (what, self.scope) if part)


def shown_title(german: str, english: str) -> str:
    """Choose an editor's title for the language of the page; one that was given for German alone serves English too."""
    return english if english and (get_language() or "").startswith("en") else german
