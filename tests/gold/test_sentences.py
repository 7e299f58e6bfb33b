"""The 40 annotated sentences are whole: tokens as our tokenizer makes them, one root, a tree, labels we know."""

from pathlib import Path

import pytest
import spacy

from claims.extraction.tokenizer import ArticleTokenizer
from claims.extraction.training.conllu import read

SENTENCES = list(read(Path(__file__).with_name("model") / "sentences.conllu"))
NAMES = {"O", *(f"{mark}-{kind}" for mark in "BI" for kind in ("PER", "ORG", "LOC", "MISC", "DERIV"))}


def ancestors(heads, word):
    seen = [word]
    while heads[seen[-1]] != seen[-1]:
        seen.append(heads[seen[-1]])
        assert len(seen) <= len(heads), "a cycle"
    return seen


def test_there_are_forty_different_ones():
    assert len({sentence.text for sentence in SENTENCES}) == len(SENTENCES) == 40


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.id)
def test_words_are_the_tokens_of_the_pipeline(sentence):
    doc = ArticleTokenizer(spacy.blank("de"))(sentence.text)
    assert [token.text for token in doc] == sentence.words


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.id)
def test_it_is_a_tree_with_one_root(sentence):
    roots = [word for word, dep in enumerate(sentence.deps) if dep == "ROOT"]
    assert [ancestors(sentence.heads, word)[-1] for word in range(len(sentence))] == roots * len(sentence)


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.id)
def test_every_column_is_filled_and_names_are_whole(sentence):
    assert None not in (*sentence.upos, *sentence.xpos, *sentence.lemmas)
    assert set(sentence.names) <= NAMES
    for before, name in zip(["O", *sentence.names], sentence.names, strict=False):
        assert not name.startswith("I-") or before[2:] == name[2:]
