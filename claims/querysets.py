"""Named queries over claims, series and changes: each says what it is for and what it costs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from claims.records import Kind

if TYPE_CHECKING:
    from claims.models import Change, Claim, ExtractionRun, Series, Topic  # noqa: F401  (type arguments only)


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Claims as pages need them."""

    def standing(self) -> ClaimQuerySet:
        """Claims that count: all but those that an editor rejected."""
        return self.exclude(review=self.model.Review.REJECTED)

    def with_chain(self) -> ClaimQuerySet:
        """With article, outlet and source: one query."""
        return self.select_related("article__outlet", "source", "series")

    def for_linking(self, article_id: int) -> ClaimQuerySet:
        """All claims of an article in text order with their places: three queries."""
        return self.filter(article=article_id).order_by("start", "end", "pk").prefetch_related("places__place")

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


class TopicQuerySet(models.QuerySet["Topic"]):
    """Topics worth a line in a list."""

    def told(self) -> TopicQuerySet:
        """Topics with a figure or a place, or a title by an editor: a lone position on something makes no story yet.

        A condition, no query of its own. Positions join the topic as soon as any article counts or places it.
        """
        counts_or_places = [Kind.COUNT, Kind.LOCATION]
        story = self.model._default_manager.filter(pk=OuterRef("pk"), series__kind__in=counts_or_places)
        return self.filter(Exists(story) | ~Q(title=""))


class ChangeQuerySet(models.QuerySet["Change"]):
    """Changes as lists show them."""

    def for_list(self) -> ChangeQuerySet:
        """Newest first with both claims and their chains: one query."""
        return self.select_related(
            "series__topic", "claim__source", "claim__article__outlet", "previous__source", "previous__article__outlet"
        ).order_by("-day", "-pk")


class ExtractionRunQuerySet(models.QuerySet["ExtractionRun"]):
    """Runs by whether somebody works on them."""

    def free(self, now: datetime) -> ExtractionRunQuerySet:
        """Runs that nobody holds: waiting, or running under a lease that is over."""
        state = self.model.State
        return self.filter(Q(state=state.WAITING) | Q(state=state.RUNNING, lease_until__lt=now))
