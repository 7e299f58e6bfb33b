"""Editors rename, merge, split and move; what they set holds for what comes, and undoing gives back what was."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.translation import override

from claims import recording, runs
from claims.arranging import (
    Refused,
    Stale,
    merge_series,
    merge_topics,
    move_claim,
    move_to_new_topic,
    name_series,
    name_topic,
    naming_of,
    preview,
    split_series,
    undo,
)
from claims.comparison.arranged import Circle, Rules
from claims.comparison.subjects import SeriesKey, TopicKey
from claims.corrections import correct
from claims.locks import lock_article
from claims.models import Arrangement, Change, Claim, Pin, Series, Topic
from claims.records import Metric, PlaceRef, PlaceRole, SourceType, Stance
from claims.revisions import history
from tests import factories as make

pytestmark = pytest.mark.django_db
PENTAGON = make.source("Pentagon", SourceType.GOVERNMENT)
KURSK = (PlaceRef("Kursk", PlaceRole.AT),)
ARMY = {"subject_class": "Truppen"}


def read(article, *records):
    """Let the machine read the article anew, and find these."""
    lease = runs.take(make.run(article).pk)
    assert lease
    assert recording.store(lease, records, "rules", "")


def topic(cls: str = "Soldaten") -> Topic:
    return Topic.objects.get(actor="Nordkorea", subject_class=cls)


def rows() -> tuple[list[object], ...]:
    """Rows with their numbers: what an exact undo must leave."""
    changes = Change.objects.values_list("claim", "previous", "what", "series", "day", "added_at")
    return (
        list(Topic.objects.order_by("pk").values_list()),
        list(Series.objects.order_by("pk").values_list()),
        list(Claim.objects.order_by("pk").values_list("pk", "series", "series_by_editor")),
        sorted(changes, key=repr),
    )


@pytest.fixture
def two(stored):
    """Soldiers: 1.500, then 3.000 of the NIS. Troops: 2.000 of the NIS, 2.000 of the Pentagon."""
    stored(make.record(1500, 1500))
    stored(make.record(3000, 3000, reported_on=date(2024, 10, 20)))
    stored(make.record(2000, 2000, reported_on=date(2024, 10, 19), **ARMY))
    stored(make.record(2000, 2000, reported_on=date(2024, 10, 21), source=PENTAGON, **ARMY))
    return topic("Truppen"), topic()


def test_merged_topics_are_compared_as_one_and_new_articles_join_them(two, editor, stored):
    done = merge_topics(two[0].pk, two[1].pk, editor, "dieselben Leute")
    assert (done.claims, done.sources) == (2, 2)
    values = Claim.objects.filter(series__topic=two[1]).order_by("reported_on").values_list("value_low", flat=True)
    assert list(values) == [1500, 2000, 3000, 2000]
    raised = Change.objects.filter(what="raised").values_list("previous__value_low", "claim__value_low")
    assert sorted(raised) == [(1500, 2000), (2000, 3000)]
    stored(make.record(9000, 9000, **ARMY))
    assert Claim.objects.get(value_low=9000).series.topic == two[1]
    assert not two[0].series.filter(claims__isnull=False).exists()


def test_undoing_a_merge_gives_back_the_very_rows(two, editor):
    before = rows()
    done = merge_topics(two[0].pk, two[1].pk, editor, "dieselben")
    assert rows() != before
    undo(done.pk, editor)
    assert rows() == before
    done.refresh_from_db()
    assert (done.undone_by, done.why) == (editor, "dieselben")


def test_a_merge_survives_relinking_and_reading_anew(two, editor):
    merge_topics(two[0].pk, two[1].pk, editor)
    article = Claim.objects.filter(subject_class="Truppen").first().article
    after = rows()
    call_command("relink", verbosity=0)
    assert rows() == after
    read(article, make.record(2100, 2100, **ARMY))
    assert article.claims.get().series.topic == two[1]


def test_a_preview_tells_exactly_what_would_be_and_leaves_nothing(two, editor):
    before = rows()
    foreseen = preview(lambda: merge_topics(two[0].pk, two[1].pk, editor))
    assert rows() == before
    assert not Arrangement.objects.exists()
    done = merge_topics(two[0].pk, two[1].pk, editor)
    effects = ("claims", "sources", "came", "went")
    assert [getattr(done, name) for name in effects] == [getattr(foreseen, name) for name in effects]
    # 1.500 → 2.000 → 3.000 comes; 1.500 → 3.000 goes, 2.000 is no first word any more, nor what the Pentagon confirms.
    assert (done.came, done.went) == (2, 3)


def test_circles_and_what_was_merged_already_are_refused_in_words(two, editor, stored):
    stored(make.record(7, 7, subject_class="Offiziere"))
    third = topic("Offiziere")
    merge_topics(two[0].pk, two[1].pk, editor)
    before = rows()
    for one, other, words in (
        (two[1], two[0], "circle"),
        (two[0], third, "already"),
        (third, two[0], "choose that one"),
        (third, third, "same topic"),
    ):
        with pytest.raises(Refused, match=words):
            merge_topics(one.pk, other.pk, editor)
    assert rows() == before
    merge_topics(two[1].pk, third.pk, editor)
    with pytest.raises(Refused, match="circle"):
        merge_topics(third.pk, two[0].pk, editor)
    assert set(Claim.objects.values_list("series__topic", flat=True)) == {third.pk}


def test_a_circle_of_series_and_topics_is_refused_whoever_closes_it(two, editor):
    army, soldiers = two
    ours, theirs = (Series.objects.get(topic=one, kind="count") for one in (army, soldiers))
    merge_series(ours.pk, theirs.pk, editor)
    with pytest.raises(Refused, match="circle"):
        merge_topics(soldiers.pk, army.pk, editor)
    assert topic().merged_into is None


def test_undoing_that_would_close_a_circle_waits_for_the_other(two, editor, stored):
    stored(make.record(7, 7, subject_class="Offiziere"))
    army, soldiers, third = (Series.objects.get(topic=one, kind="count") for one in (*two, topic("Offiziere")))
    first = merge_series(soldiers.pk, army.pk, editor)
    second = merge_series(army.pk, third.pk, editor)
    last = merge_topics(army.topic_id, soldiers.topic_id, editor)
    with pytest.raises(Refused, match="circle"):
        undo(second.pk, editor)
    for done in (last, second, first):
        undo(done.pk, editor)
    assert {claim.series.topic.subject_class for claim in Claim.objects.all()} == {"Soldaten", "Truppen", "Offiziere"}


@pytest.mark.parametrize(
    ("fields", "words"), [({"metric": Metric.PLANNED}, "different quantities"), ({"kind": "statement"}, "their own")]
)
def test_series_that_mean_something_else_are_not_merged(two, editor, stored, fields, words):
    stored(make.record(5, 5, **fields) if "metric" in fields else make.statement())
    ours = Series.objects.get(topic=two[1], **({"metric": "deployed"}))
    other = Series.objects.exclude(metric="deployed").get()
    with pytest.raises(Refused, match=words):
        merge_series(ours.pk, other.pk, editor)


def test_places_of_a_merged_topic_keep_their_own_series_but_for_the_topics_own_place(editor, stored):
    rules = Rules({TopicKey("Kursk", "Opfer"): TopicKey("Russland", "Opfer")})
    for scope, wanted in (("", ""), ("Belgorod", "Belgorod"), ("Russland", "")):
        key = SeriesKey(TopicKey("Kursk", "Opfer"), "count", "killed", scope)
        assert rules.seat(key) == SeriesKey(TopicKey("Russland", "Opfer"), "count", "killed", wanted)


def test_rules_in_a_circle_are_found():
    one, other = TopicKey("A", "x"), TopicKey("B", "x")
    with pytest.raises(Circle):
        Rules({one: other, other: one}).check()
    ours, theirs = (SeriesKey(key, "count", "killed", "") for key in (one, other))
    with pytest.raises(Circle):
        Rules({one: other}, {theirs: ours}).check()
    Rules({one: other}, {ours: theirs}).check()


def test_a_split_takes_its_claims_and_new_articles_stay_with_the_rules(two, editor, stored):
    series = Series.objects.get(topic=two[1], kind="count")
    claim = Claim.objects.get(value_low=3000)
    before = rows()
    done = split_series(series.pk, [claim.pk], "Nach Kursk verlegt", "Sent to Kursk", editor, "anderer Ort")
    part = Claim.objects.get(pk=claim.pk).series
    assert (part.title, part.title_en, part.topic, part.metric) == (
        "Nach Kursk verlegt", "Sent to Kursk", two[1], "deployed",
    )  # fmt: skip
    stored(make.record(4000, 4000, reported_on=date(2024, 10, 25)))
    assert Claim.objects.get(value_low=4000).series == series
    Claim.objects.get(value_low=4000).article.delete()
    call_command("relink", verbosity=0)
    assert Claim.objects.get(series=part) == claim
    undo(done.pk, editor)
    assert rows() == before
    assert not Pin.objects.exists()


def test_a_split_claim_that_is_read_anew_is_known_by_its_words(two, editor):
    series = Series.objects.get(topic=two[1], kind="count")
    claim = Claim.objects.get(value_low=3000)
    part = split_series(series.pk, [claim.pk], "Teil", "", editor).into_series
    read(claim.article, make.record(3100, 3100), make.record(50, 50, figure_start=40, figure_end=42))
    assert not Claim.objects.filter(pk=claim.pk).exists()
    assert Claim.objects.get(value_low=3100).series == part
    assert Claim.objects.get(value_low=50).series == series
    read(claim.article)
    assert not part.claims.exists()
    read(claim.article, make.record(3000, 3000))
    assert claim.article.claims.get().series == part


def test_the_position_of_somebody_else_in_the_sentence_is_not_taken_for_the_pinned_one(editor, stored):
    article = stored(make.statement(), make.statement(canonical="NATO"))
    stored(make.statement(subject_class="Truppen"))
    claim, other = article.claims.get(source__name="Kreml"), Series.objects.get(topic=topic("Truppen"))
    move_claim(claim.pk, other.pk, editor, seen=claim.series_id)
    read(article, make.statement(canonical="NATO"), make.statement(canonical="Pentagon", start=5))
    assert not article.claims.filter(series=other).exists()
    read(article, make.statement(canonical="NATO", subject="Soldaten Nordkoreas"), make.statement(stance=Stance.HEDGES))
    assert [claim.source.name for claim in article.claims.filter(series=other)] == ["Kreml"]


def test_a_split_follows_its_topic_into_another_one_under_its_name(two, editor):
    army = Series.objects.get(topic=two[0], kind="count")
    claim = army.claims.first()
    part = split_series(army.pk, [claim.pk], "Teil", "", editor).into_series
    name_series(part.pk, "Besser", "", editor, seen=0)
    merged = merge_topics(two[0].pk, two[1].pk, editor)
    claim.refresh_from_db()
    assert (claim.series.topic, claim.series.title) == (two[1], "Besser")
    assert claim.series != Series.objects.get(topic=two[1], part="")
    undo(merged.pk, editor)
    claim.refresh_from_db()
    assert claim.series == part


def test_a_split_of_nothing_of_everything_or_without_a_name_is_refused(two, editor):
    series = Series.objects.get(topic=two[1], kind="count")
    own = list(series.claims.values_list("pk", flat=True))
    stranger = Claim.objects.exclude(series=series).first().pk
    for chosen, name, words in (
        ([], "Teil", "at least one"),
        (own, "Teil", "Nothing would be left"),
        (own[:1], " ", "needs a name"),
    ):
        with pytest.raises(Refused, match=words):
            split_series(series.pk, chosen, name, "", editor)
    with pytest.raises(Stale, match="not in the series"):
        split_series(series.pk, [own[0], stranger], "Teil", "", editor)


def test_the_last_move_counts_and_undoing_it_leads_to_the_one_before(two, editor, stored):
    stored(make.record(7, 7, places=KURSK))
    claim = Claim.objects.get(value_low=3000)
    home, kursk, army = claim.series, Series.objects.get(scope="Kursk"), Series.objects.get(topic=two[0])
    first = move_claim(claim.pk, kursk.pk, editor, seen=home.pk)
    second = move_claim(claim.pk, army.pk, editor, seen=kursk.pk)
    nowhere = move_claim(claim.pk, None, editor, seen=army.pk)
    assert Claim.objects.get(pk=claim.pk).series is None
    for done, wanted in ((nowhere, army), (second, kursk), (first, home)):
        undo(done.pk, editor)
        assert Claim.objects.get(pk=claim.pk).series == wanted
    assert not Claim.objects.get(pk=claim.pk).series_by_editor


def test_a_claim_moves_to_a_topic_that_an_editor_makes(two, editor):
    claim = Claim.objects.get(value_low=3000)
    with pytest.raises(Refused, match="already"):
        move_to_new_topic(claim.pk, "nordkorea · soldaten", editor, seen=claim.series_id)
    done = move_to_new_topic(claim.pk, "Pioniere", editor, seen=claim.series_id)
    claim.refresh_from_db()
    assert str(claim.series.topic) == "Pioniere"
    assert claim.series.metric == "deployed"
    undo(done.pk, editor)
    assert not Topic.objects.filter(subject_class="Pioniere").exists()


def test_a_move_among_other_quantities_or_from_elsewhere_is_refused(two, editor, stored):
    stored(make.record(5, 5, metric=Metric.PLANNED))
    claim = Claim.objects.get(value_low=3000)
    with pytest.raises(Refused, match="different quantities"):
        move_claim(claim.pk, Series.objects.get(metric="planned").pk, editor, seen=claim.series_id)
    with pytest.raises(Stale, match="in the meantime"):
        move_claim(claim.pk, None, editor, seen=4711)
    with pytest.raises(Refused, match="there already"):
        move_claim(claim.pk, claim.series_id, editor, seen=claim.series_id)


def test_a_rejected_claim_leaves_its_pin_and_finds_it_again(two, editor):
    claim, army = Claim.objects.get(value_low=3000), Series.objects.get(topic=two[0])
    move_claim(claim.pk, army.pk, editor, seen=claim.series_id)
    rejected = correct(claim.pk, 1, {"review": "rejected"}, editor).claim
    assert rejected.series is None
    assert correct(claim.pk, rejected.version, {"review": "accepted"}, editor).claim.series == army


def test_names_are_shown_by_language_and_the_last_one_in_force_counts(two, editor):
    one = name_topic(two[1].pk, "Soldaten aus Nordkorea", "North Korean soldiers", editor, seen=0)
    assert str(topic()) == "North Korean soldiers"
    with override("de"):
        assert str(topic()) == "Soldaten aus Nordkorea"
    assert topic().slug == "soldaten-aus-nordkorea"
    with pytest.raises(Stale, match="Soldaten aus Nordkorea"):
        name_topic(two[1].pk, "Anders", "", editor, seen=0)
    two_ = name_topic(two[1].pk, "Anders", "", editor, seen=naming_of(two[1]))
    undo(one.pk, editor)
    assert str(topic()) == "Anders"
    undo(two_.pk, editor)
    assert (str(topic()), topic().title, topic().slug) == ("Nordkorea · Soldaten", "", "nordkorea-soldaten")


def test_two_topics_do_not_bear_one_name(two, editor):
    for name in ("Nordkorea · Truppen", "nordkorea · truppen"):
        with pytest.raises(Refused, match="Merge the two"):
            name_topic(two[1].pk, name, "", editor, seen=0)
    with pytest.raises(Refused, match="so already"):
        name_topic(two[1].pk, "", "", editor, seen=0)


def test_an_empty_topic_keeps_what_was_arranged_of_it(two, editor, stored):
    merge_topics(two[0].pk, two[1].pk, editor)
    name_topic(two[1].pk, "Alle", "", editor, seen=0)
    for claim in Claim.objects.select_related("article"):
        claim.article.delete()
    call_command("relink", verbosity=0)
    stored(make.record(1, 1, **ARMY))
    assert str(Claim.objects.get().series.topic) == "Alle"


def test_a_stale_undo_says_who_was_faster(two, editor, django_user_model):
    done = merge_topics(two[0].pk, two[1].pk, editor)
    undo(done.pk, django_user_model.objects.create_user("anna"))
    with pytest.raises(Stale, match="anna undid this already"):
        undo(done.pk, editor)


@pytest.mark.django_db(transaction=True)
def test_two_editors_and_a_reading_at_once_leave_one_story(two, editor, stored):
    """Both merge the same topic, one this way, one that way, while an article of it is read: one merge stands."""
    army, soldiers = two
    article = Claim.objects.filter(series__topic=army).first().article

    def act(merge):
        try:
            return merge_topics(merge[0], merge[1], editor) if merge else read(article, make.record(2500, 2500, **ARMY))
        except Refused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        jobs = [pool.submit(act, job) for job in ((army.pk, soldiers.pk), (soldiers.pk, army.pk), None)]
        answers = [job.result(timeout=60) for job in jobs]
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Arrangement.objects.in_force().count() == 1
    assert Claim.objects.values("series__topic").distinct().count() == 1
    call_command("relink", verbosity=0)
    assert Claim.objects.values("series__topic").distinct().count() == 1


@pytest.mark.django_db(transaction=True)
def test_who_arranges_waits_for_who_reads(two, editor):
    """A reading holds the arrangements while it writes; the merge follows it and finds its claims."""

    def merge():
        try:
            return merge_topics(two[0].pk, two[1].pk, editor).claims
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            article = Claim.objects.get(value_low=1500).article
            lock_article(article.pk)
            waiting = pool.submit(merge)
            time.sleep(0.5)
            assert not waiting.done()
            read(article, make.record(1700, 1700, **ARMY))
        assert waiting.result(timeout=30) == 3


def test_the_history_of_a_claim_tells_who_moved_it(two, editor):
    claim = Claim.objects.get(value_low=3000)
    merge_topics(two[1].pk, two[0].pk, editor)
    last = history(claim.pk)[-1]
    assert last.user == editor
    assert [(field.name, field.old, field.new) for field in last.fields] == [
        ("series", "Nordkorea · Soldaten · deployed", "Nordkorea · Truppen · deployed")
    ]


def test_what_was_set_before_there_were_arrangements_stays_and_can_be_undone(two, editor):
    claim, army = Claim.objects.get(value_low=3000), Series.objects.get(topic=two[0])
    home = claim.series
    Claim.objects.filter(pk=claim.pk).update(series=army, series_by_editor=True)
    Topic.objects.filter(pk=two[1].pk).update(title="Alte Überschrift")
    Series.objects.filter(pk=home.pk).update(title="Alter Name")
    import_module("claims.migrations.0007_arrangements").keep_what_editors_set(apps, None)
    call_command("relink", verbosity=0)
    assert Claim.objects.get(pk=claim.pk).series == army
    assert (str(topic()), str(Series.objects.get(pk=home.pk))) == ("Alte Überschrift", "Alter Name")
    for made in Arrangement.objects.all():
        undo(made.pk, editor)
    assert Claim.objects.get(pk=claim.pk).series == home
    assert (str(topic()), Series.objects.get(pk=home.pk).title) == ("Nordkorea · Soldaten", "")
