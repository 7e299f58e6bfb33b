"""Editors split series and move claims: each claim stays where it was put, however the text is read anew."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command

from claims.arranging import (
    Refused,
    Stale,
    merge_topics,
    move_claim,
    move_to_new_topic,
    name_series,
    split_series,
    undo,
)
from claims.corrections import correct
from claims.models import Claim, Pin, Series, Topic
from claims.records import Metric, Stance
from tests import factories as make
from tests.claims.arranged import KURSK, read, rows, topic

pytestmark = pytest.mark.django_db


def test_a_split_takes_its_claims_and_new_articles_stay_with_the_rules(pair, editor, stored):
    series = Series.objects.get(topic=pair[1], kind="count")
    claim = Claim.objects.get(value_low=3000)
    before = rows()
    done = split_series(series.pk, [claim.pk], "Nach Kursk verlegt", "Sent to Kursk", editor, "anderer Ort")
    part = Claim.objects.get(pk=claim.pk).series
    assert (part.title, part.title_en, part.topic, part.metric) == (
        "Nach Kursk verlegt", "Sent to Kursk", pair[1], "deployed",
    )  # fmt: skip
    stored(make.record(4000, 4000, reported_on=date(2024, 10, 25)))
    assert Claim.objects.get(value_low=4000).series == series
    Claim.objects.get(value_low=4000).article.delete()
    call_command("relink", verbosity=0)
    assert Claim.objects.get(series=part) == claim
    undo(done.pk, editor)
    assert rows() == before
    assert not Pin.objects.exists()


def test_a_split_claim_that_is_read_anew_is_known_by_its_words(pair, editor):
    series = Series.objects.get(topic=pair[1], kind="count")
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


def test_a_split_follows_its_topic_into_another_one_under_its_name(pair, editor):
    army = Series.objects.get(topic=pair[0], kind="count")
    claim = army.claims.first()
    part = split_series(army.pk, [claim.pk], "Teil", "", editor).into_series
    name_series(part.pk, "Besser", "", editor, seen=0)
    merged = merge_topics(pair[0].pk, pair[1].pk, editor)
    claim.refresh_from_db()
    assert (claim.series.topic, claim.series.title) == (pair[1], "Besser")
    assert claim.series != Series.objects.get(topic=pair[1], part="")
    undo(merged.pk, editor)
    claim.refresh_from_db()
    assert claim.series == part


def test_a_split_of_nothing_of_everything_or_without_a_name_is_refused(pair, editor):
    series = Series.objects.get(topic=pair[1], kind="count")
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


def test_the_last_move_counts_and_undoing_it_leads_to_the_one_before(pair, editor, stored):
    stored(make.record(7, 7, places=KURSK))
    claim = Claim.objects.get(value_low=3000)
    home, kursk, army = claim.series, Series.objects.get(scope="Kursk"), Series.objects.get(topic=pair[0])
    first = move_claim(claim.pk, kursk.pk, editor, seen=home.pk)
    second = move_claim(claim.pk, army.pk, editor, seen=kursk.pk)
    nowhere = move_claim(claim.pk, None, editor, seen=army.pk)
    assert Claim.objects.get(pk=claim.pk).series is None
    for done, wanted in ((nowhere, army), (second, kursk), (first, home)):
        undo(done.pk, editor)
        assert Claim.objects.get(pk=claim.pk).series == wanted
    assert not Claim.objects.get(pk=claim.pk).series_by_editor


def test_a_claim_moves_to_a_topic_that_an_editor_makes(pair, editor):
    claim = Claim.objects.get(value_low=3000)
    with pytest.raises(Refused, match="already"):
        move_to_new_topic(claim.pk, "nordkorea · soldaten", editor, seen=claim.series_id)
    done = move_to_new_topic(claim.pk, "Pioniere", editor, seen=claim.series_id)
    claim.refresh_from_db()
    assert str(claim.series.topic) == "Pioniere"
    assert claim.series.metric == "deployed"
    undo(done.pk, editor)
    assert not Topic.objects.filter(subject_class="Pioniere").exists()


def test_a_move_among_other_quantities_or_from_elsewhere_is_refused(pair, editor, stored):
    stored(make.record(5, 5, metric=Metric.PLANNED))
    claim = Claim.objects.get(value_low=3000)
    with pytest.raises(Refused, match="different quantities"):
        move_claim(claim.pk, Series.objects.get(metric="planned").pk, editor, seen=claim.series_id)
    with pytest.raises(Stale, match="in the meantime"):
        move_claim(claim.pk, None, editor, seen=4711)
    with pytest.raises(Refused, match="there already"):
        move_claim(claim.pk, claim.series_id, editor, seen=claim.series_id)


def test_a_rejected_claim_leaves_its_pin_and_finds_it_again(pair, editor):
    claim, army = Claim.objects.get(value_low=3000), Series.objects.get(topic=pair[0])
    move_claim(claim.pk, army.pk, editor, seen=claim.series_id)
    rejected = correct(claim.pk, 1, {"review": "rejected"}, editor).claim
    assert rejected.series is None
    assert correct(claim.pk, rejected.version, {"review": "accepted"}, editor).claim.series == army
