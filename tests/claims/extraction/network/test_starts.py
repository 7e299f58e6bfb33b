"""The policy for the beginnings of sentences."""

import numpy as np
import pytest

from claims.extraction.network.starts import starts


@pytest.mark.parametrize(
    ("logit", "line", "ruled", "expected"),
    [
        (-9.0, True, True, True),  # a line break, however sure the network is of the contrary
        (9.0, False, False, True),
        (-9.0, False, True, False),
        (0.5, False, False, False),  # in doubt as the rules say
        (-0.5, False, True, True),
    ],
)
def test_policy(logit, line, ruled, expected):
    found = starts(np.array([0.0, logit]), np.array([True, line]), np.array([True, ruled]))
    assert found.tolist() == [True, expected]


def test_the_first_word_begins_a_sentence():
    assert starts(np.array([-99.0, -99.0]), np.zeros(2, dtype=bool), np.zeros(2, dtype=bool)).tolist() == [True, False]
