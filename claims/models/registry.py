"""What admins decide about names: merges in force and ended, and aliases that corrections propose.

A merge leaves both rows and all names as they are (`Mergeable.merged_into`); what it moves elsewhere is noted here, so
that ending it gives everything back as it was.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.actors import Actor, Place
from claims.models.claims import Claim
from claims.models.reviewing import Step


class Merge(models.Model):
    """One actor into another one, or one place. In force until `ended_at`; `step` is the act that put it in force.

    names, into_name: topics about these names follow, if any, into those about that one. led: numbers of the topics
    that lead on to others since. kept: those of the series that claims may come back to, which are not removed before.
    renamed: whether the row that it went into was made for it; that row may be taken away when the merge ends.
    vanished: for each row of change that went [claim, claim before or None, kind, when it was found].
    """

    step = models.OneToOneField(Step, models.CASCADE, related_name="merge", verbose_name=_("act"))
    actor = models.ForeignKey(Actor, models.CASCADE, null=True, related_name="merges", verbose_name=_("actor"))
    into_actor = models.ForeignKey(Actor, models.CASCADE, null=True, related_name="+", verbose_name=_("into the actor"))
    place = models.ForeignKey(Place, models.CASCADE, null=True, related_name="merges", verbose_name=_("place"))
    into_place = models.ForeignKey(
        Place, models.SET_NULL, null=True, related_name="+", verbose_name=_("into the place")
    )
    renamed = models.BooleanField(default=False, db_default=False, editable=False)
    what = models.CharField(_("what was merged"), max_length=200)
    into = models.CharField(_("what it was merged into"), max_length=200)
    names = models.JSONField(default=list, editable=False)
    into_name = models.CharField(max_length=300, blank=True, editable=False)
    led = models.JSONField(default=list, editable=False)
    kept = models.JSONField(default=list, db_default=[], editable=False)
    vanished = models.JSONField(default=list, editable=False)
    series = models.PositiveIntegerField(_("series"), default=0)
    topics = models.PositiveIntegerField(_("topics"), default=0)
    aliases = models.PositiveIntegerField(_("aliases"), default=0)
    ended_at = models.DateTimeField(_("ended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, into_actor__isnull=False, place__isnull=True, into_place__isnull=True)
                | Q(actor__isnull=True, into_actor__isnull=True, place__isnull=False)
                & (Q(into_place__isnull=False) | Q(renamed=True, ended_at__isnull=False)),
                name="merge_of_one_kind",
            ),
            models.UniqueConstraint("actor", condition=Q(ended_at__isnull=True), name="actor_merged_once"),
            models.UniqueConstraint("place", condition=Q(ended_at__isnull=True), name="place_merged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.what} → {self.into}"


class AliasProposal(models.Model):
    """A name that an editor's correction put to an actor or a place: used by nobody before an admin approves it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    name = models.CharField(_("name"), max_length=300)
    actor = models.ForeignKey(
        Actor, models.CASCADE, null=True, blank=True, related_name="proposed", verbose_name=_("actor")
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="proposed", verbose_name=_("place")
    )
    claim = models.ForeignKey(Claim, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("claim"))
    times = models.PositiveIntegerField(_("how often"), default=1)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("editor")
    )
    made_at = models.DateTimeField(_("proposed on"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("proposed alias")
        verbose_name_plural = _("proposed aliases")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(actor__isnull=False, place__isnull=True) | Q(actor__isnull=True, place__isnull=False),
                name="alias_proposal_of_one_kind",
            ),
            # Asked once: what was refused is not asked again, only counted.
            models.UniqueConstraint("name", "actor", name="alias_proposed_once"),
            models.UniqueConstraint("name", "place", name="place_alias_proposed_once"),
        ]
        indexes = [models.Index("made_at", name="alias_proposal_open", condition=Q(state="open"))]

    def __str__(self) -> str:
        return f"{self.name} = {self.actor or self.place}"
