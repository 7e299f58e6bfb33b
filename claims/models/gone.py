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
    """A claim that was printed once and is gone from the text. It still counts: it was said.

    revision: the last version that has it; the claim's offsets count in that one's text, not in the article's.
    """

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="gone", verbose_name=_("claim"))
    revision = models.ForeignKey(Revision, models.CASCADE, related_name="+", verbose_name=_("last version with it"))
    noted_at = models.DateTimeField(_("gone since"), auto_now_add=True)

    class Meta:
        verbose_name = _("claim gone from the text")
        verbose_name_plural = _("claims gone from the text")

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.revision_id}"
