"""Silver rows → sentences that carry what agrees."""

import pytest

from claims.extraction.training import silver

ROW = {
    "words": ["Anna", "kam", "."],
    "spaces": [True, False, False],
    "pos": ["PROPN", "VERB", "PUNCT"],
    "tags": ["NE", "VVFIN", "$."],
    "morphs": ["Case=Nom", "Tense=Past", ""],
    "heads": [1, 1, 1],
    "deps": ["nsubj", "ROOT", "punct"],
    "names": ["B-PER", "O", "O"],
}


def read(**changes):
    return silver.sentence(ROW | changes, "speech")


def test_a_row_is_a_sentence():
    made = read()
    assert made.text == "Anna kam."
    assert made.feats == ["Case=Nom", "Tense=Past", "_"]
    assert (made.heads, made.deps, made.names) == ([1, 1, 1], ["nsubj", "ROOT", "punct"], ["B-PER", "O", "O"])


def test_a_row_of_names_alone_has_no_tree():
    made = silver.sentence({"words": ["Anna"], "names": ["B-PER"]}, "speech")
    assert (made.heads, made.upos, made.names) == ([None], [None], ["B-PER"])


def test_a_gold_tag_wins_and_takes_the_arc_with_it():
    made = silver.constrain(read(), ["NOUN", "VERB", None])
    assert made.upos == ["NOUN", "VERB", "PUNCT"]
    assert (made.heads[0], made.deps[0], made.xpos[0], made.feats[0]) == (None, None, None, None)
    assert made.heads[1:] == [1, 1]


def test_two_networks_agree_on_everything():
    assert silver.agree(read(), ROW) == read()


@pytest.mark.parametrize(
    ("column", "other", "emptied"),
    [
        ("heads", {"heads": [2, 1, 1]}, ["heads", "deps"]),
        ("deps", {"deps": ["obj", "ROOT", "punct"]}, ["deps"]),
        ("pos", {"pos": ["NOUN", "VERB", "PUNCT"]}, ["upos"]),
        ("tags", {"tags": ["NN", "VVFIN", "$."]}, ["xpos"]),
        ("morphs", {"morphs": ["Case=Acc", "Tense=Past", ""]}, ["feats"]),
    ],
)
def test_what_two_networks_see_differently_is_forgotten(column, other, emptied):
    made = silver.agree(read(), ROW | other)
    columns = ("upos", "xpos", "feats", "heads", "deps", "names")
    assert [name for name in columns if getattr(made, name)[0] is None] == sorted(emptied, key=columns.index)
    assert not any(None in getattr(made, name)[1:] for name in columns)


def test_a_name_of_which_only_a_part_agrees_is_forgotten_whole():
    one = read(words=["Kim", "Jong", "kam"], names=["B-PER", "I-PER", "O"])
    made = silver.agree(one, {"names": ["B-PER", "O", "O"]})
    assert made.names == [None, None, "O"]


def test_rows_are_found_by_their_words(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text('{"words": ["Anna", "kam"], "names": ["B-PER", "O"]}\n', encoding="utf-8")
    assert silver.by_words(silver.rows(path))["Anna kam"]["names"] == ["B-PER", "O"]
