"""What the student is taught by sentences with gaps."""

import random

import numpy as np
import pytest
import spacy
from spacy.pipeline import Tagger
from spacy.training import Example
from thinc.api import fix_random_seed

from claims.extraction.training.conllu import empty
from claims.extraction.training.student_examples import (
    PartialExample,
    broken,
    example,
    grouped,
    projective,
    whole,
    with_known_morphology,
)
from tests.claims.extraction.training.toy import sentences


@pytest.fixture
def nlp():
    return spacy.blank("de")


def without_head(sentence, index):
    sentence.heads[index] = sentence.deps[index] = None
    return sentence


def test_an_unknown_head_is_no_root(nlp):
    made = example([without_head(sentences()[0], 3)], nlp.vocab)
    assert made.get_aligned_parse() == ([1, 2, 2, None, 2], ["det", "nsubj", "ROOT", None, "punct"])


def test_spacys_own_example_would_teach_it_as_a_root(nlp):
    """The day this fails, `PartialExample` has become superfluous."""
    made = example([without_head(sentences()[0], 3)], nlp.vocab)
    heads, _ = Example(made.predicted, made.reference).get_aligned_parse()
    assert heads[3] == 3


def test_heads_count_from_the_start_of_the_text(nlp):
    heads, _ = example(sentences()[:2], nlp.vocab).get_aligned_parse()
    assert heads[5:] == [6, 6, 8, 6, 6]


def test_a_relation_without_a_name_is_unknown_wholly(nlp):
    one = sentences()[0]
    one.deps[1] = None
    heads, deps = example([one], nlp.vocab).get_aligned_parse()
    assert (heads[1], deps[1]) == (None, None)


def test_crossing_arcs_are_lifted_in_a_whole_tree():
    heads, deps = projective([2, 3, 2, 2], ["obj", "det", "ROOT", "obl"])
    assert heads == [2, 2, 2, 2]
    assert deps == ["obj", "det||obl", "ROOT", "obl"]


def test_crossing_arcs_beside_a_gap_are_left_out():
    assert projective([2, 3, 2, 2, None], ["obj", "det", "ROOT", "obl", None]) == (
        [2, None, 2, 2, None],
        ["obj", None, "ROOT", "obl", None],
    )


def test_an_arc_over_its_head_s_head_is_left_out():
    """The head of 0 is 1, whose own is unknown; an arc from 0 over 1 fits no tree."""
    assert projective([1, None, 0], ["det", None, "obl"]) == ([1, None, None], ["det", None, None])


def test_a_word_under_an_arc_may_hang_on_one_without_head_there():
    heads = [3, 2, None, 3]
    assert projective(heads, ["obj", "det", None, "ROOT"])[0] == heads


def trained_parser(nlp):
    parser = nlp.add_pipe("parser", config={"min_action_freq": 1})
    sample = [example([s], nlp.vocab) for s in sentences()]
    nlp.initialize(lambda: sample)
    return parser


def costs(parser, made):
    """Names of the moves that cost nothing where the parse starts."""
    (state,), (gold,), _ = parser.moves.init_gold_batch([made])
    history = parser.moves.get_oracle_sequence_from_state(state, gold)
    return [parser.moves.get_class_name(move) for move in history]


def test_the_oracle_parses_a_tree_with_a_gap(nlp):
    parser = trained_parser(nlp)
    moves = costs(parser, example([without_head(sentences()[0], 3)], nlp.vocab))
    assert "L-det" in moves
    assert "L-nsubj" in moves
    assert "R-punct" in moves
    assert "R-obj" not in moves


def test_the_parser_learns_nothing_from_text_without_trees(nlp):
    parser = trained_parser(nlp)
    before = parser.model.to_bytes()
    bare = empty(["Er", "geht", "."], [True, False, False])
    parser.update([example([bare], nlp.vocab)], sgd=nlp.create_optimizer())
    assert parser.model.to_bytes() == before


def tag_gradients(nlp, tags):
    fix_random_seed(0)
    tagger = nlp.add_pipe("tagger")
    assert isinstance(tagger, Tagger)
    nlp.initialize(lambda: [example([s], nlp.vocab) for s in sentences()])
    one = sentences()[0]
    one.xpos = tags
    made = example([one], nlp.vocab)
    scores, _ = tagger.model.begin_update([made.predicted])
    _, (gradients,) = tagger.get_loss([made], scores)
    return np.abs(gradients).sum(axis=1)


def test_an_unknown_tag_has_no_gradient(nlp):
    gradients = tag_gradients(nlp, ["ART", None, "VVFIN", None, "$."])
    assert list(gradients > 0) == [True, False, True, False, True]


def morph_truths(nlp, one):
    made = example([with_known_morphology(one)], nlp.vocab)
    return [(token.pos_, token.has_morph()) for token in made.reference]


def test_part_of_speech_and_features_are_known_together_or_not_at_all(nlp):
    one = sentences()[0]
    one.feats[1] = None
    one.upos[3] = None
    assert morph_truths(nlp, one) == [("DET", True), ("", False), ("VERB", True), ("", False), ("PUNCT", True)]


def test_unknown_names_are_neither_names_nor_none(nlp):
    one = sentences()[3]
    one.names = [None, "O", "B-PER", "I-PER", "O"]
    assert example([one], nlp.vocab).get_aligned_ner() == [None, "O", "B-PER", "L-PER", "O"]


def test_a_sentence_without_names_says_nothing_of_names(nlp):
    bare = sentences()[1]
    bare.names = [None] * len(bare)
    made = example([sentences()[0], bare], nlp.vocab)
    assert made.get_aligned_ner() == ["O"] * 5 + [None] * 5


def test_each_sentence_comes_once_in_a_round():
    many = sentences()
    for index, s in enumerate(many):
        s.id = str(index)
    groups = list(grouped(many, random.Random(3)))
    assert sorted(s.id for group in groups for s in group) == sorted(s.id for s in many)
    assert all(1 <= len(group) <= 6 for group in groups)


def test_a_line_break_belongs_to_the_sentence_before_it(nlp):
    made = example([broken(sentences()[0], "\n"), sentences()[1]], nlp.vocab)
    assert [len(s) for s in made.reference.sents] == [6, 5]
    heads, deps = made.get_aligned_parse()
    assert (heads[5], deps[5]) == (4, "dep")
    assert made.reference[5].tag_ == "_SP"
    assert isinstance(made, PartialExample)


def test_a_gap_makes_a_sentence_incomplete():
    one = sentences()[0]
    assert whole(one)
    assert not whole(without_head(one, 3))
