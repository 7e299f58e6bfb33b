"""Where topics that editors merged lead to. In: topics, or their numbers. Out: the topics that hold their claims."""

from __future__ import annotations

from collections.abc import Iterable

from claims.models import Topic


def end_of(topic: Topic) -> Topic:
    """The topic at the end of all merges, often itself. One query for each merge on the way."""
    while topic.merged_into is not None:
        topic = topic.merged_into
    return topic


def ends_of(numbers: Iterable[int]) -> dict[int, int]:
    """For those of the topics that were merged, the number of the one at the end.

    One query, none for no topic; and one for each merge on the way.
    """
    asked = list(numbers)
    merged = Topic.objects.filter(pk__in=asked, merged_into__isnull=False) if asked else []
    return {topic.pk: end_of(topic).pk for topic in merged}
