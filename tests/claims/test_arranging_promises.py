"""What editors arrange, under any order of arrangements, undoing, linking and reading anew.

The model beside the database is a list of decisions, nothing else; what must follow from it is worked out here anew.
"""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles.models import Article
from claims import recording, runs
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
)
from claims.models import Arrangement, Change, Claim, Pin, Series, Topic
from claims.records import PlaceRef, PlaceRole
from tests import factories as make
from tests.effort import examples

pytestmark = pytest.mark.django_db
ACTORS, SCOPES, SOURCES = ("Nordkorea", "Russland", "Korea"), ("", "Kursk", "Nordkorea"), ("NIS", "Pentagon")
ANY = st.integers(0, 10**6)
Action = Arrangement.Action

# Each step is a word and three numbers, by which it chooses among what there is.
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["read", "read", "merge topics", "merge topics", "merge series", "split", "move", "new topic"]
            + ["name topic", "name series", "undo", "undo", "relink"]
        ),
        ANY,
        ANY,
        ANY,
    ),
    min_size=3,
    max_size=14,
)


class Desk:
    """Three articles, a machine that reads them ever anew, and an editor."""

    def __init__(self) -> None:
        self.editor = User.objects.create_user("erika")
        self.articles = [make.article() for _ in range(3)]
        for number, article in enumerate(self.articles):
            self.read(article, number, number + 1, 0)

    def step(self, word: str, one: int, two: int, three: int) -> None:
        """Do it, if it can be done: what is refused must leave nothing behind."""
        before = state()
        try:
            with transaction.atomic():
                getattr(self, f"do_{word.replace(' ', '_')}")(one, two, three)
        except Refused:
            assert state() == before

    def do_read(self, one: int, two: int, three: int) -> None:
        self.read(self.articles[one % 3], one, two, three)

    def read(self, article: Article, one: int, two: int, three: int) -> None:
        """The machine finds one to four figures and a position, whose words stay while the rest is read differently."""
        records = []
        for place in range(1 + one % 4):
            start = place * 10
            where = SCOPES[(two + place) % 3]
            records.append(
                make.record(
                    1500 + 500 * ((three + place) % 3), 3000, quote=f"Satz {place}", start=start, end=start + 9,
                    figure_start=start, figure_end=start + 4, subject_actor=ACTORS[(article.pk + place) % 3],
                    source=make.source(SOURCES[two % 2]), reported_on=date(2024, 10, 1 + article.pk % 20),
                    places=(PlaceRef(where, PlaceRole.AT),) if where else (),
                )
            )  # fmt: skip
        said = make.statement(canonical="Kreml", quote="Der Kreml dementiert.", start=60, end=81)
        lease = runs.take(make.run(article).pk)
        assert lease
        assert recording.store(lease, [*records, said], "rules", "")

    def do_relink(self, *_: int) -> None:
        call_command("relink", stdout=StringIO())

    def do_merge_topics(self, one: int, two: int, _: int) -> None:
        topics = list(Topic.objects.order_by("pk"))
        merge_topics(topics[one % len(topics)].pk, topics[two % len(topics)].pk, self.editor, "eins")

    def do_merge_series(self, one: int, two: int, _: int) -> None:
        rows = list(Series.objects.order_by("pk"))
        merge_series(rows[one % len(rows)].pk, rows[two % len(rows)].pk, self.editor, "eins")

    def do_split(self, one: int, two: int, three: int) -> None:
        rows = list(Series.objects.order_by("pk"))
        series = rows[one % len(rows)]
        own = list(series.claims.order_by("pk").values_list("pk", flat=True))
        chosen = [pk for number, pk in enumerate(own) if (two >> number) & 1]
        split_series(series.pk, chosen, f"Teil {three % 100}", "", self.editor, "zwei")

    def do_move(self, one: int, two: int, _: int) -> None:
        claim = self.claim(one)
        homes = [*Series.objects.order_by("pk").values_list("pk", flat=True), None]
        move_claim(claim.pk, homes[two % len(homes)], self.editor, seen=claim.series_id)

    def do_new_topic(self, one: int, two: int, _: int) -> None:
        claim = self.claim(one)
        move_to_new_topic(claim.pk, f"Thema {two % 3}", self.editor, seen=claim.series_id)

    def do_name_topic(self, one: int, two: int, _: int) -> None:
        topics = list(Topic.objects.order_by("pk"))
        topic = topics[one % len(topics)]
        name_topic(topic.pk, ["", "Alpha", "Beta"][two % 3], ["", "A"][one % 2], self.editor, seen=naming_of(topic))

    def do_name_series(self, one: int, two: int, _: int) -> None:
        rows = list(Series.objects.order_by("pk"))
        row = rows[one % len(rows)]
        name_series(row.pk, ["", "Gamma", "Delta"][two % 3], "", self.editor, seen=naming_of(row))

    def do_undo(self, one: int, *_: int) -> None:
        made = list(Arrangement.objects.in_force().order_by("pk"))
        if made:
            undo(made[one % len(made)].pk, self.editor)

    def undo_all(self, chance: int) -> None:
        """In any order; what stands on another arrangement is refused until that is undone."""
        while left := list(Arrangement.objects.in_force().order_by("pk").values_list("pk", flat=True)):
            for tried in range(len(left)):
                try:
                    with transaction.atomic():
                        undo(left[(chance + tried) % len(left)], self.editor)
                    break
                except Refused:
                    continue
            else:
                raise AssertionError("nothing can be undone")

    @staticmethod
    def claim(one: int) -> Claim:
        claims = list(Claim.objects.order_by("pk"))
        return claims[one % len(claims)]


def state() -> tuple[object, ...]:
    """All that readers see, by names, not by numbers of rows; and none of the arrangements themselves."""
    return (
        sorted(Topic.objects.values_list("actor", "subject_class", "title", "title_en", "sort_key", "merged_into")),
        sorted(map(repr, Series.objects.values_list("topic__actor", "topic__subject_class", "kind", "metric", "scope",
                                                    "part", "title", "merged_into__scope"))),
        sorted(Claim.objects.values_list("pk", "series__topic__actor", "series__topic__subject_class", "series__scope",
                                         "series__part", "series_by_editor"), key=repr),
        sorted(map(repr, Change.objects.values_list("claim", "previous", "what", "day", "difference", "added_at"))),
    )  # fmt: skip


def at_rest() -> tuple[object, ...]:
    """The same without what only a moment decides."""
    topics, series, claims, _ = state()
    changes = Change.objects.values_list("claim", "previous", "what", "day", "difference", "series__scope")
    return topics, series, claims, sorted(map(repr, changes))


def check_in_force() -> None:
    """Everything that an editor set and nobody undid can be seen in the rows of claims and names."""
    for row in Arrangement.objects.in_force():
        if row.action == Action.MERGE_TOPICS:
            assert row.topic.merged_into == row.into_topic
            assert not Claim.objects.filter(series__topic=row.topic).exists()
        elif row.action == Action.MERGE_SERIES:
            assert row.series.merged_into == row.into_series
            assert not row.series.claims.exists()
        elif row.action == Action.NAME_TOPIC:
            last = Arrangement.objects.in_force().filter(action=Action.NAME_TOPIC, topic=row.topic).first()
            assert (row.topic.title, row.topic.title_en) == (last.name, last.name_en)
    for claim in Claim.objects.filter(pins__isnull=False).distinct():
        pin = claim.pins.order_by("pk").last()
        assert claim.series_by_editor
        assert claim.series == (end_of(pin.series) if pin.series else None)


def end_of(series: Series) -> Series:
    """Where the editors' merges lead from here, found step by step along the rows."""
    if series.merged_into:
        return end_of(series.merged_into)
    into = series.topic.merged_into
    if not into:
        return series
    scope = "" if series.scope == into.actor else series.scope
    key = {"kind": series.kind, "metric": series.metric, "scope": scope, "part": series.part}
    return end_of(Series.objects.get(topic=into, **key))


@settings(
    max_examples=examples(4),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS, chance=ANY)
def test_what_editors_set_stays_in_force_and_undoing_all_leaves_what_the_rules_alone_say(db, steps, chance):
    with transaction.atomic():
        desk = Desk()
        for step in steps:
            desk.step(*step)
            check_in_force()
            before = state()
            desk.do_relink()
            assert state() == before
        desk.undo_all(chance)
        assert not Pin.objects.exists()
        undone = at_rest()
        Claim.objects.update(series=None)
        Topic.objects.all().delete()
        desk.do_relink()
        assert at_rest() == undone
        transaction.set_rollback(True)
