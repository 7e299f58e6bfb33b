"""What is stored of articles and of the way they came in. PostgreSQL is the truth, the queue only a hint."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.querysets import ArticleQuerySet, BatchQuerySet, ItemQuerySet
from articles.states import FINAL_STATES, ItemState
from claimtrack.sorting import german_sort_key


class Outlet(models.Model):
    """Who prints or sends the article; `sort_key` keeps German order under C.UTF-8."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    domain = models.CharField(_("domain"), max_length=253, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166 code, two letters"))
    is_agency = models.BooleanField(_("news agency"), default=False)

    class Meta:
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint("domain", condition=~Q(domain=""), name="outlet_domain_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the sort key in step with the name."""
        self.sort_key = german_sort_key(self.name)[:400]  # some letters become many
        super().save(*args, **kwargs)  # type: ignore[arg-type]  # Django's own signature, passed on


class Batch(models.Model):
    """What somebody brought in one go: an upload, a pasted text, a folder."""

    class Origin(models.TextChoices):
        UPLOAD = "upload", _("upload")
        PASTE = "paste", _("pasted text")
        FOLDER = "folder", _("folder")
        DEMO = "demo", _("demo articles")

    title = models.CharField(_("title"), max_length=300)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("brought by")
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin__in=["upload", "paste", "folder", "demo"]), name="batch_origin_known"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page that shows how far the batch is read."""
        return reverse("articles:batch", args=[self.pk])


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
        TEXT = "text", _("first lines of the text")
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
    language = models.CharField(_("language"), max_length=8, default="de")
    published_on = models.DateField(_("published"), null=True, blank=True, db_index=True)
    published_precision = models.CharField(_("precision"), max_length=8, choices=Precision, default=Precision.UNKNOWN)
    published_found = models.CharField(_("date found by"), max_length=8, choices=Found, default=Found.UNKNOWN)
    created_at = models.DateTimeField(_("stored"), auto_now_add=True)
    delete_after = models.DateField(_("delete after"), null=True, blank=True, db_index=True)

    objects = ArticleQuerySet.as_manager()

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
                fields=["id"], include=["outlet", "published_on", "published_precision"], name="article_day_and_outlet"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The article with its claims marked."""
        return reverse("claims:article", args=[self.pk])


class BatchItem(models.Model):
    """One article to be of a batch, from its bytes to a named final state; nothing ends without a reason."""

    State = ItemState
    FINAL = FINAL_STATES

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", verbose_name=_("batch"))
    position = models.PositiveIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=500, help_text=_("file, and member or row where it is a collection"))
    payload = models.BinaryField(_("bytes"), null=True, editable=False)
    metadata = models.JSONField(_("metadata"), default=dict, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    reason = models.CharField(
        _("reason"), max_length=40, blank=True, help_text=_("code of the reason, see articles.records.Reason")
    )
    detail = models.CharField(_("detail"), max_length=500, blank=True)
    retryable = models.BooleanField(_("can be retried"), default=False)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, blank=True, related_name="items", verbose_name=_("article")
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(_("last change"), auto_now=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["batch", "position"]
        constraints = [
            models.UniqueConstraint("batch", "position", name="item_position_once"),
            models.CheckConstraint(
                condition=Q(state__in=["received", "stored", "extracted", "duplicate", "skipped", "failed"]),
                name="item_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "skipped"]) | ~Q(reason=""), name="item_failure_has_reason"
            ),
            models.CheckConstraint(condition=Q(retryable=False) | Q(state="failed"), name="item_retry_only_failed"),
        ]
        indexes = [
            models.Index(F("state"), name="item_open", condition=Q(state__in=["received", "stored"])),
            models.Index("batch", "state", name="item_batch_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
