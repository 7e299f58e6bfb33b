"""Windows cover all words, in order, and are cut where it harms least."""

from collections.abc import Iterable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.extraction.network.windows import RESERVED, windows

PIECES = 20
ROOM = PIECES - RESERVED


def cut(lengths: list[int], lines: Iterable[int] = (), sentences: Iterable[int] = ()) -> list[tuple[int, int]]:
    index = np.arange(len(lengths))
    return list(windows(lengths, np.isin(index, list(lines)), np.isin(index, list(sentences)), PIECES))


@settings(deadline=None)
@given(data=st.data(), lengths=st.lists(st.integers(1, 8), max_size=200))
def test_windows_cover_every_word_in_order_and_never_hold_too_much(data, lengths):
    flags = st.lists(st.booleans(), min_size=len(lengths), max_size=len(lengths)).map(lambda x: np.array(x, dtype=bool))
    found = list(windows(lengths, data.draw(flags), data.draw(flags), PIECES))
    assert [index for start, end in found for index in range(start, end)] == list(range(len(lengths)))
    assert all(sum(lengths[start:end]) <= ROOM for start, end in found)


def test_no_words_no_windows():
    assert cut([]) == []


def test_what_fits_is_one_window_whatever_breaks_it_holds():
    assert cut([1] * ROOM, lines={3, 9}, sentences={5}) == [(0, ROOM)]


def test_a_line_break_in_the_second_half_goes_before_a_later_sentence():
    assert cut([1] * 25, lines={10}, sentences={14})[0] == (0, 10)


def test_a_sentence_goes_before_a_line_break_in_the_first_half():
    assert cut([1] * 25, lines={4}, sentences={14})[0] == (0, 14)


def test_an_early_line_break_is_better_than_none():
    assert cut([1] * 20, lines={4})[0] == (0, 4)


def test_a_sentence_of_any_length_is_cut_where_it_must():
    assert cut([1] * 40) == [(0, ROOM), (ROOM, 2 * ROOM), (2 * ROOM, 40)]
