"""Words to pieces, on a vocabulary of a dozen pieces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers

from claims.extraction.network.pieces import PER_WORD, UNKNOWN, Pieces

VOCABULARY = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁Wort", "W", "ort", ".", "▁10", "▁000", "a", "b"]
NUMBER = {piece: number for number, piece in enumerate(VOCABULARY)}


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> Pieces:
    scores = [(piece, 0.0 if number < 4 else -1.0 - number / 10) for number, piece in enumerate(VOCABULARY)]
    tokenizer = Tokenizer(models.Unigram(scores, unk_id=UNKNOWN))
    tokenizer.normalizer = normalizers.NFKC()
    path = tmp_path_factory.mktemp("pieces") / "pieces.json"
    tokenizer.save(str(path))
    return Pieces(path)


def numbers(*written: str) -> tuple[int, ...]:
    return tuple(NUMBER[piece] for piece in written)


@pytest.mark.parametrize(
    ("word", "space_before", "expected"),
    [
        ("Wort", True, ("▁Wort",)),
        ("Wort", False, ("W", "ort")),
        (".", True, ("▁", ".")),
        (".", False, (".",)),
        ("10 000", True, ("▁10", "▁000")),
        ("10\u00a0000", True, ("▁10", "▁000")),
    ],
)
def test_white_space_before_a_word_is_part_of_its_first_piece(pieces, word, space_before, expected):
    assert pieces.encode(word, space_before) == numbers(*expected)


@pytest.mark.parametrize("word", ["", " ", "\u00a0"])
def test_a_word_of_nothing_is_unknown(pieces, word):
    assert pieces.encode(word, True) == (UNKNOWN,)


@pytest.mark.parametrize("word", ["<s>", "<pad>", "</s>"])
def test_marks_of_the_network_cannot_be_smuggled_in_by_text(pieces, word):
    assert pieces.encode(word, False) == (UNKNOWN,)


def test_a_long_word_keeps_its_first_five_and_last_three_pieces(pieces):
    assert pieces.encode("abaabb" + "a" * 20 + "bab", False) == numbers(*"abaab", *"bab")


def test_a_word_of_any_length_costs_little(pieces):
    assert pieces.encode("a" * 1_000_000 + "b", False) == numbers(*"aaaaa", *"aab")


@settings(deadline=None)
@given(word=st.text(st.characters(exclude_categories=["Cs"])), space_before=st.booleans())
def test_every_word_has_one_to_eight_pieces_of_the_vocabulary(pieces, word, space_before):
    encoded = pieces.encode(word, space_before)
    assert 1 <= len(encoded) <= PER_WORD
    assert all(UNKNOWN <= number < len(VOCABULARY) for number in encoded)
