"""The base's vocabulary without rare pieces: everything stays spellable."""

import json

import pytest
from tokenizers import Tokenizer, models

from claims.extraction.network.pieces import UNKNOWN, Pieces
from claims.extraction.training.pruning import is_basic, prune

BASE = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "n", "语", "▁Bahn", "▁Zug", "hof", "▁语语", "h", "o", "f", "B"]


@pytest.fixture
def base(tmp_path):
    scores = [(piece, -5.0 - (len(piece.strip("▁")) < 2) * 10) for piece in BASE]
    path = tmp_path / "tokenizer.json"
    Tokenizer(models.Unigram(scores, unk_id=UNKNOWN)).save(str(path))
    return path


def pruned(base, words, size):
    out = base.with_name("pieces.json")
    kept = prune(base, words, size, out)
    return [BASE[number] for number in kept], out


def test_what_the_words_use_stays(base):
    kept, _ = pruned(base, [("Bahnhof", 9), ("Zug", 1)], 17)
    assert {"▁Bahn", "hof", "▁Zug"} <= set(kept)
    assert "▁语语" not in kept


def test_the_rarer_piece_goes_first(base):
    smallest = 4 + sum(is_basic(piece) for piece in BASE[4:])
    kept, _ = pruned(base, [("Bahnhof", 9), ("Zug", 1)], smallest + 2)
    assert "▁Bahn" in kept
    assert "▁Zug" not in kept


def test_special_pieces_keep_their_numbers_and_the_order_is_the_base_s(base):
    kept, out = pruned(base, [("Zug", 3)], 14)
    assert kept[:4] == BASE[:4]
    assert [BASE.index(piece) for piece in kept] == sorted(BASE.index(piece) for piece in kept)
    assert [piece for piece, _ in json.loads(out.read_text())["model"]["vocab"]] == kept


def test_a_word_whose_piece_went_is_spelt(base):
    _, out = pruned(base, [("Zug", 3)], 14)
    assert UNKNOWN not in Pieces(out).encode("Bahn", True)


@pytest.mark.parametrize(
    ("piece", "basic"), [("▁", True), ("ä", True), ("▁7", True), ("ж", True), ("语", False), ("ab", False)]
)
def test_single_signs_of_our_scripts_are_basic(piece, basic):
    assert is_basic(piece) == basic
