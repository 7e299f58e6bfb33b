"""Editors rename and merge; what they set holds for what comes, and undoing gives back what was."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils.translation import override

from claims.arranging import (
    Refused,
    Stale,
    merge_series,
    merge_topics,
    name_topic,
    naming_of,
    preview,
    undo,
)
from claims.comparison.arranged import Circle, Rules
from claims.comparison.subjects import SeriesKey, TopicKey
from claims.history import history
from claims.models import Arrangement, Change, Claim, Series, Topic
from claims.records import Metric
from tests import factories as make
from tests.claims.arranged import ARMY, read, rows, topic

pytestmark = pytest.mark.django_db


def test_merged_topics_are_compared_as_one_and_new_articles_join_them(pair, editor, stored):
    done = merge_topics(pair[0].pk, pair[1].pk, editor, "dieselben Leute")
    assert (done.claims, done.sources) == (2, 2)
    values = Claim.objects.filter(series__topic=pair[1]).order_by("reported_on").values_list("value_low", flat=True)
    assert list(values) == [1500, 2000, 3000, 2000]
    raised = Change.objects.filter(what="raised").values_list("previous__value_low", "claim__value_low")
    assert sorted(raised) == [(1500, 2000), (2000, 3000)]
    stored(make.record(9000, 9000, **ARMY))
    assert Claim.objects.get(value_low=9000).series.topic == pair[1]
    assert not pair[0].series.filter(claims__isnull=False).exists()


def test_undoing_a_merge_gives_back_the_very_rows(pair, editor):
    before = rows()
    done = merge_topics(pair[0].pk, pair[1].pk, editor, "dieselben")
    assert rows() != before
    undo(done.pk, editor)
    assert rows() == before
    done.refresh_from_db()
    assert (done.undone_by, done.why) == (editor, "dieselben")


def test_a_merge_survives_relinking_and_reading_anew(pair, editor):
    merge_topics(pair[0].pk, pair[1].pk, editor)
    article = Claim.objects.filter(subject_class="Truppen").first().article
    after = rows()
    call_command("relink", verbosity=0)
    assert rows() == after
    read(article, make.record(2100, 2100, **ARMY))
    assert article.claims.get().series.topic == pair[1]


def test_a_preview_tells_exactly_what_would_be_and_leaves_nothing(pair, editor):
    before = rows()
    foreseen = preview(lambda: merge_topics(pair[0].pk, pair[1].pk, editor))
    assert rows() == before
    assert not Arrangement.objects.exists()
    done = merge_topics(pair[0].pk, pair[1].pk, editor)
    effects = ("claims", "sources", "came", "went")
    assert [getattr(done, name) for name in effects] == [getattr(foreseen, name) for name in effects]
    # 1.500 → 2.000 → 3.000 comes; 1.500 → 3.000 goes, 2.000 is no first word any more, nor what the Pentagon confirms.
    assert (done.came, done.went) == (2, 3)


def test_circles_and_what_was_merged_already_are_refused_in_words(pair, editor, stored):
    stored(make.record(7, 7, subject_class="Offiziere"))
    third = topic("Offiziere")
    merge_topics(pair[0].pk, pair[1].pk, editor)
    before = rows()
    for one, other, words in (
        (pair[1], pair[0], "circle"),
        (pair[0], third, "already"),
        (third, pair[0], "choose that one"),
        (third, third, "same topic"),
    ):
        with pytest.raises(Refused, match=words):
            merge_topics(one.pk, other.pk, editor)
    assert rows() == before
    merge_topics(pair[1].pk, third.pk, editor)
    with pytest.raises(Refused, match="circle"):
        merge_topics(third.pk, pair[0].pk, editor)
    assert set(Claim.objects.values_list("series__topic", flat=True)) == {third.pk}


def test_a_circle_of_series_and_topics_is_refused_whoever_closes_it(pair, editor):
    army, soldiers = pair
    ours, theirs = (Series.objects.get(topic=one, kind="count") for one in (army, soldiers))
    merge_series(ours.pk, theirs.pk, editor)
    with pytest.raises(Refused, match="circle"):
        merge_topics(soldiers.pk, army.pk, editor)
    assert topic().merged_into is None


def test_undoing_that_would_close_a_circle_waits_for_the_other(pair, editor, stored):
    stored(make.record(7, 7, subject_class="Offiziere"))
    army, soldiers, third = (Series.objects.get(topic=one, kind="count") for one in (*pair, topic("Offiziere")))
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
def test_series_that_mean_something_else_are_not_merged(pair, editor, stored, fields, words):
    stored(make.record(5, 5, **fields) if "metric" in fields else make.statement())
    ours = Series.objects.get(topic=pair[1], **({"metric": "deployed"}))
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


def test_names_are_shown_by_language_and_the_last_one_in_force_counts(pair, editor):
    one = name_topic(pair[1].pk, "Soldaten aus Nordkorea", "North Korean soldiers", editor, seen=0)
    assert str(topic()) == "North Korean soldiers"
    with override("de"):
        assert str(topic()) == "Soldaten aus Nordkorea"
    assert topic().slug == "soldaten-aus-nordkorea"
    with pytest.raises(Stale, match="Soldaten aus Nordkorea"):
        name_topic(pair[1].pk, "Anders", "", editor, seen=0)
    two_ = name_topic(pair[1].pk, "Anders", "", editor, seen=naming_of(pair[1]))
    undo(one.pk, editor)
    assert str(topic()) == "Anders"
    undo(two_.pk, editor)
    assert (str(topic()), topic().title, topic().slug) == ("Nordkorea · Soldaten", "", "nordkorea-soldaten")


def test_two_topics_do_not_bear_one_name(pair, editor):
    for name in ("Nordkorea · Truppen", "nordkorea · truppen"):
        with pytest.raises(Refused, match="Merge the two"):
            name_topic(pair[1].pk, name, "", editor, seen=0)
    with pytest.raises(Refused, match="so already"):
        name_topic(pair[1].pk, "", "", editor, seen=0)


def test_an_empty_topic_keeps_what_was_arranged_of_it(pair, editor, stored):
    merge_topics(pair[0].pk, pair[1].pk, editor)
    name_topic(pair[1].pk, "Alle", "", editor, seen=0)
    for claim in Claim.objects.select_related("article"):
        claim.article.delete()
    call_command("relink", verbosity=0)
    stored(make.record(1, 1, **ARMY))
    assert str(Claim.objects.get().series.topic) == "Alle"


def test_a_stale_undo_says_who_was_faster(pair, editor, django_user_model):
    done = merge_topics(pair[0].pk, pair[1].pk, editor)
    undo(done.pk, django_user_model.objects.create_user("anna"))
    with pytest.raises(Stale, match="anna undid this already"):
        undo(done.pk, editor)


def test_the_history_of_a_claim_tells_who_moved_it(pair, editor):
    claim = Claim.objects.get(value_low=3000)
    merge_topics(pair[1].pk, pair[0].pk, editor)
    last = history(claim.pk)[-1]
    assert last.user == editor
    assert [(field.name, field.old, field.new) for field in last.fields] == [
        ("series", "Nordkorea · Soldaten · deployed", "Nordkorea · Truppen · deployed")
    ]


def test_what_was_set_before_there_were_arrangements_stays_and_can_be_undone(pair, editor):
    claim, army = Claim.objects.get(value_low=3000), Series.objects.get(topic=pair[0])
    home = claim.series
    Claim.objects.filter(pk=claim.pk).update(series=army, series_by_editor=True)
    Topic.objects.filter(pk=pair[1].pk).update(title="Alte Überschrift")
    Series.objects.filter(pk=home.pk).update(title="Alter Name")
    import_module("claims.migrations.0007_arrangements").keep_what_editors_set(apps, None)
    call_command("relink", verbosity=0)
    assert Claim.objects.get(pk=claim.pk).series == army
    assert (str(topic()), str(Series.objects.get(pk=home.pk))) == ("Alte Überschrift", "Alter Name")
    for made in Arrangement.objects.all():
        undo(made.pk, editor)
    assert Claim.objects.get(pk=claim.pk).series == home
    assert (str(topic()), Series.objects.get(pk=home.pk).title) == ("Nordkorea · Soldaten", "")
