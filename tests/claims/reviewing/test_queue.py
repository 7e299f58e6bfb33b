"""Editors get the claims first that matter most, and never the same one at a time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.corrections import correct
from claims.models import Claim, Comment, Hold
from claims.reviewing.holds import held_by_other, hold, let_go, put_off, take_next
from claims.reviewing.queue import Wanted, front, to_review

pytestmark = pytest.mark.django_db
ALL = Wanted()


def values(user, wanted=ALL):
    return [place.pk for place in front(wanted, user, 50)]


def test_what_changes_a_timeline_comes_before_what_is_doubtful_and_that_before_the_rest(figures, editor, stored):
    first, raised, repeated = figures
    Claim.objects.filter(pk=first.pk).update(confidence=0.9)
    Claim.objects.filter(pk=raised.pk).update(confidence=0.95)
    Claim.objects.filter(pk=repeated.pk).update(confidence=0.2)
    assert values(editor) == [raised.pk, repeated.pk, first.pk]


def test_a_readers_comment_brings_a_claim_to_the_front_even_where_it_was_decided(figures, editor):
    first = figures[0]
    correct(first.pk, 1, {"review": "accepted"}, editor)
    assert first.pk not in values(editor)
    Comment.objects.create(claim=first, user=editor, text="Das Datum stimmt nicht.")
    assert first.pk in values(editor)
    assert [claim.pk for claim in to_review(Wanted(commented=True), 9)] == [first.pk]


def test_two_editors_are_not_handed_the_same_claim(figures, editor, second):
    handed = {take_next(ALL, editor), take_next(ALL, second)}
    assert len(handed) == 2
    assert take_next(ALL, editor) in handed  # one's own claim stays one's own


def test_a_hold_ends_by_itself_and_by_taking_another_claim(figures, editor, second):
    one, other = figures[0].pk, figures[1].pk
    assert hold(one, editor)
    assert not hold(one, second)
    assert held_by_other(one, second) == "erika"
    assert hold(one, second, now=timezone.now() + timedelta(minutes=11))
    assert hold(other, second)
    assert held_by_other(one, editor) == ""
    let_go(second)
    assert Hold.objects.count() == 0


def test_what_an_editor_puts_off_comes_last_for_this_editor_alone(figures, editor, second):
    front = values(editor)[0]
    put_off(front, editor)
    assert values(editor)[-1] == front
    assert values(second)[0] == front


def test_the_queue_can_be_narrowed(figures, editor):
    claim = figures[0]
    topic, source = claim.series.topic_id, claim.source_id
    assert len(values(editor, Wanted(topic=topic, source=source))) == 3
    assert values(editor, Wanted(topic=topic + 1)) == []
    assert values(editor, Wanted(kind="location")) == []
    assert len(values(editor, Wanted(since=figures[1].reported_on))) == 2


def test_nothing_left_is_said_so(editor):
    assert take_next(ALL, editor) is None


def test_the_queue_is_four_queries_and_its_first_claim_three_at_most(figures, editor, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        front(ALL, editor, 20)
    with django_assert_max_num_queries(3):
        assert len(front(ALL, editor, 1)) == 1
