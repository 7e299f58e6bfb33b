"""The big pattern of figures keeps to what every supported Python matches alike."""

import re

from claims.extraction.components.figure_patterns import FIGURE


def test_no_group_is_possessive():
    """Python 3.11.0 to 3.11.4 take a full stop into `10.000.` with `(?:…)++` (CPython issue 106052)."""
    assert re.search(r"\)(?:[*+?]|\{[\d,]+\})\+", FIGURE.pattern) is None


def test_a_full_stop_behind_a_figure_is_none_of_it():
    match = FIGURE.search("Es waren 10.000. Danach kamen weitere.")
    assert match is not None
    assert match["num"] == "10.000"
