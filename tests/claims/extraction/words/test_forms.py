"""The trie of forms, made from a toy dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.extraction.lexicon import LexiconError
from claims.extraction.training.forms import write
from claims.extraction.words.forms import Forms, edit, edited

TOY = {"Häusern": "Haus", "Haus": "Haus", "häuser": "Haus", "gab": "geben", "gelbes": "gelb", "Ölen": "Öl"}
words = st.text(max_size=80)


@given(words, words)
def test_an_edit_leads_from_the_form_to_its_lemma(form, lemma):
    assert edited(form, edit(form, lemma)) == lemma


def test_an_edit_is_short_where_the_lemma_is_like_the_form():
    assert edit("Häusern", "Häuser") == b"\x01"
    assert edit("gab", "geben") == b"\x02eben"


def test_the_file_answers_as_the_dictionary(tmp_path):
    write(TOY, tmp_path / "toy.marisa")
    forms = Forms(tmp_path / "toy.marisa")
    assert dict(forms) == TOY
    assert len(forms) == len(TOY)
    assert forms.get("Häuser") is None
    assert forms.get("Häuser", "?") == "?"
    with pytest.raises(KeyError):
        forms["Häuser"]


def test_the_same_dictionary_gives_the_same_bytes(tmp_path):
    write(TOY, tmp_path / "one.marisa")
    write(dict(reversed(TOY.items())), tmp_path / "two.marisa")
    assert (tmp_path / "one.marisa").read_bytes() == (tmp_path / "two.marisa").read_bytes()


@pytest.mark.parametrize("content", [None, b"no trie"])
def test_a_file_that_is_missing_or_no_trie_is_named(tmp_path, content):
    if content is not None:
        (tmp_path / "toy.marisa").write_bytes(content)
    with pytest.raises(LexiconError, match=r"toy\.marisa"):
        Forms(tmp_path / "toy.marisa")
