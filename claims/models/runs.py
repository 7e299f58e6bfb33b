"""The readings of articles by the machine."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.querysets import ExtractionRunQuerySet


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
    # Of an article read again: who asked for it, and what became of its claims.
    rereading = models.ForeignKey(
        "claims.Rereading", models.SET_NULL, null=True, blank=True, related_name="runs", verbose_name=_("rereading")
    )
    n_new = models.PositiveIntegerField(_("claims added"), default=0, db_default=0)
    n_changed = models.PositiveIntegerField(_("claims changed"), default=0, db_default=0)
    n_gone = models.PositiveIntegerField(_("claims dropped"), default=0, db_default=0)
    n_decided = models.PositiveIntegerField(_("claims kept as editors decided"), default=0, db_default=0)

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
