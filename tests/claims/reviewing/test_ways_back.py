"""Decisions and ways back where something else happened: another reading, a corrected text, a time in the bin.

Each was found by `tests/claims/test_editing_promises.py`.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from articles import binning
from articles.signals import articles_ready
from claims import hiding
from claims.arranging import merge_topics
from claims.corrections import correct
from claims.history import history
from claims.models import Claim, Proposal
from claims.placing import places_of
from claims.records import PlaceRef, PlaceRole, Precision
from claims.reviewing.deciding import take
from claims.reviewing.undoing import undo
from claims.revisions import restore
from tests import factories as make
from tests.claims.arranged import read
from tests.claims.promises.paper import SENTENCES, bring
from tests.claims.promises.paper import read as read_as
from tests.claims.promises.truths import replayed

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(stored):
    """1.500 in Kursk, says the NIS."""
    stored(at("Kursk"))
    return Claim.objects.get()


@pytest.fixture
def _nobody_listens(monkeypatch):
    monkeypatch.setattr(articles_ready, "receivers", [])
    articles_ready.sender_receivers_cache.clear()


def at(place, **fields):
    return make.record(1500, 1500, places=(PlaceRef(place, PlaceRole.AT),), **fields)


def test_a_reading_that_changes_nothing_but_places_is_in_the_history(stored, editor):
    kursk, moscow = ((PlaceRef(name, PlaceRole.AT),) for name in ("Kursk", "Moskau"))
    article = stored(make.statement(places=kursk))
    claim = Claim.objects.get()
    read(article, make.statement(places=moscow))
    assert [change.name for change in history(claim.pk)[-1].fields] == ["places"]
    done = correct(claim.pk, 1, {"places": [("Belgorod", "at")]}, editor)
    undo(done.step.pk, editor)
    assert places_of(claim.pk) == (("Moskau", "at"),)


def test_undoing_what_gave_a_claim_back_to_the_machine_takes_its_new_places_back_too(claim, editor):
    correct(claim.pk, 1, {"stance": "denies"}, editor)
    back = restore(claim.pk, 2, history(claim.pk)[0].event, editor)
    read(claim.article, at("Moskau"))
    undo(back.step.pk, editor)
    claim.refresh_from_db()
    assert (claim.stance, claim.review, places_of(claim.pk)) == ("denies", "corrected", (("Kursk", "at"),))


def test_an_older_reading_that_an_editor_goes_back_to_is_not_overwritten(claim, editor):
    read(claim.article, at("Kursk", reported_on=None))
    restore(claim.pk, 1, history(claim.pk)[0].event, editor)
    read(claim.article, at("Kursk", reported_on=None))
    claim.refresh_from_db()
    assert (claim.review, claim.reported_on) == ("corrected", date(2024, 10, 18))


@pytest.mark.usefixtures("_nobody_listens")
@pytest.mark.parametrize("way", ["undo", "restore"])
def test_ways_back_over_a_corrected_text_quote_the_text_as_it_is(editor, way):
    article = bring(1, [0, 1, 2], 0, 0)
    read_as(article, 1)
    claim = Claim.objects.get(quote=SENTENCES[1])
    done = correct(claim.pk, 1, {"stance": "denies", "quote": SENTENCES[2]}, editor)
    bring(1, [3, 2, 0, 1], 0, 1)
    if way == "undo":
        undo(done.step.pk, editor)
    else:
        restore(claim.pk, 2, history(claim.pk)[0].event, editor)
    claim = Claim.objects.get(pk=claim.pk)
    assert claim.quote == claim.article.text[claim.start : claim.end] == SENTENCES[1]
    assert claim.article.text[claim.figure_start : claim.figure_end] == "10.000"


@pytest.mark.usefixtures("_nobody_listens")
def test_words_that_are_gone_from_the_text_do_not_come_back_as_evidence(editor):
    article = bring(1, [0, 1, 2], 0, 0)
    read_as(article, 1)
    claim = Claim.objects.get(quote=SENTENCES[1])
    done = correct(claim.pk, 1, {"stance": "denies", "quote": SENTENCES[2]}, editor)
    bring(1, [3, 2], 0, 1)
    undo(done.step.pk, editor)
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.stance, claim.quote) == ("asserts", SENTENCES[2])
    assert claim.article.text[claim.start : claim.end] == claim.quote


def test_who_comes_back_from_the_bin_to_another_topic_has_it_told(stored, pair, editor):
    army, soldiers = pair
    article = Claim.objects.filter(series__topic=army).first().article
    batch = make.item(article).batch
    binning.delete(batch.pk, editor, timezone.now())
    merge_topics(army.pk, soldiers.pk, editor)
    binning.restore(batch.pk)
    while hiding.settle():
        continue
    claim = Claim.objects.get(article=article)
    assert claim.series.topic == soldiers
    assert replayed(Claim)[claim.pk]["series_id"] == claim.series_id


def test_another_month_that_a_later_run_reads_stays_a_month(claim, editor):
    def in_month(month):
        days = {"event_from": date(2024, month, 1), "event_to": date(2024, month, 28)}
        return at("Kursk", event_precision=Precision.MONTH, **days)

    read(claim.article, in_month(9))
    correct(claim.pk, 1, {"review": "accepted"}, editor)
    read(claim.article, in_month(10))
    take(Proposal.objects.get(state="open").pk, editor)
    claim.refresh_from_db()
    assert (claim.event_from, claim.event_precision) == (date(2024, 10, 1), "month")


def test_other_places_alone_are_a_correction_whatever_was_decided_before(claim, editor):
    correct(claim.pk, 1, {"review": "rejected", "rejected_for": "duplicate"}, editor)
    claim = correct(claim.pk, 2, {"places": [("Moskau", "at")]}, editor).claim
    assert (claim.review, claim.rejected_for) == ("corrected", "")
