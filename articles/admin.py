"""Django's admin for outlets, articles and what came in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from articles import upkeep
from articles.models import ApiToken, Article, Batch, BatchItem, Feed, Outlet, Site

if TYPE_CHECKING:
    OutletBase = admin.ModelAdmin[Outlet]
    ArticleBase = admin.ModelAdmin[Article]
    BatchBase = admin.ModelAdmin[Batch]
    ItemBase = admin.ModelAdmin[BatchItem]
    FeedBase = admin.ModelAdmin[Feed]
    SiteBase = admin.ModelAdmin[Site]
    TokenBase = admin.ModelAdmin[ApiToken]
else:
    OutletBase = ArticleBase = BatchBase = ItemBase = FeedBase = SiteBase = TokenBase = admin.ModelAdmin


@admin.register(Outlet)
class OutletAdmin(OutletBase):
    list_display = ["name", "domain", "country", "is_agency"]
    list_filter = ["is_agency", "country"]
    search_fields = ["name", "domain"]
    fields = ["name", "domain", "country", "is_agency"]


@admin.register(Article)
class ArticleAdmin(ArticleBase):
    """Text and marks stay as read: the offsets of all claims count in them."""

    list_display = ["title", "outlet", "agency", "published_on", "published_found", "created_at", "delete_after"]
    list_filter = ["published_found", "published_precision", "outlet"]
    search_fields = ["title", "url"]
    date_hierarchy = "published_on"
    list_select_related = ["outlet"]
    autocomplete_fields = ["outlet"]
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    readonly_fields = ["text", "noise", "language", "content_hash", "created_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Leave the page's bytes in the database."""
        return super().get_queryset(request).defer("raw")

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        """Save; a new date has the article's claims read again."""
        super().save_model(request, obj, form, change)
        if {"published_on", "published_precision"} & set(form.changed_data):
            upkeep.read_claims_again([obj.pk])

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Articles come in as batches, so that each has its item."""
        return False


class ReadOnly:
    """Rows that only intake writes: they can be seen and deleted, not made or changed."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Batch)
class BatchAdmin(ReadOnly, BatchBase):
    list_display = ["title", "origin", "created_by", "created_at"]
    list_filter = ["origin", "created_at"]
    search_fields = ["title"]
    list_select_related = ["created_by"]


@admin.register(BatchItem)
class BatchItemAdmin(ReadOnly, ItemBase):
    list_display = ["name", "batch", "position", "state", "reason", "retryable", "attempts", "updated_at"]
    list_filter = ["state", "reason", "retryable"]
    search_fields = ["name"]
    list_select_related = ["batch"]
    exclude = ["payload"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[BatchItem]:
        """Leave the bytes in the database, and out what lies in the bin."""
        return super().get_queryset(request).filter(batch__deleted_at__isnull=True).defer("payload")


@admin.register(Feed)
class FeedAdmin(ReadOnly, FeedBase):
    list_display = ["__str__", "url", "active", "worked_at", "failures", "reason", "created_by"]
    list_filter = ["active", "reason"]
    search_fields = ["title", "url"]
    list_select_related = ["created_by"]


@admin.register(Site)
class SiteAdmin(ReadOnly, SiteBase):
    """Deleting one has its robots.txt read anew."""

    list_display = ["origin", "asked_at", "next_at"]
    search_fields = ["origin"]


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly, TokenBase):
    """Whose programs may bring articles; deleting a key ends it at once."""

    list_display = ["name", "user", "start", "created_at", "used_at", "revoked_at"]
    list_filter = ["user"]
    list_select_related = ["user"]
    exclude = ["digest", "window_at", "window_count"]
