"""Near copies: by what they are found, which two are alike, and the groups that they make."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class CopyGroup(models.Model):
    """Articles of which each is a near copy of another one in the group; `Article.copies` names the group.

    size, first_on, agency tell of its articles and are kept by `articles.grouping`, for lists of thousands of groups.
    """

    size = models.PositiveIntegerField(_("articles"), default=0)
    first_on = models.DateField(_("first printed"), null=True, blank=True)
    agency = models.CharField(_("agency"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("group of copies")
        verbose_name_plural = _("groups of copies")
        ordering = ["-first_on", "-pk"]
        indexes = [
            models.Index(F("first_on").desc(nulls_last=True), F("id").desc(), name="copies_by_day"),
            models.Index(F("size").desc(), F("id").desc(), name="copies_by_size"),
            models.Index("agency", name="copies_by_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.size}"

    def get_absolute_url(self) -> str:
        """The group with its articles and where they differ."""
        return reverse("articles:copies", args=[self.pk])


class Signature(models.Model):
    """The MinHash bands of an article's text (`articles.alike.signatures`); a trigger makes one with each article.

    is_waiting: the text is new, so that nobody has looked for its copies yet (`articles.near`).
    """

    article = models.OneToOneField("articles.Article", models.CASCADE, primary_key=True, related_name="signature")
    words = models.PositiveIntegerField(default=0, db_default=0)
    bands = ArrayField(models.IntegerField(), default=list, db_default=[])
    is_waiting = models.BooleanField(default=True, db_default=True)

    class Meta:
        indexes = [
            # Without the pending list, which every look-up would have to read from end to end.
            GinIndex(fields=["bands"], name="signature_bands", fastupdate=False),
            models.Index("article", name="signature_waiting", condition=Q(is_waiting=True)),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.words}"


class CopyPair(models.Model):
    """Two articles of which one is a near copy of the other; `first` has the lower number.

    alike: of 100 words of the shorter text, how many the longer one has, too, in the same order.
    """

    first = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    second = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    alike = models.PositiveSmallIntegerField(_("alike"))

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="copy_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="copy_pair_in_order"),
            models.CheckConstraint(condition=Q(alike__lte=100), name="copy_pair_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id}, {self.second_id}: {self.alike}"
