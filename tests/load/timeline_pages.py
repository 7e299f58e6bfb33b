"""What analysts ask for all day, on the corpus. In: nothing but the database. Out: pages with their addresses and bars.

Filters, days and words change from request to request, as they do when somebody works.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from claims.models import Change, Claim, Topic, Visit
from tests.load.corpus import LAST_DAY
from tests.load.timeline_measuring import Page

CROWDED = 1  # the number of the topic of 5,000 claims


def pages() -> list[Page]:
    """All pages that are measured; the visit before was a week before the corpus ends."""
    address = Topic.objects.get(pk=CROWDED).get_absolute_url()
    largest = Topic.objects.get(pk=CROWDED + 1).get_absolute_url()
    _visit()
    sources = Claim.objects.filter(series__topic=CROWDED, source__isnull=False).order_by().distinct()
    first, second, third = sources.values_list("source", flat=True)[:3]
    days = [LAST_DAY - timedelta(days=37 * step) for step in range(1, 9)]
    evenings = [f"{address}?asof={day.isoformat()}" for day in days]
    narrowed = [
        f"source={first}", f"source={second}&source={third}", "metric=deployed", "metric=killed&metric=planned",
        "stance=asserts", "stance=denies&stance=cannot_confirm", "what=raised&what=lowered", "reviewed=yes",
        "confidence=likely", "type=government&metric=deployed", f"from={days[6]}&to={days[2]}", "outlet=1&outlet=2",
    ]  # fmt: skip
    words = [
        "Satellitenbilder",
        "Flughafen Krisenstab",
        '"nach schweren Gefechten"',
        "Erdbeben or Winter",
        "Hafen -Streik",
    ]
    found = [f"{address}?q={word.replace(' ', '+')}" for word in words]
    return [
        Page("topic of 5,000 claims", [address], 4, drawn=True),
        Page("its charts as a file", [f"{address}export.svg"], None, drawn=True),
        Page("filter fragment", [f"{address}?{query}" for query in narrowed], 3, "timeline", drawn=True),
        Page("as-of fragment", evenings, 3, "timeline", drawn=True),
        Page("as-of page", evenings, 3, drawn=True),
        Page("full-text filter", found, 3, "timeline", drawn=True),
        Page("topics, first page", ["/topics/"], 3),
        Page("topics, searched", ["/topics/?q=soldaten", "/topics/?q=mark"], None),
        Page("changes", ["/changes/"], 3),
        Page("changes, filtered", _changes(first, second), None, "changes"),
        Page("home", ["/"], None),
        Page("articles", ["/articles/"], None),
        Page("claim card", [f"/claims/{pk}/" for pk in _claims()], None, "claim"),
        Page("topic of 50,000 claims", [largest], None, drawn=True),
    ]


def _changes(first: int, second: int) -> list[str]:
    queries = [
        "new=1",
        f"topic={CROWDED}",
        f"source={first}&source={second}",
        "what=raised",
        f"from={LAST_DAY - timedelta(30)}",
    ]
    return [f"/changes/?{query}" for query in queries]


def _claims() -> list[int]:
    changed = Change.objects.filter(series__topic=CROWDED, what=Change.What.RAISED).order_by("pk")
    return list(changed.values_list("claim", flat=True)[:20])


def _visit() -> None:
    week_ago = timezone.make_aware(datetime.combine(LAST_DAY - timedelta(7), time()))
    Visit.objects.update_or_create(user_id=_analyst(), defaults={"at": timezone.now(), "before": week_ago})


def _analyst() -> int:
    from django.contrib.auth.models import User

    return User.objects.values_list("pk", flat=True).get(username="analyst")
