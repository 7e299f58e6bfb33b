"""Claims go along with a new version of their article; none is lost, and what editors decided stays."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import copies
from articles.models import Article, BatchItem, Revision
from articles.records import CleanArticle, FoundDate
from articles.signals import articles_ready
from articles.versions import changed_on
from claims import recording, runs
from claims.corrections import correct
from claims.linking import relink_topic
from claims.models import Change, Claim, Gone, Topic
from claims.records import NormalisedClaim
from claims.stale import Span, take_stale
from claims.templatetags.change_words import change_sentence
from claims.timeline.changes import ChangeFilters, listed_changes
from claims.timeline.evening import changes_by
from claims.timeline.filters import Filters
from claims.timeline.overview import topics_for_list
from claims.timeline.topic_rows import topic_rows, with_sums
from tests import factories as make
from tests.claims.stories import member

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


def changed() -> list[tuple[str, str, str, date | None]]:
    """What became of figures within a source, first words and repetitions apart: kind, old and new figure, day."""
    rows = Change.objects.exclude(what__in=["first", "repeated", "contradicted"]).order_by("pk")
    rows = rows.select_related("claim", "previous")
    return [(r.what, f"{r.previous.value_low:.0f}", f"{r.claim.value_low:.0f}", r.day) for r in rows if r.previous]


LATER = DAY + timedelta(days=4)


def test_a_figure_replaced_in_its_place_is_corrected_on_the_day_of_the_version():
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(FIRST.format("3.500"), SECOND), LATER)
    assert changed() == [("corrected", "3000", "3500", LATER)]
    assert Gone.objects.get().instead_id == claims()[3500].pk


def test_a_figure_taken_out_is_retracted_and_comes_back_with_its_sentence():
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(SECOND, "Sonst nichts Neues."), LATER)
    assert changed() == [("retracted", "3000", "3000", LATER)]
    bring(text(FIRST.format("3.000"), SECOND, "Wieder da."), LATER + timedelta(days=1))
    assert changed() == []


def test_an_outlet_takes_back_nothing_that_another_one_prints_before_it_or_after():
    def elsewhere() -> None:
        other = make.article(FIRST.format("3.000") + "\nAnders gesagt.", published=DAY, paper="Kurier")
        lease = runs.take(make.run(other).pk)
        assert lease
        assert recording.store(lease, list(records(other)), "rules", "")

    with transaction.atomic():
        elsewhere()
        bring(text(FIRST.format("3.000"), SECOND))
        bring(text(SECOND, "Sonst nichts Neues."), LATER)
        first = changed()
        transaction.set_rollback(True)
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(SECOND, "Sonst nichts Neues."), LATER)
    assert [what for what, *_ in changed()] == ["retracted"]
    elsewhere()
    # Said on the same day, it stood elsewhere when the outlet took it out.
    assert first == changed() == []


def test_a_fetched_version_that_gives_its_first_day_left_on_the_day_it_was_fetched():
    old = Revision(published_on=DAY, published_precision="day")
    at = {"fetched": {"url": "https://bote.example/soldaten", "at": "2024-10-22T09:00:00+00:00"}}
    fetched = Revision(published_on=DAY, published_precision="day", item=BatchItem(metadata=at))
    assert changed_on(old, fetched) == LATER
    fetched.published_on = DAY + timedelta(days=1)
    assert changed_on(old, fetched) == DAY + timedelta(days=1)
    assert changed_on(old, Revision(published_on=DAY, published_precision="day")) == DAY
    assert changed_on(old, Revision()) is None


@pytest.mark.parametrize(
    ("language", "corrected", "retracted"),
    [
        ("en", "Bote replaced a figure (NIS) in its text on October 22, 2024: 3,500 instead of 3,000 (+17 %).",
         "Bote took a figure (Pentagon) out of its text on October 22, 2024: 10,000."),
        ("de", "Bote ersetzte am 22. Oktober 2024 eine Zahl (NIS) im Text: 3.500 Soldaten statt 3.000 (+17 %).",
         "Bote strich am 22. Oktober 2024 eine Zahl (Pentagon) aus dem Text: 10.000 Soldaten."),
    ],
)  # fmt: skip
def test_sentences_say_that_it_is_the_outlet_that_changed_its_text(language, corrected, retracted):
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(FIRST.format("3.500"), "Sonst nichts Neues."), LATER)
    with override(language):
        told = {c.what: change_sentence(c).replace("\xa0", " ") for c in Change.objects.for_list()}
    assert (told["corrected"], told["retracted"]) == (corrected, retracted)


def test_nothing_of_it_is_known_on_an_evening_before(client):
    bring(text(FIRST.format("3.000"), SECOND))
    bring(text(FIRST.format("3.500"), "Sonst nichts Neues."), LATER)
    before = LATER - timedelta(days=1)
    client.force_login(member("analyst"))
    gone = claims()[10000]
    for day, kinds in ((before, set()), (LATER, {"corrected", "retracted"})):
        found = listed_changes(ChangeFilters(asof=day), evening=changes_by(day))
        assert {c.what for c in found[:100]} - {"first", "contradicted"} == kinds
        page = client.get(f"{Topic.objects.get().get_absolute_url()}?asof={day}").context
        counts = {option.value: option.count for option in page["timeline"].facets["what"].options}
        assert {what for what in ("corrected", "retracted") if counts.get(what)} == kinds
        card = client.get(f"{gone.get_absolute_url()}?asof={day}").context["card"]
        assert ("retracted" in [c.what for c in card.changes]) == bool(kinds)
    relinked = changed()
    relink_topic(Topic.objects.get().pk)
    assert changed() == relinked


def test_a_claim_that_leaves_puts_its_series_out_of_date():
    bring(text(FIRST.format("3.000"), SECOND))
    series = claims()[3000].series
    assert series is not None
    take_stale([series])
    revision = Revision.objects.create(
        article=claims()[3000].article, title="", text="x", content_hash="x", retrieved_at=timezone.now()
    )
    gone = Gone.objects.create(claim=claims()[3000], revision=revision, day=LATER)
    assert take_stale([series]) == {series.pk: Span(DAY, date.max)}
    gone.delete()
    assert take_stale([series]) == {series.pk: Span(DAY, date.max)}


def shown(asof: date | None = None) -> set[tuple[str, int]]:
    """The latest figures in the list of topics: who, how many."""
    rows = topic_rows(with_sums(topics_for_list(Filters(asof=asof)), asof), asof)
    return {(point.source.name, int(point.low or 0)) for row in rows for point in row.latest}


def test_what_its_text_has_no_more_is_nobodys_latest_figure():
    bring(text(FIRST.format("3.000"), SECOND))
    assert shown() == {("NIS", 3000), ("Pentagon", 10000)}
    bring(text(SECOND))
    Gone.objects.update(day=LATER)
    assert shown() == shown(LATER) == {("Pentagon", 10000)}
    assert shown(LATER - timedelta(days=1)) == {("NIS", 3000), ("Pentagon", 10000)}
