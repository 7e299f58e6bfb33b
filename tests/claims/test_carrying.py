"""Claims go along with a new version of their article; none is lost, and what editors decided stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import copies
from articles.models import Article
from articles.records import CleanArticle, FoundDate
from articles.signals import articles_ready
from claims import recording, runs
from claims.corrections import correct
from claims.models import Claim, Gone
from claims.records import NormalisedClaim
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2024, 10, 18)
FIRST = "Der NIS nennt {} Soldaten in der Region Kursk."
SECOND = "Das Pentagon spricht von 10.000 Soldaten in ganz Russland."
THIRD = "Kiew rechnet mit 12.000 Soldaten bis zum Jahresende."


@pytest.fixture(autouse=True)
def _nobody_listens(monkeypatch):
    """Articles are read here by hand-made records."""
    monkeypatch.setattr(articles_ready, "receivers", [])
    articles_ready.sender_receivers_cache.clear()


def bring(text: str, day: date | None = DAY) -> Article:
    """Store a version of the one article, and what a machine reads in it: the figure of each sentence."""
    published = FoundDate(day, "day", "meta") if day else FoundDate()
    clean = CleanArticle(
        title="Soldaten", text=text, url="https://bote.example/soldaten", outlet="Bote", published=published
    )
    pk, is_new = copies.store(clean, None)
    article = Article.objects.get(pk=pk)
    if is_new:
        lease = runs.take(make.run(article).pk)
        assert lease is not None
        assert recording.store(lease, list(records(article)), "rules", "")
    return article


def records(article: Article):
    """A claim for each sentence with a figure, by the source that it names."""
    start = 0
    for sentence in article.text.splitlines():
        figures = [word for word in sentence.split() if word[0].isdigit()]
        if figures:
            yield _record(sentence, figures[0], start, article.text_day)
        start += len(sentence) + 1


def _record(sentence: str, figure: str, start: int, day: date | None) -> NormalisedClaim:
    at = start + sentence.index(figure)
    value = int(figure.replace(".", ""))
    return make.record(
        value, value, start=start, end=start + len(sentence), quote=sentence, figure_start=at,
        figure_end=at + len(figure), reported_on=day, source=make.source(sentence.split()[1]),
    )  # fmt: skip


def text(*sentences: str) -> str:
    return "\n".join(sentences)


def claims() -> dict[int, Claim]:
    return {int(claim.value_low or 0): claim for claim in Claim.objects.select_related("article")}


def test_claims_move_with_their_sentences_and_keep_their_rows():
    bring(text(FIRST.format("3.000"), SECOND))
    before = {value: claim.pk for value, claim in claims().items()}
    bring(text("Neu ist dieser Satz.", SECOND, FIRST.format("3.000")))
    after = claims()
    assert {value: claim.pk for value, claim in after.items()} == before
    assert all(c.quote == c.article.text[c.start : c.end] for c in after.values())
    assert not Gone.objects.exists()


def test_a_figure_that_the_new_text_changes_is_gone_and_the_new_one_is_read():
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(FIRST.format("3.500"), SECOND))
    assert set(claims()) == {3000, 3500, 10000}
    gone = Gone.objects.get()
    assert (gone.claim.value_low, gone.revision.text) == (3000, text(FIRST.format("3.000"), SECOND))
    assert gone.claim.series_id == claims()[3500].series_id


def test_what_an_editor_decided_goes_along(editor):
    bring(text(FIRST.format("3.000"), SECOND))
    claim = claims()[3000]
    correct(claim.pk, 1, {"value_high": 3200}, editor)
    bring(text(SECOND, THIRD, FIRST.format("3.000") + " Das hieß es aus Seoul."))
    kept = Claim.objects.get(pk=claim.pk)
    assert (kept.value_high, kept.review, kept.version) == (3200, "corrected", 2)
    assert kept.quote == FIRST.format("3.000")
    assert Claim.objects.filter(start__lt=kept.end, end__gt=kept.start).count() == 1


def test_a_decision_on_a_claim_that_is_gone_stays_and_another_reading_does_not_touch_it(editor):
    bring(text(FIRST.format("3.000"), SECOND))
    correct(claims()[3000].pk, 1, {"review": "accepted"}, editor)
    article = bring(text(SECOND))
    lease = runs.take(make.run(article).pk)
    assert lease is not None
    assert recording.store(lease, list(records(article)), "rules", "")
    assert {value: claim.review for value, claim in claims().items()} == {3000: "accepted", 10000: "machine"}


def test_evidence_of_a_claim_that_is_gone_is_sought_in_the_version_that_has_it(editor):
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(SECOND))
    claim = claims()[3000]
    assert (
        correct(claim.pk, claim.version, {"quote": "3.000 Soldaten", "value_high": 3100}, editor).claim.quote
        == "3.000 Soldaten"
    )
    with pytest.raises(ValidationError):
        correct(claim.pk, 2, {"quote": THIRD}, editor)


def test_a_sentence_that_comes_back_takes_its_claim_back():
    bring(text(FIRST.format("3.000"), SECOND))
    number = claims()[3000].pk
    bring(text(SECOND))
    assert Gone.objects.get().claim_id == number
    bring(text(THIRD, FIRST.format("3.000")))
    assert claims()[3000].pk == number
    assert {gone.claim.value_low for gone in Gone.objects.all()} == {10000}


def test_a_sentence_of_the_first_version_keeps_its_day_and_a_new_one_has_that_of_its_version():
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(FIRST.format("3.000"), SECOND, THIRD), DAY + timedelta(days=4))
    assert {value: claim.reported_on for value, claim in claims().items()} == {
        3000: DAY, 10000: DAY, 12000: DAY + timedelta(days=4),
    }  # fmt: skip


def test_a_version_that_comes_late_leaves_claims_alone():
    bring(text(FIRST.format("3.500"), SECOND))
    bring(text(FIRST.format("3.000"), SECOND), DAY - timedelta(days=1))
    assert set(claims()) == {3500, 10000}
    assert not Gone.objects.exists()


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 5), min_size=1, max_size=5))
def test_whatever_comes_in_whatever_order_no_claim_of_an_editor_is_lost(editor, numbers):
    Article.objects.all().delete()
    sentences = [FIRST.format("3.000"), SECOND, THIRD]
    versions = [text(*sentences[n:], *sentences[:n]) for n in range(3)] + [
        text(s, "Sonst nichts Neues.") for s in sentences
    ]
    decided: set[int] = set()
    for number in numbers:
        bring(versions[number], None)
        for claim in Claim.objects.filter(review="machine"):
            correct(claim.pk, claim.version, {"review": "accepted"}, editor)
            decided.add(claim.pk)
        assert decided == set(Claim.objects.filter(review="accepted").values_list("pk", flat=True))
        for claim in Claim.objects.select_related("article", "gone__revision"):
            shown = claim.gone.revision.text if hasattr(claim, "gone") else claim.article.text
            assert shown[claim.start : claim.end] == claim.quote
    assert Article.objects.count() == 1
