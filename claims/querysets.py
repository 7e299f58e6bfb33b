"""Named queries over claims, series and changes: each says what it is for and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, Q, Value, When
from django.db.models.functions import Cast

from claims.records import Kind

if TYPE_CHECKING:
    from claims.models import (  # noqa: F401  (type arguments)
        Arrangement,
        Change,
        Claim,
        ExtractionRun,
        Proposal,
        Series,
        Topic,
    )


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims as pages need them."""

    def standing(self) -> ClaimQuerySet:
        """Claims that count: all but those that an editor rejected."""
        return self.exclude(review=self.model.Review.REJECTED)

    def visible(self) -> ClaimQuerySet:
        """Claims of articles that pages may show. Hidden ones stand in no series, so it matters for single claims."""
        return self.filter(article__hidden_at__isnull=True)

    def with_chain(self) -> ClaimQuerySet:
        """With article, outlet and source: one query."""
        return self.select_related("article__outlet", "source", "series")

    def for_linking(self, *article_ids: int) -> ClaimQuerySet:
        """All claims of articles, each article's in text order, with their sources and places: three queries."""
        claims = self.filter(article__in=article_ids).order_by("article", "start", "end", "pk")
        return claims.select_related("source", "merged_source").prefetch_related("places__place")

    def for_export(self) -> ClaimQuerySet:
        """With everything that a line of an export names, but no article's text: two queries per chunk of rows."""
        chain = self.select_related("article__outlet", "source", "series__topic")
        unread = chain.defer("article__text", "article__raw", "article__noise", "search")
        return unread.prefetch_related("places__place")


class SeriesQuerySet(models.QuerySet["Series"]):
    """Series as linking needs them."""

    def with_positions(self, series_ids: Iterable[int]) -> SeriesQuerySet:
        """These series with their topics, and the positions of each topic of which places are asked: one query."""
        topics = self.model._default_manager.filter(pk__in=set(series_ids), kind=Kind.LOCATION).values("topic")
        positions = Q(kind=Kind.STATEMENT, topic__in=topics)
        return self.filter(Q(pk__in=set(series_ids)) | positions).select_related("topic").order_by("pk")

    def clearable(self) -> SeriesQuerySet:
        """Series without a claim that no decision of an editor needs. A condition, no query of its own.

        Nor one to which claims may come back from the bin, or when a merge of names ends.
        """
        unnamed = Q(title="", title_en="") | ~Q(part="")  # what was split off has a name for as long as it is there
        empty = self.filter(unnamed, claims__isnull=True, aside__isnull=True, topic__merged_into__isnull=True)
        return empty.exclude(_arranged("series")).exclude(pk__in=_kept())


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics worth a line in a list."""

    def told(self) -> TopicQuerySet:
        """Topics with a figure or a place, or a title by an editor: a lone position on something makes no story yet.

        A condition, no query of its own. Positions join the topic as soon as any article counts or places it.
        """
        counts_or_places = [Kind.COUNT, Kind.LOCATION]
        story = self.model._default_manager.filter(pk=OuterRef("pk"), series__kind__in=counts_or_places)
        return self.filter(Exists(story) | ~Q(title="", title_en=""))

    def clearable(self) -> TopicQuerySet:
        """Topics without a series that no decision of an editor needs. A condition, no query of its own."""
        empty = self.filter(title="", title_en="", series__isnull=True, merged_from__isnull=True)
        return empty.exclude(_arranged("topic"))


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes as lists show them."""

    def for_list(self) -> ChangeQuerySet:
        """Newest first with both claims and their chains, and `places` of claims about places: one query."""
        pairs = apps.get_model("claims", "ClaimPlace")._default_manager.filter(claim=OuterRef("claim_id"))
        names = ArraySubquery(pairs.order_by("pk").values("place__name"))
        nowhere = Value([], ArrayField(models.TextField()))
        chains = self.select_related(
            "series__topic", "claim__source", "claim__article__outlet", "previous__source", "previous__article__outlet"
        )
        placed = chains.annotate(places=Case(When(claim__kind=Kind.LOCATION, then=names), default=nowhere))
        return placed.order_by("-day", "-pk")


class ArrangementQuerySet(models.QuerySet["Arrangement"]):
    """What editors arranged."""

    def in_force(self) -> ArrangementQuerySet:
        """Arrangements that nobody undid."""
        return self.filter(undone_at__isnull=True)

    def for_list(self) -> ArrangementQuerySet:
        """The newest first, with who made, undid and approved them, and the topics to link to: one query."""
        people = self.select_related("user", "approved_by", "undone_by", "undoing_approved_by")
        rows = people.select_related("topic", "into_topic", "series__topic", "into_series__topic")
        return rows.defer("vanished").order_by("-pk")


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """What waits for a decision."""

    def asked_for(self) -> ProposalQuerySet:
        """Open requests of people; what a later reading of the machine would say is none of them."""
        return self.filter(state=self.model.State.OPEN).exclude(act=self.model.Act.READING)


class ExtractionRunQuerySet(models.QuerySet["ExtractionRun"]):
    """Runs by whether somebody works on them."""

    def free(self, now: datetime) -> ExtractionRunQuerySet:
        """Runs that nobody holds: waiting, or running under a lease that is over. Those of hidden articles rest."""
        state, shown = self.model.State, Q(article__hidden_at__isnull=True)
        return self.filter(shown, Q(state=state.WAITING) | Q(state=state.RUNNING, lease_until__lt=now))


def _arranged(row: str) -> Exists:
    """Whether an arrangement in force names the row (`series` or `topic`), as what it arranges or where that goes."""
    arrangements = apps.get_model("claims", "Arrangement")._default_manager.filter(undone_at__isnull=True)
    return Exists(arrangements.filter(Q(**{row: OuterRef("pk")}) | Q(**{f"into_{row}": OuterRef("pk")})))


def _kept() -> models.QuerySet[Any, Any]:
    """Numbers of series to which claims come back when a merge of names in force ends. For `in`."""
    merges = apps.get_model("claims", "Merge")._default_manager.filter(ended_at__isnull=True).order_by()
    each = Func(F("kept"), function="jsonb_array_elements_text", set_returning=True, output_field=models.TextField())
    told: models.QuerySet[Any, Any] = merges.annotate(each=Cast(each, models.BigIntegerField())).values("each")
    return told
