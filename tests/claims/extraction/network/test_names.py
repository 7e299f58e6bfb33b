"""Names are well formed for any scores, and no better well-formed sequence exists."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from claims.extraction.network.names import BIO

LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
NONE, B_PER, I_PER, B_LOC, I_LOC = range(5)
SMALL = st.integers(-8, 8).map(float)


@pytest.fixture(scope="module")
def bio() -> BIO:
    return BIO(LABELS)


def well_formed(found, starts) -> bool:
    before = "O"
    for number, start in zip(found, starts, strict=True):
        label = LABELS[number]
        if label.startswith("I-") and (start or before[2:] != label[2:]):
            return False
        before = label
    return True


def drawn_starts(data, words):
    return np.array([True, *data.draw(st.lists(st.booleans(), min_size=words - 1, max_size=words - 1))])


def column(words: int, *labels: int) -> np.ndarray:
    """Scores that want these labels."""
    return np.eye(len(LABELS))[list(labels)] * 4 if words else np.zeros((0, len(LABELS)))


@settings(deadline=None)
@given(data=st.data(), words=st.integers(1, 4))
def test_no_well_formed_sequence_has_a_greater_sum(bio, data, words):
    scores = data.draw(arrays(np.float64, (words, len(LABELS)), elements=SMALL))
    starts = drawn_starts(data, words)
    found = bio.best(scores, starts)
    ways = [way for way in itertools.product(range(len(LABELS)), repeat=words) if well_formed(way, starts)]
    assert well_formed(found, starts)
    assert scores[np.arange(words), found].sum() == max(scores[np.arange(words), list(way)].sum() for way in ways)


@settings(deadline=None)
@given(data=st.data(), words=st.integers(1, 60))
def test_any_scores_give_well_formed_names(bio, data, words):
    numbers = st.floats(width=32, allow_nan=True, allow_infinity=True)
    scores = data.draw(arrays(np.float32, (words, len(LABELS)), elements=numbers))
    starts = drawn_starts(data, words)
    assert well_formed(bio.best(scores, starts), starts)


def test_spans_of_neighbouring_names_stay_apart(bio):
    found = np.array([NONE, B_PER, I_PER, B_PER, B_LOC, I_LOC, NONE, B_LOC])
    assert list(bio.spans(found)) == [(1, 3, "PER"), (3, 4, "PER"), (4, 6, "LOC"), (7, 8, "LOC")]


def test_no_words_no_names(bio):
    found = bio.best(column(0), np.zeros(0, dtype=bool))
    assert list(bio.spans(found)) == []


@pytest.mark.parametrize(("certainty", "expected"), [(0.9, []), (0.9999, [(1, 3, "LOC")])])
def test_a_known_name_wins_by_its_certainty(bio, certainty, expected):
    scores = column(4, NONE, NONE, NONE, NONE)
    bio.add(scores, [(1, 3, "LOC", certainty)])
    assert list(bio.spans(bio.best(scores, np.arange(4) == 0))) == expected


def test_a_fixed_name_can_neither_be_outscored_nor_grow(bio):
    scores = column(5, B_PER, I_PER, I_PER, I_PER, I_PER) * 1000
    bio.add(scores, [(1, 3, "LOC", 1.0)])
    spans = list(bio.spans(bio.best(scores, np.arange(5) == 0)))
    assert (1, 3, "LOC") in spans


def test_a_known_name_of_a_kind_that_the_network_does_not_know_is_passed_over(bio):
    scores = column(2, NONE, NONE)
    bio.add(scores, [(0, 2, "EVENT", 1.0)])
    assert (scores == column(2, NONE, NONE)).all()
