"""Groups of near copies: who is alike stands in pairs, a group is all that hang together by pairs.

In: an article and those that it is alike to; or groups that lost an article. Out: `CopyPair`, `CopyGroup` and
`Article.copies` as they have to be, and the signal `copies_changed` after commit for articles whose group is another.

Groups depend on pairs alone, never on the order in which articles came. One worker at a time writes them: one lock for
all, held for milliseconds, and taken for articles that have copies only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.db import connection, transaction
from django.db.models import Count, F, Min, Q

from articles.models import Article, CopyGroup, CopyPair, Signature
from articles.signals import copies_changed

LOCK = 0x63  # the first of the two integers of pg_advisory_xact_lock, beside those of locks.py and claims/locks.py
# What lies in the bin keeps its place in its group, so that it comes back to it.
ALL = Article._base_manager


@dataclass(frozen=True, slots=True)
class Text:
    """Which text of an article was looked at: texts change, and what was found of an older one does not count."""

    article: int
    content_hash: str


@transaction.atomic
def join(one: Text, found: Mapping[Text, int]) -> bool:
    """Store that the article is alike to these, by percent, and to no others; False where it is gone or has changed."""
    _lock()
    ids = {one.article, *(text.article for text in found)}
    members = ids | _in_groups(ALL.filter(pk__in=ids).values_list("copies", flat=True))
    # In one order, as whoever else locks many articles, so that nobody waits for each other.
    rows = ALL.select_for_update(no_key=True).filter(pk__in=members).order_by("pk")
    now = set(rows.values_list("pk", "content_hash"))
    if (one.article, one.content_hash) not in now:
        Signature.objects.filter(pk=one.article).update(is_waiting=True)
        return False
    CopyPair.objects.filter(Q(first=one.article) | Q(second=one.article)).delete()
    alike = {text.article: percent for text, percent in found.items() if (text.article, text.content_hash) in now}
    CopyPair.objects.bulk_create(
        CopyPair(first_id=min(one.article, pk), second_id=max(one.article, pk), alike=percent)
        for pk, percent in alike.items()
    )
    _arrange(members)
    Signature.objects.filter(pk=one.article).update(is_waiting=False)
    return True


@transaction.atomic
def regroup(group_ids: Iterable[int]) -> None:
    """Put groups right that lost an article: they may have fallen apart."""
    ids = set(group_ids)
    _lock()
    _arrange(_in_groups(ids))
    refresh(ids)


@transaction.atomic
def mend() -> int:
    """Put right what a crash between a deletion and `regroup` left behind; return the number of groups."""
    shown = Q(articles__hidden_at__isnull=True)
    told = CopyGroup.objects.annotate(
        now=Count("articles", filter=shown),
        first=Min("articles__published_on", filter=shown),
    )
    other_day = ~Q(first_on=F("first")) | Q(first_on__isnull=True, first__isnull=False)
    wrong = list(told.filter(~Q(size=F("now")) | other_day).values_list("pk", flat=True))
    if wrong:
        regroup(wrong)
    return len(wrong)


def refresh(group_ids: Iterable[int]) -> None:
    """Write what lists tell of these groups; groups without any article go."""
    ids = set(group_ids)
    rows = ALL.filter(copies__in=ids).values_list(
        "copies", "published_on", "agency", "outlet__name", "outlet__is_agency", "hidden_at"
    )
    told: dict[int, list[tuple[object, ...]]] = {pk: [] for pk in ids}
    for group, *row in rows:
        told[group].append(tuple(row))
    CopyGroup.objects.filter(pk__in=[pk for pk, rows in told.items() if not rows]).delete()
    groups = [CopyGroup(pk=pk, **_summary(rows)) for pk, rows in sorted(told.items()) if rows]
    CopyGroup.objects.bulk_update(groups, ["size", "first_on", "agency"])


def refresh_of(article_ids: Collection[int]) -> None:
    """Write anew, once the transaction is through, what lists tell of the groups of these articles."""
    groups = set(ALL.filter(pk__in=article_ids, copies__isnull=False).values_list("copies", flat=True))
    if groups:
        transaction.on_commit(partial(refresh, groups))


def _arrange(members: Collection[int]) -> None:
    """Give each of these articles the group of all that it hangs together with; they must be all of their groups."""
    before = dict(ALL.filter(pk__in=members).order_by("pk").values_list("pk", "copies"))
    pairs = CopyPair.objects.filter(first__in=before, second__in=before).values_list("first", "second")
    wanted: dict[int, int | None] = {}
    free = sorted({group for group in before.values() if group is not None})
    for part in _parts(before, pairs):
        group = _group_of(part, before, free) if len(part) > 1 else None
        wanted |= dict.fromkeys(part, group)
    moved: dict[int | None, list[int]] = {}
    for pk, group in wanted.items():
        if before[pk] != group:
            moved.setdefault(group, []).append(pk)
    for group, pks in moved.items():
        ALL.filter(pk__in=pks).update(copies=group)
    refresh({group for group in (*before.values(), *wanted.values()) if group is not None})
    changed = sorted(pk for pks in moved.values() for pk in pks)
    if changed:
        transaction.on_commit(partial(copies_changed.send_robust, sender=CopyGroup, article_ids=changed))


def _group_of(part: Collection[int], before: Mapping[int, int | None], free: list[int]) -> int:
    """The oldest group that one of the part is in and no other part has taken, else a new one."""
    own = sorted({group for pk in part if (group := before[pk]) is not None and group in free})
    if not own:
        return CopyGroup.objects.create().pk
    free.remove(own[0])
    return own[0]


def _parts(members: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The members, those that hang together by pairs in one list; in order, so that every run does the same."""
    near: dict[int, list[int]] = {pk: [] for pk in members}
    for first, second in pairs:
        near[first].append(second)
        near[second].append(first)
    found, seen = [], set()
    for start in sorted(near):
        if start in seen:
            continue
        part, todo = [], [start]
        seen.add(start)
        while todo:
            part.append(pk := todo.pop())
            todo += [other for other in near[pk] if other not in seen]
            seen.update(near[pk])
        found.append(sorted(part))
    return found


def _in_groups(group_ids: Iterable[int | None]) -> set[int]:
    ids = {pk for pk in group_ids if pk is not None}
    return set(ALL.filter(copies__in=ids).values_list("pk", flat=True)) if ids else set()


def _summary(rows: list[tuple[object, ...]]) -> dict[str, object]:
    """Size, first day and agency; of an agency's own text its name, else the mark that most papers give it."""
    shown = [row for row in rows if row[4] is None]
    days = [row[0] for row in shown if row[0] is not None]
    own = sorted(str(row[2]) for row in shown if row[3])
    marks = Counter(str(row[1]) for row in shown if row[1])
    agency = own[0] if own else min(marks, key=lambda mark: (-marks[mark], mark), default="")
    return {"size": len(shown), "first_on": min(days, default=None), "agency": agency}  # type: ignore[type-var]


def _lock() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [LOCK])
