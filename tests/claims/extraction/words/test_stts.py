"""Silver tags obey what the guidelines of the tagset make certain."""

import pytest

from claims.extraction.words.stts import settled


@pytest.mark.parametrize(
    ("word", "upos", "given", "wanted"),
    [
        ("Hiermit", "ADV", "ADV", "PAV"),
        ("worüber", "ADV", "ADV", "PWAV"),
        ("damit", "SCONJ", "KOUS", "KOUS"),
        ("vorzulegen", "VERB", "VVINF", "VVIZU"),
        ("bezahlen", "VERB", "VVINF", "VVINF"),
        ("künftig", "ADJ", "ADV", "ADJD"),
        ("…", "PUNCT", "$.", "$("),
        ("Haus", "NOUN", "NN", "NN"),
        ("Haus", None, "NN", "NN"),
    ],
)
def test_a_tag_follows_from_word_and_universal_tag(word, upos, given, wanted):
    assert settled(word, upos, given) == wanted
