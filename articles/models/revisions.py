"""The versions of an article that came in one after the other from the same address."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.articles import Article


class Revision(models.Model):
    """One version of an article as it came in. An article that never changed has none; one that did has all of its own.

    The version whose `content_hash` is the article's is the one that the article shows. Rows come and are never
    changed; they go with their article.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="revisions", verbose_name=_("article"))
    item = models.ForeignKey(
        "articles.BatchItem", models.SET_NULL, null=True, blank=True, related_name="revisions", verbose_name=_("item")
    )
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("text"))
    noise = models.JSONField(_("marked passages"), default=list, blank=True)
    content_hash = models.CharField(_("content hash"), max_length=64, editable=False)
    published_on = models.DateField(_("published"), null=True, blank=True)
    published_precision = models.CharField(_("precision"), max_length=8, choices=Article.Precision)
    retrieved_at = models.DateTimeField(_("retrieved"))

    class Meta:
        verbose_name = _("version of an article")
        verbose_name_plural = _("versions of articles")
        ordering = ["article", "retrieved_at", "pk"]
        constraints = [models.UniqueConstraint("article", "content_hash", name="revision_once")]

    def __str__(self) -> str:
        return f"{self.title} ({self.retrieved_at:%Y-%m-%d %H:%M})"

    def get_absolute_url(self) -> str:
        """The article with this version beside the one that it shows."""
        return f"{reverse('articles:versions', args=[self.article_id])}?new={self.pk}"
