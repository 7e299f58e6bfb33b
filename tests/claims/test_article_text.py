"""Marks in an article's text: nothing lost, nothing doubled, however claims overlap."""

from hypothesis import given
from hypothesis import strategies as st

from claims.timeline.article import Span, paragraphs

TEXT = "Eins zwei drei.\n\nVier fünf sechs sieben.\nAcht"


def pieces(spans, noise=()):
    return [[(s.text, s.claims) for s in p.segments] for p in paragraphs(TEXT, spans, noise)]


def test_a_nested_claim_opens_first_and_both_stay_marked():
    spans = [Span(1, 17, 39), Span(2, 22, 26)]
    assert pieces(spans)[1] == [("Vier ", (1,)), ("fünf", (2, 1)), (" sechs sieben", (1,)), (".", ())]


def test_overlapping_claims_share_the_middle():
    assert pieces([Span(1, 17, 26), Span(2, 22, 32)])[1][:3] == [("Vier ", (1,)), ("fünf", (1, 2)), (" sechs", (2,))]


def test_a_claim_across_paragraphs_is_marked_in_both_and_listed_once():
    found = paragraphs(TEXT, [Span(5, 10, 21)])
    assert [p.opens for p in found] == [(5,), (), ()]
    assert found[1].segments[0].claims == (5,)


def test_noise_is_greyed_with_its_reason():
    last = paragraphs(TEXT, [], [(41, 45, "related")])[-1]
    assert [(s.text, s.noise) for s in last.segments] == [("Acht", "related")]


spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=8)


@given(spans, spans)
def test_the_text_stays_whole_under_any_claims(claims, noise):
    found = paragraphs(
        TEXT,
        [Span(i, start, start + size) for i, (start, size) in enumerate(claims)],
        [(start, start + size, "x") for start, size in noise],
    )
    assert ["".join(s.text for s in p.segments) for p in found] == [line for line in TEXT.split("\n") if line]
    opened = [pk for p in found for pk in p.opens]
    assert len(opened) == len(set(opened))
