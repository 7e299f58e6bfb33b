"""Django's admin for what the machine and editors keep: it is seen here, and set on the pages of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from claims.models import Actor, ActorAlias, Arrangement, Change, Claim, ClaimPlace, ExtractionRun, Place, Series, Topic

if TYPE_CHECKING:
    ActorBase = admin.ModelAdmin[Actor]
    PlaceBase = admin.ModelAdmin[Place]
    TopicBase = admin.ModelAdmin[Topic]
    SeriesBase = admin.ModelAdmin[Series]
    ArrangementBase = admin.ModelAdmin[Arrangement]
    ClaimBase = admin.ModelAdmin[Claim]
    RunBase = admin.ModelAdmin[ExtractionRun]
    ChangeBase = admin.ModelAdmin[Change]
    AliasBase = admin.TabularInline[ActorAlias, Actor]
    ClaimPlaceBase = admin.TabularInline[ClaimPlace, Claim]
else:
    ActorBase = PlaceBase = TopicBase = SeriesBase = ArrangementBase = admin.ModelAdmin
    ClaimBase = RunBase = ChangeBase = admin.ModelAdmin
    AliasBase = ClaimPlaceBase = admin.TabularInline


class ReadOnly:
    """Rows that only the machine or the correction form writes: otherwise series and versions would not follow."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class AliasInline(ReadOnly, AliasBase):
    model = ActorAlias
    extra = 0


class ClaimPlaceInline(ReadOnly, ClaimPlaceBase):
    model = ClaimPlace
    extra = 0


@admin.register(Actor)
class ActorAdmin(ReadOnly, ActorBase):
    """Actors are edited, named and merged on their own pages, where claims and series follow."""

    list_display = ["name", "type", "country", "parent", "origin", "merged_into"]
    list_filter = ["type", "origin"]
    search_fields = ["name", "aliases__name"]
    list_select_related = ["parent", "merged_into"]
    inlines = [AliasInline]


@admin.register(Place)
class PlaceAdmin(ReadOnly, PlaceBase):
    """As actors."""

    list_display = ["name", "kind", "country", "parent", "merged_into"]
    list_filter = ["kind"]
    search_fields = ["name", "country"]
    list_select_related = ["parent", "merged_into"]


@admin.register(Topic)
class TopicAdmin(ReadOnly, TopicBase):
    """Topics come from claims; editors arrange them on their pages, where everything follows and can be undone."""

    list_display = ["__str__", "actor", "subject_class", "title", "title_en", "merged_into"]
    search_fields = ["actor", "subject_class", "title", "title_en"]
    list_select_related = ["merged_into"]


@admin.register(Series)
class SeriesAdmin(ReadOnly, SeriesBase):
    """Series come from claims, and are arranged as topics are."""

    list_display = ["__str__", "kind", "metric", "scope", "title", "merged_into"]
    list_filter = ["kind", "metric"]
    search_fields = ["topic__actor", "topic__subject_class", "scope", "title"]
    list_select_related = ["topic", "merged_into__topic"]


@admin.register(Arrangement)
class ArrangementAdmin(ReadOnly, ArrangementBase):
    """What editors arranged; it is undone on its own page."""

    list_display = ["what", "action", "into", "user", "made_at", "why", "undone_by", "undone_at"]
    list_filter = ["action"]
    search_fields = ["what", "into", "why"]
    list_select_related = ["user", "undone_by"]


@admin.register(Claim)
class ClaimAdmin(ReadOnly, ClaimBase):
    """Claims are corrected on their card, where version and timeline follow."""

    list_display = ["subject", "kind", "metric", "value_low", "value_high", "source", "stance", "review", "history"]
    list_filter = ["review", "kind", "metric", "stance"]
    search_fields = ["subject", "quote", "source__name"]
    list_select_related = ["source"]
    inlines = [ClaimPlaceInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claim]:
        """Leave out what lies in the bin."""
        return super().get_queryset(request).filter(article__hidden_at__isnull=True)

    @admin.display(description=_("history"))
    def history(self, claim: Claim) -> SafeString:
        """A link to the claim's former versions."""
        return format_html('<a href="{}">{}</a>', reverse("claims:claim_history", args=[claim.pk]), claim.version)


@admin.register(ExtractionRun)
class ExtractionRunAdmin(ReadOnly, RunBase):
    list_display = ["article", "state", "attempts", "code_version", "created_at", "finished_at", "error"]
    list_filter = ["state", "code_version"]
    search_fields = ["article__title", "error"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExtractionRun]:
        """Leave the texts in the database."""
        return super().get_queryset(request).select_related("article").defer("article__text", "article__raw")


@admin.register(Change)
class ChangeAdmin(ReadOnly, ChangeBase):
    list_display = ["what", "day", "series", "source", "difference", "percent"]
    list_filter = ["what"]
    search_fields = ["series__topic__actor", "claim__source__name"]
    list_select_related = ["series__topic", "claim__source"]
    date_hierarchy = "day"
    raw_id_fields = ["claim", "previous"]

    @admin.display(description=_("source"))
    def source(self, change: Change) -> Any:
        """Who answers for the claim."""
        return change.claim.source
