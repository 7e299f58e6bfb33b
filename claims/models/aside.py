"""What is kept of claims while the bin holds their articles, so that they come back as they were."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from claims.models.changes import Change
from claims.models.claims import Claim
from claims.models.series import Series


class Aside(models.Model):
    """A hidden article, and each series that its claims left: the series stays, though empty, with all its addresses.

    One row without a series says that the article's claims have to be linked once it is shown again. rebuilt: whether
    the changes of the other claims of the series are made anew without them.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="+", verbose_name=_("article"))
    series = models.ForeignKey(Series, models.CASCADE, null=True, related_name="aside", verbose_name=_("series"))
    rebuilt = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("article set aside")
        verbose_name_plural = _("articles set aside")
        constraints = [models.UniqueConstraint("article", "series", name="aside_once", nulls_distinct=False)]
        indexes = [models.Index("series", name="aside_to_rebuild", condition=models.Q(rebuilt=False))]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.series_id}"


class ChangeAside(models.Model):
    """When a change was found that went with hidden articles: back again, it is as old as it was, and no news."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+", verbose_name=_("claim"))
    previous = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="+", verbose_name=_("before"))
    what = models.CharField(_("change"), max_length=12, choices=Change.What)
    added_at = models.DateTimeField(_("found on"))

    class Meta:
        verbose_name = _("change set aside")
        verbose_name_plural = _("changes set aside")
        constraints = [
            models.UniqueConstraint("claim", "previous", "what", name="change_aside_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.claim_id}"
