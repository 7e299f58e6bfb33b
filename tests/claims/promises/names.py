"""Acts upon names and places in the series: merged, parted, called otherwise, renamed; topics and series arranged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from claims.arranging import (
    Refused,
    merge_series,
    merge_topics,
    move_claim,
    move_to_new_topic,
    name_series,
    name_topic,
    naming_of,
    split_series,
    undo,
)  # fmt: skip
from claims.models import AliasProposal, Arrangement, Change, Claim, Merge, Place, Series, Topic
from claims.registry import aliases
from claims.registry.kinds import ACTORS, PLACES, Register
from claims.registry.merging import end, merge
from claims.registry.renaming import rename
from tests.claims.promises import truths
from tests.claims.promises.book import Book
from tests.claims.promises.desk import ANY
from tests.claims.test_registry_merging import state

DAY = timedelta(days=1)
NAMING = (
    "merge_names", "merge_names", "part_names", "merge_and_part", "call_otherwise", "rename", "rename_and_part",
)  # fmt: skip


def tried(act: Callable[[], Any]) -> Any:
    """What the act answers; None where it is refused, which must leave nothing behind."""
    before = state()
    try:
        with transaction.atomic():
            return act()
    except Refused:
        assert state() == before
        return None


def state_of_what_holds_claims() -> dict[str, list[Any]]:
    """`state` without series and topics in which nothing stands."""
    held = set(Series.objects.filter(claims__isnull=False).values_list("pk", "topic"))
    found: dict[str, list[Any]] = state()
    for name, numbers in (("series", {pk for pk, _ in held}), ("topics", {topic for _, topic in held})):
        found[name] = [row for row in found[name] if row[0] in numbers]
    return found


def difference(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> dict[str, tuple[list[Any], list[Any]]]:
    """What went and what came, for a message."""
    pairs = {name: (before[name], after[name]) for name in before if before[name] != after[name]}
    return {name: ([r for r in a if r not in b], [r for r in b if r not in a]) for name, (a, b) in pairs.items()}


class NameRules(RuleBasedStateMachine):
    """What admins do with the registers of actors and places: no word of any claim changes."""

    book: Book
    editor: User
    unread: set[int]

    @rule(word=st.sampled_from(NAMING), one=ANY, two=ANY, three=ANY)
    def about_names(self, word: str, one: int, two: int, three: int) -> None:
        getattr(self, word)(one, two, three)

    def merge_names(self, one: int, two: int, three: int) -> None:
        tried(lambda: self.merged(one, two, three))
        self.book.turn()

    def part_names(self, which: int, *_: int) -> None:
        standing = list(Merge.objects.filter(ended_at=None).order_by("pk"))
        if standing:
            self.parted(standing[which % len(standing)])
        self.book.turn()

    def merge_and_part(self, one: int, two: int, three: int) -> None:
        """Two merges, one upon the other, and both ended in either order: every row is as it was, to the number."""
        self.there_and_back([partial(self.merged, one, two + n, three // (n + 1)) for n in range(2)], one % 2 == 1)

    def rename_and_part(self, one: int, two: int, three: int) -> None:
        """A place is renamed, what it is called then is merged or renamed again, and all of that is undone."""
        again = partial(self.called, two, f"Neuort {three % 5 + 1}"), partial(self.merged, 2 * one + 1, two, three)
        self.there_and_back([partial(self.called, two, f"Neuort {three % 5}"), again[one % 2]], False)

    def there_and_back(self, acts: Sequence[Callable[[], Merge]], first_first: bool) -> None:
        """Do all of it and undo all of it: what is there then is what was there before.

        Where another merge stands, that one keeps empty series, to which claims may come back when it ends as well.
        """
        Change.objects.update(added_at=F("added_at") - DAY)  # so that what comes back cannot pass for new
        left = state if not Merge.objects.filter(ended_at=None).exists() else state_of_what_holds_claims
        before = left()
        made = [tried(act) for act in acts]
        standing = [merge.pk for merge in made if merge]
        for number in standing[:: 1 if first_first else -1]:
            if tried(partial(end, number, self.editor)) is None:
                standing.append(number)  # it would have left a circle: the other one first
        after = left()
        if self.unread:  # what left a text is told as gone with the next linking of its article
            before["changes"] = after["changes"] = []
        assert after == before, difference(before, after)
        self.book.turn()

    def rename(self, one: int, two: int, three: int) -> None:
        """All that means the place stands with its new name; a name that is taken is refused."""
        made = tried(partial(self.called, one, (f"Neuort {three % 5}", "Kursk", "Beiname 1")[two % 3]))
        if made:
            was = Place.objects.select_related("merged_into").get(pk=made.place_id)
            assert was.merged_into == made.into_place
            assert made.into_place.name == made.into
        self.book.turn()

    def parted(self, made: Merge) -> None:
        """End it. The row that a rename made goes with it, unless somebody needs it."""
        needed = made.renamed and truths.is_needed(made)
        into = Place.objects.filter(pk=made.into_place_id or 0)
        if tried(lambda: end(made.pk, self.editor)) and made.renamed:
            assert into.exists() == needed

    def called(self, which: int, name: str) -> Merge:
        places = list(Place.objects.filter(merged_into=None).order_by("pk"))
        return rename(places[which % len(places)].pk, name, self.editor)[0]

    def call_otherwise(self, one: int, two: int, three: int) -> None:
        """Another name is set, withdrawn, proposed or approved: what is read already stays where it is."""
        register, row = self.row(one, two)
        other = self.row(one, three)[1].name if three % 2 else f"Beiname {three % 5}"
        told = list(register.alias.objects.order_by("pk"))
        waiting = list(AliasProposal.objects.filter(state="open").order_by("pk"))
        acts: list[Callable[[], Any]] = [
            lambda: aliases.add_alias(row, other, self.editor),
            lambda: aliases.propose_alias(row, other, self.editor),
            lambda: told and aliases.withdraw_alias(register, told[three % len(told)].pk, self.editor),
            lambda: waiting and aliases.approve(waiting[three % len(waiting)].pk, self.editor),
        ]
        try:
            with transaction.atomic():
                acts[one // 2 % 4]()
        except Refused:
            pass
        self.book.turn()

    def merged(self, one: int, two: int, three: int) -> Merge:
        register, row = self.row(one, two)
        return merge(register, row.pk, self.row(one, three)[1].pk, self.editor, topics=bool(one // 2 % 2))[0]

    @staticmethod
    def row(one: int, two: int) -> tuple[Register, Any]:
        register = (ACTORS, PLACES)[one % 2]
        rows = list(register.model.objects.order_by("pk"))
        return register, rows[two % len(rows)]


class ArrangingRules(RuleBasedStateMachine):
    """What editors arrange of topics and series: no word of any claim changes."""

    book: Book
    editor: User

    @rule(back=st.integers(0, 2), act=ANY, one=ANY, two=ANY)
    def about_topics(self, back: int, act: int, one: int, two: int) -> None:
        made = Arrangement.objects.in_force().exists()
        self.undo_arrangement(act) if made and back == 0 else self.arrange(act, one, two)

    def arrange(self, act: int, one: int, two: int) -> None:
        topics, series = list(Topic.objects.order_by("pk")), list(Series.objects.order_by("pk"))
        claims = list(Claim.objects.order_by("pk"))
        if not (topics and series and claims):
            return
        topic, other = (topics[n % len(topics)] for n in (one, two))
        row, into = (series[n % len(series)] for n in (one, two))
        claim = claims[one % len(claims)]
        own = list(row.claims.order_by("pk").values_list("pk", flat=True))[: 1 + two % 2]
        acts: list[Callable[[], Any]] = [
            lambda: merge_topics(topic.pk, other.pk, self.editor, "eins"),
            lambda: merge_series(row.pk, into.pk, self.editor, "eins"),
            lambda: split_series(row.pk, own, f"Teil {two % 9}", "", self.editor, "zwei"),
            lambda: move_claim(claim.pk, into.pk if two % 4 else None, self.editor, seen=claim.series_id),
            lambda: move_to_new_topic(claim.pk, f"Thema {two % 3}", self.editor, seen=claim.series_id),
            lambda: name_topic(topic.pk, ("", "Alpha")[two % 2], "", self.editor, seen=naming_of(topic)),
            lambda: name_series(row.pk, ("", "Gamma")[two % 2], "", self.editor, seen=naming_of(row)),
        ]
        tried(acts[act % len(acts)])
        self.book.turn()

    def undo_arrangement(self, which: int) -> None:
        made = list(Arrangement.objects.in_force().order_by("pk"))
        if made:
            tried(lambda: undo(made[which % len(made)].pk, self.editor))
        self.book.turn()
