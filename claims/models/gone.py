"""Claims that a later version of their article does not have any more."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Revision
from claims.models.claims import Claim


def text_with(claim: Claim) -> str:
    """The text that the claim's offsets count in: its article's, or the last version's that has it."""
    gone: Gone | None = getattr(claim, "gone", None)
    return gone.revision.text if gone else claim.article.text


class Gone(models.Model):
    """A claim that was printed once and is gone from the text. It was said, so it counts until the day it left.

    revision: the last version that has it; the claim's offsets count in that one's text, not in the article's.
    without: the first version that came in without it. day: by when the text had changed (`articles.versions`), unknown
    where that version says nothing. place_start, place_end: what its sentence has become in that version's text, where
    it tells another figure; instead: the claim that was read there (`claims.carrying`).
    """

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="gone", verbose_name=_("claim"))
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name=_("last version with it"))
    without = models.ForeignKey(
        Revision, models.SET_NULL, null=True, related_name="+", verbose_name=_("first version without it")
    )
    day = models.DateField(_("gone by"), null=True)
    place_start = models.PositiveIntegerField(null=True, editable=False)
    place_end = models.PositiveIntegerField(null=True, editable=False)
    instead = models.ForeignKey(
        Claim, models.SET_NULL, null=True, related_name="overwrites", verbose_name=_("claim in its place")
    )
    noted_at = models.DateTimeField(_("gone since"), auto_now_add=True)

    class Meta:
        verbose_name = _("claim gone from the text")
        verbose_name_plural = _("claims gone from the text")

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.revision_id}"
