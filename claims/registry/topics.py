"""What is told about a merged actor or place: its topics lead on to those of the other one while the merge stands.

In: a `Merge`. Out: topics that lead on, and back; the claims whose series may be others. Rows of topics and series stay
with the names that editors gave them, so that all is as it was once the merge ends (`SeriesQuerySet.clearable`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from claims.comparison.subjects import TopicKey
from claims.membership import remove_empty, rules
from claims.models import Claim, Merge, Series, Topic
from claims.registry.kinds import Named
from claimtrack.sorting import german_sort_key


def names_of(row: Named) -> list[str]:
    """All names under which topics may be about the row, that no other merge leads elsewhere."""
    names = [row.name, *row.aliases.order_by("pk").values_list("name", flat=True)]
    taken = rules().names
    return [name for name in names if name not in taken]


def key_name(row: Named) -> str:
    """The name that topics about the row are kept under: of all its names the one with most of them, else its own."""
    names: list[str] = [row.name, *row.aliases.values_list("name", flat=True)]
    counted = Topic.objects.filter(actor__in=names, merged_into=None).order_by().values_list("actor")
    topics = dict(counted.annotate(n=Count("pk")))
    return max(names, key=lambda name: topics.get(name, 0))


def about(names: Iterable[str]) -> QuerySet[Topic]:
    """The topics about any of these names that hold claims, with `n_claims`. One query."""
    rows = Topic.objects.filter(actor__in=list(names), merged_into=None)
    return rows.annotate(n_claims=Count("series__claims")).filter(n_claims__gt=0).order_by("-n_claims", "sort_key")


def bearing_on(made: Merge) -> QuerySet[Claim]:
    """The claims whose series may be others with and without the merge, besides those that carry the row itself."""
    found = Q(subject_actor__in=made.names) | Q(pins__series__topic__actor__in=made.names)
    keys = [TopicKey(*key) for key in Topic.objects.filter(actor__in=made.names).values_list("actor", "subject_class")]
    merged = rules()
    reached = set().union(*(merged.reach(key) for key in keys))
    rows = Topic.objects.filter(actor__in={key.actor for key in reached}).values_list("pk", "actor", "subject_class")
    found |= Q(series__topic__in=[pk for pk, actor, cls in rows if TopicKey(actor, cls) in reached])
    if made.place_id:
        found |= Q(series__scope=made.what) | Q(pins__series__scope=made.what)
        # What came by the scope alone, from series that an editor put it into.
        found |= Q(series__scope=made.into, series_by_editor=True)
    return Claim.objects.filter(found)


def keep(made: Merge, articles: set[int]) -> None:
    """Keep the series in which the claims of these articles stand, so that they find them again."""
    series = Claim.objects.filter(article__in=articles, series__isnull=False).order_by()
    made.kept = sorted(series.values_list("series", flat=True).distinct())
    Merge.objects.filter(pk=made.pk).update(kept=made.kept)


def hand_on(made: Merge, vanished: list[list[Any]]) -> None:
    """Let another merge in force keep what this one kept: only once all have ended does everything stand as it did.

    vanished: changes that went, and may come back with the end of that one.
    """
    other = Merge.objects.filter(ended_at=None).exclude(pk=made.pk).order_by("pk").first()
    if other is not None:
        other.kept = sorted({*other.kept, *made.kept})
        other.vanished = [*other.vanished, *vanished]
        other.save(update_fields=["kept", "vanished"])


def lead_on(made: Merge) -> None:
    """Let the addresses of topics about the row lead to those about the other one; notes which."""
    led = list(Topic.objects.filter(actor__in=made.names, merged_into=None).exclude(actor=made.into_name))
    for topic in led:
        words = {"sort_key": german_sort_key(f"{made.into_name} · {topic.subject_class}")}
        end, _ = Topic.objects.get_or_create(
            actor=made.into_name, subject_class=topic.subject_class, defaults=words
        )  # what nobody is told about is removed when the merge ends
        Topic.objects.filter(pk=topic.pk).update(merged_into=end)
    made.led = [topic.pk for topic in led]
    Merge.objects.filter(pk=made.pk).update(led=made.led)


def lead_back(made: Merge) -> None:
    """Let the topics stand for themselves again."""
    Topic.objects.filter(pk__in=made.led).update(merged_into=None)


def clear(made: Merge) -> None:
    """Remove rows that only the merge kept: those that hold nothing and that nobody named."""
    told = Q(topic__actor__in=made.names) | Q(topic__actor=made.into_name) | Q(pk__in=made.kept)
    series = dict(Series.objects.filter(told).order_by().values_list("pk", "topic"))
    remove_empty(list(series), {*series.values(), *made.led, *_about(made.into_name)})


def _about(name: str) -> list[int]:
    return list(Topic.objects.filter(actor=name).values_list("pk", flat=True))
