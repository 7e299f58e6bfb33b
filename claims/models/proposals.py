"""What waits until somebody has decided: a later run's reading, and an editor's act that needs a second editor."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.models.claims import Claim
from claims.models.reviewing import Step
from claims.models.runs import ExtractionRun
from claims.querysets import ProposalQuerySet


class Proposal(models.Model):
    """One thing to decide on, whatever the number of claims it is about.

    values: by names of `corrections.EDITABLE`, as JSON; `version` is the claim's that they were meant for. Of many,
    `members` are their numbers and `versions` what the editor saw of each. `event`: the version of history to go back
    to; `step`: the act to undo; `article`: where a claim is to be added.

    Of topics, series and names `deed` says what is to be done, as `claims.reviewing.deeds` keeps it, and `about` the
    rows that it bears on, such as `topic:7`: by number, so that a request outlives what it is about.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        TAKEN = "taken", _("taken over")
        REFUSED = "refused", _("refused")
        STALE = "stale", _("overtaken")
        DROPPED = "dropped", _("withdrawn")

    class Act(models.TextChoices):
        READING = "reading", _("a new reading")
        CORRECT = "correct", _("a correction")
        ADD = "add", _("a claim to add")
        MANY = "many", _("many at once")
        RESTORE = "restore", _("back to a former version")
        UNDO = "undo", _("an act to undo")
        ARRANGE = "arrange", _("topics and series")
        NAMES = "names", _("actors and places")

    act = models.CharField(_("act"), max_length=7, choices=Act, default=Act.READING)
    claim = models.ForeignKey(
        Claim, models.CASCADE, null=True, blank=True, related_name="proposals", verbose_name=_("claim")
    )
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("article")
    )
    step = models.ForeignKey(
        Step, models.CASCADE, null=True, blank=True, related_name="proposals", verbose_name=_("act of an editor")
    )
    event = models.PositiveIntegerField(_("event of history"), null=True, blank=True)
    members = ArrayField(models.BigIntegerField(), verbose_name=_("claims"), default=list, blank=True)
    versions = ArrayField(models.PositiveIntegerField(), verbose_name=_("versions"), default=list, blank=True)
    deed = models.JSONField(default=dict, blank=True, editable=False)
    about = ArrayField(models.CharField(max_length=40), default=list, blank=True, editable=False)
    run = models.ForeignKey(
        ExtractionRun, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("run")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("editor")
    )
    version = models.PositiveIntegerField(_("version"), default=0)
    values = models.JSONField(_("values"), default=dict)
    why = models.CharField(_("reason"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(_("proposed on"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["pk"]
        constraints = [
            # Of each claim the machine proposes one thing at a time: its last run's.
            models.UniqueConstraint("claim", condition=Q(state="open", act="reading"), name="proposal_by_machine_once"),
            models.UniqueConstraint("step", condition=Q(state="open"), name="proposal_to_undo_once"),
            models.CheckConstraint(
                condition=~Q(act__in=["reading", "correct", "restore"]) | Q(claim__isnull=False),
                name="proposal_about_a_claim",
            ),
        ]
        indexes = [
            models.Index("made_at", name="proposal_open", condition=Q(state="open")),
            # A run may propose a hundred thousand readings: what people asked for is found among few.
            models.Index("made_at", name="proposal_asked", condition=Q(state="open") & ~Q(act="reading")),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.claim_id or len(self.members) or self.article_id or self.step_id}"
