"""What persons decided, kept beside the database, and what each of their acts must make of it.

In: claims before and after an act. Out: nothing, or an AssertionError that says which claim is not as it has to be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max

from claims.models import Claim, ClaimPlace, Step
from claims.placing import meant_by

COLUMNS = (
    "kind", "subject", "subject_actor", "subject_class", "unit", "value_low", "value_high", "approx", "former",
    "takes_back", "metric", "stance", "reported_on", "event_from", "event_to", "event_precision", "source_name",
    "speaker", "via", "review", "rejected_for", "note", "quote",
)  # fmt: skip
Said = dict[str, Any]


def told() -> dict[int, Said]:
    """What each claim says by itself, however names are merged and series arranged. Two queries."""
    rows: dict[int, list[ClaimPlace]] = {}
    for row in ClaimPlace.objects.order_by("pk"):
        rows.setdefault(row.claim_id, []).append(row)
    return {
        claim.pk: {name: getattr(claim, name) for name in COLUMNS}
        | {"source": claim.merged_source_id or claim.source_id, "places": meant_by(rows.get(claim.pk, ()))}
        | {"version": claim.version, "article": claim.article_id}
        for claim in Claim.objects.defer("search")
    }


def same(one: Said | None, other: Said | None) -> bool:
    """Whether both say the same, in whatever version."""
    return {**(one or {}), "version": 0} == {**(other or {}), "version": 0}


@dataclass
class Book:
    """now: what each claim says. acts: what each act changed: the claim before (None: added), and its new version.

    then: what a claim said at an event of its history, for each last event of a moment. read: what the machine read
    last of a claim.
    """

    now: dict[int, Said] = field(default_factory=dict)
    acts: dict[int, dict[int, tuple[Said | None, int]]] = field(default_factory=dict)
    then: dict[int, Said] = field(default_factory=dict)
    read: dict[int, Said] = field(default_factory=dict)

    def turn(
        self, free: Collection[int] = (), done: Mapping[int, Said] | None = None, step: Step | None = None
    ) -> None:
        """Compare what is now with what was before: only `done` may differ, exactly so, and what is `free`.

        free: claims that machines may write, or of which nobody decided what they say. done: what an act had to make
        of claims; each then has the next version, and the others theirs.
        """
        before, self.now, done = self.now, told(), done or {}
        for pk, said in self.now.items():
            if pk in done:
                assert same(said, done[pk]), (pk, difference(said, done[pk]))
                assert pk not in before or said["version"] == before[pk]["version"] + 1
            elif pk not in free and pk in before:
                assert said == before[pk], (pk, difference(said, before[pk]))
        assert set(done) <= set(self.now)
        assert set(before) - set(self.now) <= set(free), "a claim is gone"
        if step is not None:
            self.acts[step.pk] = {pk: (before.get(pk), self.now[pk]["version"]) for pk in done}
        self._note_events()

    def forget(self, articles: Collection[int]) -> None:
        """The claims of these articles are to be gone."""
        self.now = {pk: said for pk, said in self.now.items() if said["article"] not in articles}

    def decided(self, pk: int) -> bool:
        return bool(self.now[pk]["review"] != Claim.Review.MACHINE)

    def undone(self, step: int) -> dict[int, Said]:
        """What undoing the act must make of claims: of those that nobody changed since."""
        found = {}
        for pk, (before, version) in self.acts.get(step, {}).items():
            if pk in self.now and self.now[pk]["version"] == version:
                rejected = {"review": Claim.Review.REJECTED, "rejected_for": Claim.Rejection.OTHER}
                found[pk] = before or self.now[pk] | rejected
        return found

    def _note_events(self) -> None:
        last = Claim.pgh_event_model.objects.order_by().values("pgh_obj_id").annotate(last=Max("pgh_id"))
        for pk, event in last.values_list("pgh_obj_id", "last"):
            if pk in self.now:
                self.then[event] = self.now[pk]
        self.read |= {pk: said for pk, said in self.now.items() if said["review"] == Claim.Review.MACHINE}


def difference(one: Said, other: Said) -> dict[str, tuple[Any, Any]]:
    """Where two differ, for a message."""
    return {name: (value, other[name]) for name, value in one.items() if value != other[name]}
