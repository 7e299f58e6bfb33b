"""Sentences in numbers, for the network; skipped where PyTorch, which only training needs, is not installed."""

import random

import pytest

pytest.importorskip("torch", reason="PyTorch comes with the extra 'train' only")

from claims.extraction.network.pieces import BEGIN, END, PAD, Pieces  # noqa: E402 - after the skip
from claims.extraction.training.examples import COLUMNS, NONE, Labels, batches, examples, size, tensors, windows  # noqa: E402 - after the skip
from tests.claims.extraction.network import toy as toy_network  # noqa: E402 - after the skip
from tests.claims.extraction.training.toy import sentences  # noqa: E402 - after the skip


@pytest.fixture(scope="module")
def pieces(tmp_path_factory):
    path = tmp_path_factory.mktemp("pieces") / "pieces.json"
    toy_network.pieces().save(str(path))
    return Pieces(path)


def made(pieces, given=None):
    given = sentences() if given is None else given
    return examples(given, pieces, Labels.of(sentences(), rare=1))


def column(example, name):
    return list(example.rows[COLUMNS.index(name)])


def test_heads_are_shifted_by_one_and_the_root_is_nought(pieces):
    assert column(made(pieces)[0], "heads") == [2, 3, 0, 3, 3]


def test_what_is_unknown_has_no_number(pieces):
    one = sentences()[0]
    one.heads[0] = one.deps[0] = one.names[3] = None
    (numbers,) = made(pieces, [one])
    assert column(numbers, "heads")[0] == column(numbers, "deps")[0] == column(numbers, "names")[3] == NONE


def test_labels_go_through_a_file(tmp_path):
    labels = Labels.of(sentences(), rare=1)
    labels.save(tmp_path / "labels.json")
    assert Labels.load(tmp_path / "labels.json") == labels
    assert {"ROOT", "nsubj"} <= set(labels.deps)


def test_rare_labels_are_left_out():
    assert "flat" in Labels.of(sentences(), rare=2).deps
    assert "flat" not in Labels.of(sentences(), rare=3).deps


def test_windows_hold_each_sentence_once_and_no_more_than_fits(pieces):
    found = made(pieces)
    cut = windows(found, random.Random(0), limit=60)
    assert sorted(id(e) for w in cut for e in w) == sorted(map(id, found))
    assert all(sum(map(size, w)) <= 58 or len(w) == 1 for w in cut)


def test_batches_keep_to_their_budget(pieces):
    cut = windows(made(pieces), random.Random(0), limit=60)
    found = list(batches(cut, 130, random.Random(0)))
    assert sorted(id(w) for b in found for w in b) == sorted(map(id, cut))
    for batch in found:
        longest = max(sum(map(size, w)) + 2 for w in batch)
        assert longest * len(batch) <= 130 or len(batch) == 1


def test_a_window_of_two_sentences_in_tensors(pieces):
    one, two, short = made(pieces)[:3]
    t = tensors([[one, two], [short]])
    assert t["heads"][0].tolist() == [2, 3, 0, 3, 3, 7, 0, 9, 7, 7]
    assert t["block"][0].tolist() == [0] * 5 + [1] * 5
    assert t["sent"][0].tolist() == [1, 0, 0, 0, 0] * 2
    assert t["words"].tolist() == [10, 4]
    assert t["heads"][1].tolist()[4:] == [NONE] * 6
    assert t["ids"][0, 0] == BEGIN
    assert t["ids"][0, 1 + size(one) + size(two)] == END
    assert t["ids"][1, -1] == PAD


def test_each_word_points_to_its_first_piece(pieces):
    one, two = made(pieces)[:2]
    t = tensors([[one, two]])
    words = [*one.pieces, *two.pieces]
    assert [t["ids"][0, at].item() for at in t["first"][0]] == [word[0] for word in words]
