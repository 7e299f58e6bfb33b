"""What editors do with claims beyond their columns: steps to undo, holds, skips; comments of readers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claims import Claim


class Step(models.Model):
    """One act of an editor upon one or many claims. `context` names the rows of history that it wrote.

    came, went: how many rows of change it brought and took. Undone by another step, never taken out of the list.
    """

    class Action(models.TextChoices):
        CORRECT = "correct", _("corrected")
        ACCEPT = "accept", _("accepted")
        REJECT = "reject", _("rejected")
        ADD = "add", _("added")
        RESTORE = "restore", _("taken back to a former version")
        PROPOSAL = "proposal", _("proposal taken over")
        BULK = "bulk", _("many at once")
        MERGE = "merge", _("names merged")
        RENAME = "rename", _("place renamed")
        UNDO = "undo", _("undone")

    action = models.CharField(_("act"), max_length=8, choices=Action)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("editor")
    )
    made_at = models.DateTimeField(_("done on"), auto_now_add=True, db_index=True)
    why = models.CharField(_("reason"), max_length=300, blank=True)
    context = models.UUIDField(db_index=True, editable=False)
    claim = models.ForeignKey(
        Claim, models.SET_NULL, null=True, blank=True, related_name="steps", verbose_name=_("claim")
    )
    fields = models.JSONField(_("fields"), default=list, blank=True)
    claims = models.PositiveIntegerField(_("claims"), default=1)
    came = models.PositiveIntegerField(_("changes that came"), default=0)
    went = models.PositiveIntegerField(_("changes that went"), default=0)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, verbose_name=_("approved by"), null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    undone = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="undoes")

    class Meta:
        verbose_name = _("act of an editor")
        verbose_name_plural = _("acts of editors")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.claims}"


class Hold(models.Model):
    """Who looks at a claim of the queue at the moment, so that two editors are not handed the same one."""

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="hold", verbose_name=_("claim"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor"))
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("hold")
        verbose_name_plural = _("holds")

    def __str__(self) -> str:
        return f"{self.claim_id} by {self.user_id}"


class Skip(models.Model):
    """A claim that an editor put off: it comes last in this editor's queue until then."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="skips", verbose_name=_("claim"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("editor"))
    until = models.DateTimeField(_("until"))

    class Meta:
        verbose_name = _("claim put off")
        verbose_name_plural = _("claims put off")
        constraints = [models.UniqueConstraint("claim", "user", name="skip_once")]

    def __str__(self) -> str:
        return f"{self.claim_id} by {self.user_id}"


class Comment(models.Model):
    """What a reader says of a claim; it reaches the queue until an editor settles it."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="comments", verbose_name=_("claim"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reader")
    )
    text = models.CharField(_("comment"), max_length=1000)
    made_at = models.DateTimeField(_("said on"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled on"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        indexes = [models.Index("claim", name="comment_open", condition=Q(settled_at__isnull=True))]

    def __str__(self) -> str:
        return self.text[:80]
