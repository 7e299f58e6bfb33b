"""What editors set of topics and series: who, when and why; and where single claims belong by their word.

An arrangement in force is a rule that linking follows: names and merges stand on topics and series as well
(`claims.models.series`), pins stand here. One that was undone stays in the list and has no effect.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.models.claims import Claim
from claims.models.series import Series, Topic
from claims.models.vocabulary import Kind
from claims.querysets import ArrangementQuerySet


class Arrangement(models.Model):
    """One decision about topics or series. Rows that are gone since are still told by name (`what`, `into`).

    claims, sources: how many moved, of how many sources; came, went: rows of change. vanished: for each row of change
    that went [claim, claim before or None, kind, when it was found], so that undoing gives it back as it was.
    """

    class Action(models.TextChoices):
        NAME_TOPIC = "name_topic", _("topic renamed")
        NAME_SERIES = "name_series", _("series renamed")
        MERGE_TOPICS = "merge_topics", _("topics merged")
        MERGE_SERIES = "merge_series", _("series merged")
        SPLIT = "split", _("series split")
        MOVE = "move", _("claim moved")

    action = models.CharField(_("arrangement"), max_length=12, choices=Action)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("arranged by")
    )
    made_at = models.DateTimeField(_("arranged on"), auto_now_add=True)
    why = models.CharField(_("reason"), max_length=300, blank=True)

    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="arrangements", verbose_name=_("topic"))
    into_topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, related_name="+", verbose_name=_("into the topic")
    )
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, related_name="arrangements", verbose_name=_("series")
    )
    into_series = models.ForeignKey(
        Series, models.SET_NULL, null=True, related_name="+", verbose_name=_("into the series")
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)

    what = models.CharField(_("what was arranged"), max_length=700)
    into = models.CharField(_("what it became"), max_length=700, blank=True)
    claims = models.PositiveIntegerField(_("claims"), default=0)
    sources = models.PositiveIntegerField(_("sources"), default=0)
    came = models.PositiveIntegerField(_("changes that came"), default=0)
    went = models.PositiveIntegerField(_("changes that went"), default=0)
    vanished = models.JSONField(default=list, editable=False)

    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("approved by")
    )
    undone_at = models.DateTimeField(_("undone on"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("undone by")
    )
    undoing_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("undoing approved by")
    )

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrangement")
        verbose_name_plural = _("arrangements")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "topic", condition=Q(action="merge_topics", undone_at__isnull=True), name="topic_merged_once"
            ),
            models.UniqueConstraint(
                "series", condition=Q(action="merge_series", undone_at__isnull=True), name="series_merged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.what}"


class Pin(models.Model):
    """One claim that an editor put into a series, or into none (`series` empty). It exists while it is in force.

    The claim is known by its row, and by its words where the machine read the article anew: start, end, figure_start,
    figure_end are offsets into the article's text, as in `Claim`.
    """

    arrangement = models.ForeignKey(Arrangement, models.CASCADE, related_name="pins", verbose_name=_("arrangement"))
    article = models.ForeignKey(Article, models.CASCADE, related_name="pins", verbose_name=_("article"))
    claim = models.ForeignKey(Claim, models.SET_NULL, null=True, related_name="pins", verbose_name=_("claim"))
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, blank=True, related_name="pins", verbose_name=_("series")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    start = models.PositiveIntegerField(_("evidence from"))
    end = models.PositiveIntegerField(_("evidence to"))
    figure_start = models.PositiveIntegerField(null=True, blank=True)
    figure_end = models.PositiveIntegerField(null=True, blank=True)
    quote = models.TextField(_("evidence"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    made_at = models.DateTimeField(_("arranged on"), auto_now_add=True)

    class Meta:
        verbose_name = _("pin")
        verbose_name_plural = _("pins")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("arrangement", "claim", name="pin_once")]

    def __str__(self) -> str:
        return f"{self.claim_id} → {self.series_id}"
