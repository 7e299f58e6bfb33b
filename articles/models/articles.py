"""One article: its text, its dates, and where it was printed."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.copies import CopyGroup
from articles.models.outlets import Outlet
from articles.querysets import ArticleQuerySet, VisibleArticles


class Article(models.Model):
    """One article: its text as read (offsets of all claims count in it), its dates, and where it was printed."""

    class Precision(models.TextChoices):
        DAY = "day", _("day")
        MONTH = "month", _("month")
        YEAR = "year", _("year")
        UNKNOWN = "unknown", _("unknown")

    class Found(models.TextChoices):
        """How the date of publication was found."""

        GIVEN = "given", _("given by an admin")
        FIELD = "field", _("front matter or column")
        META = "meta", _("the page's metadata")
        JSONLD = "jsonld", _("the page's data for search engines")
        DATELINE = "dateline", _("dateline of the report")
        TEXT = "text", _("first lines of the text")
        URL = "url", _("the article's address")
        FILE = "file", _("name of the file")
        UNKNOWN = "unknown", _("not found")

    outlet = models.ForeignKey(
        Outlet, models.PROTECT, null=True, blank=True, related_name="articles", verbose_name=_("outlet")
    )
    title = models.CharField(_("title"), max_length=500)
    text = models.TextField(_("text"))
    raw = models.BinaryField(_("as received"), null=True, blank=True, editable=False)
    content_hash = models.CharField(_("content hash"), max_length=64, unique=True, editable=False)
    noise = models.JSONField(
        _("marked passages"),
        default=list,
        blank=True,
        help_text=_("[start, end, reason]: no news text, kept but not read"),
    )
    url = models.URLField(_("address"), max_length=2000, blank=True)
    author = models.CharField(_("author"), max_length=300, blank=True)
    agency = models.CharField(
        _("agency"),
        max_length=60,
        blank=True,
        db_default="",
        help_text=_("whose report it prints, in whole or in part: dpa, AFP/dpa"),
    )
    language = models.CharField(_("language"), max_length=8, default="de")
    published_on = models.DateField(_("published"), null=True, blank=True, db_index=True)
    published_precision = models.CharField(_("precision"), max_length=8, choices=Precision, default=Precision.UNKNOWN)
    published_found = models.CharField(_("date found by"), max_length=8, choices=Found, default=Found.UNKNOWN)
    created_at = models.DateTimeField(_("stored"), auto_now_add=True)
    delete_after = models.DateField(_("delete after"), null=True, blank=True, db_index=True)
    # The day of the version shown, where it is a later one than that of `published_on` (`articles.revising`).
    revised_on = models.DateField(_("last changed"), null=True, blank=True, editable=False)
    copies = models.ForeignKey(
        CopyGroup, models.SET_NULL, null=True, blank=True, editable=False, db_index=False,
        related_name="articles", verbose_name=_("near copies"),
    )  # fmt: skip
    # Set while every batch that brought it lies in the bin (`articles.binning`); pages ask `objects`, which has it not.
    hidden_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = VisibleArticles()
    everything = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(published_on__isnull=True, published_precision="unknown", published_found="unknown")
                | Q(published_on__isnull=False) & ~Q(published_precision="unknown") & ~Q(published_found="unknown"),
                name="article_date_with_its_precision",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="article_has_text"),
        ]
        indexes = [
            # Claims ask thousands of articles for their day and outlet; here they do not read past the texts.
            models.Index(
                fields=["id"],
                include=["outlet", "published_on", "published_precision", "copies"],
                name="article_day_and_outlet",
            ),
            models.Index("copies", name="article_copies", condition=Q(copies__isnull=False)),
            # Addresses may be longer than an entry of a B-tree.
            HashIndex(fields=["url"], name="article_by_url", condition=~Q(url="")),
        ]

        triggers = [
            # Here and not in Python, so that no way in can forget it: each new text waits to be looked up.
            pgtrigger.Trigger(
                name="sign_new",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func="INSERT INTO articles_signature (article_id) VALUES (NEW.id); RETURN NULL;",
            ),
            pgtrigger.Trigger(
                name="sign_changed",
                operation=pgtrigger.UpdateOf("content_hash"),  # type: ignore[no-untyped-call]
                when=pgtrigger.After,
                condition=pgtrigger.Q(old__content_hash__df=pgtrigger.F("new__content_hash")),
                func="UPDATE articles_signature SET is_waiting = true WHERE article_id = NEW.id; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The article with its claims marked."""
        return reverse("claims:article", args=[self.pk])

    @property
    def text_day(self) -> date | None:
        """The day that the words of the text count from: of a later version that version's own."""
        return max(filter(None, (self.published_on, self.revised_on)), default=None)
