"""The plain form of a parsed `Doc` answers as spaCy does."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from claims.extraction.components.plain import PLAIN, plain, plainly
from claims.extraction.extensions import register

WORDS = ["Der", "Hafen", ",", "den", "Orla", "baute", ",", "brennt", ".", "Es", "regnet", "."]
HEADS = [1, 7, 5, 5, 5, 1, 5, 7, 7, 10, 10, 10]
DEPS = ["det", "nsubj", "punct", "obj", "nsubj", "acl", "punct", "ROOT", "punct", "nsubj", "ROOT", "punct"]
SCALARS = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "is_sent_start",
    "is_space", "is_alpha", "is_punct", "like_num",
)  # fmt: skip


@pytest.fixture
def parsed() -> Doc:
    register()
    morphs = ["Case=Nom|Number=Sing", *[""] * 10, ""]
    entities = ["O"] * 4 + ["B-PER"] + ["O"] * 7
    spaces = [word not in {"Hafen", "baute", "brennt", "regnet"} for word in WORDS]
    return Doc(
        spacy.blank("de").vocab, words=WORDS, spaces=spaces, heads=HEADS, deps=DEPS, morphs=morphs, ents=entities,
        lemmas=WORDS, tags=DEPS, pos=["X"] * 12,
    )  # fmt: skip


def ends(span):
    return None if span is None else (span.start, span.end)


def test_words_are_as_their_tokens(parsed):
    for token, word in zip(parsed, plain(parsed), strict=True):
        assert [getattr(word, name) for name in SCALARS] == [getattr(token, name) for name in SCALARS]
        assert word.morph.get("Case", []) == token.morph.get("Case", [])
        assert (word.head.i, word.sent.start) == (token.head.i, token.sent.start)
        assert (word.left_edge.i, word.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        for name in ("children", "lefts", "rights", "subtree", "ancestors"):
            assert [item.i for item in getattr(word, name)] == [item.i for item in getattr(token, name)]


def test_stretches_are_as_their_spans(parsed):
    made = plain(parsed)
    for start in range(len(parsed)):
        for end in range(start + 1, len(parsed) + 1):
            span, stretch = parsed[start:end], made[start:end]
            assert (stretch.text, stretch.start_char, stretch.end_char) == (span.text, span.start_char, span.end_char)
            assert (stretch.root.i, stretch[-1].i) == (span.root.i, span[-1].i)


@pytest.mark.parametrize("mode", ["strict", "contract", "expand"])
def test_offsets_are_found_as_in_the_doc(parsed, mode):
    made = plain(parsed)
    for start in range(len(parsed.text)):
        for end in range(start + 1, len(parsed.text) + 2):
            theirs = parsed.char_span(start, end, alignment_mode=mode)
            ours = made.char_span(start, end, alignment_mode=mode)
            assert ends(ours) == ends(theirs), (start, end)


def test_sentences_and_names_are_as_in_the_doc(parsed):
    made = plain(parsed)
    assert [(item.start, item.end) for item in made.sents] == [(item.start, item.end) for item in parsed.sents]
    assert [(item.text, item.label_) for item in made.ents] == [("Orla", "PER")]


def test_a_component_returns_the_doc_it_was_given(parsed):
    seen = []

    class Component:
        @plainly
        def __call__(self, doc: Doc) -> Doc:
            seen.append(doc)
            return doc

    assert Component()(parsed) is parsed
    assert seen == [parsed.user_data[PLAIN]]


def test_without_trees_the_doc_stays_as_it_is():
    bare = Doc(spacy.blank("de").vocab, words=["Orla"])
    assert plain(bare) is bare


def test_a_chain_of_thousands_is_walked():
    register()
    count = 5_000
    chain = Doc(
        spacy.blank("de").vocab, words=["Orla"] * count, heads=[max(0, i - 1) for i in range(count)],
        deps=["ROOT", *["conj"] * (count - 1)], pos=["PROPN"] * count, tags=["NE"] * count,
    )  # fmt: skip
    first = plain(chain)[0]
    assert [word.i for word in first.subtree] == [*range(count)]
    assert first.right_edge.i == count - 1
