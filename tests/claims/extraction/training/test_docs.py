"""Annotated sentences → gold Docs, whole and with gaps."""

import spacy
from spacy.training import Example

from claims.extraction.training.conllu import Sentence, empty
from claims.extraction.training.docs import doc_of, docs_of

VOCAB = spacy.blank("de").vocab


def sentence():
    return Sentence(
        words=["Er", "fuhr", "zum", "Bahnhof", "."],
        spaces=[True, True, True, False, False],
        upos=["PRON", "VERB", "ADP", "NOUN", "PUNCT"],
        xpos=["PPER", "VVFIN", "APPRART", "NN", "$."],
        feats=["Case=Nom", "_", None, "Case=Dat", "_"],
        lemmas=["er", "fahren", "zu", "Bahnhof", "."],
        heads=[1, 1, 3, 1, 1],
        deps=["nsubj", "ROOT", "case", "obl", "punct"],
        names=["O", "O", "O", "B-LOC", "O"],
    )


def bare(*words):
    return empty(list(words), [True] * len(words))


def test_the_text_has_one_blank_between_sentences():
    assert doc_of([sentence(), sentence()], VOCAB).text == "Er fuhr zum Bahnhof. Er fuhr zum Bahnhof."


def test_heads_are_counted_within_the_doc():
    doc = doc_of([bare("Ja"), sentence()], VOCAB)
    assert [(token.text, token.head.text, token.dep_) for token in doc[3:5]] == [
        ("zum", "Bahnhof", "case"),
        ("Bahnhof", "fuhr", "obl"),
    ]
    assert [span.text for span in doc.sents] == ["Ja", "Er fuhr zum Bahnhof."]


def test_all_columns_are_there():
    token = doc_of([sentence()], VOCAB)[3]
    assert (token.pos_, token.tag_, str(token.morph), token.lemma_) == ("NOUN", "NN", "Case=Dat", "Bahnhof")
    assert (token.ent_iob_, token.ent_type_) == ("B", "LOC")


def test_no_features_are_not_unknown_features():
    doc = doc_of([sentence()], VOCAB)
    assert [token.has_morph() for token in doc] == [True, True, False, True, True]


def test_what_no_corpus_says_is_missing():
    doc = doc_of([bare("Ja", "nein")], VOCAB)
    assert not any(doc.has_annotation(name) for name in ("POS", "TAG", "MORPH", "LEMMA", "DEP", "ENT_IOB"))


def test_a_gap_in_a_tree_is_neither_an_arc_nor_a_sentence():
    given = sentence()
    given.heads[2] = given.deps[2] = given.deps[3] = None
    doc = doc_of([given], VOCAB)
    assert [token.has_head() for token in doc] == [True, True, False, False, True]
    assert len(list(doc.sents)) == 1


def test_a_missing_root_does_not_join_sentences():
    given = sentence()
    given.heads[1] = given.deps[1] = None
    assert [span.start for span in doc_of([given, given], VOCAB).sents] == [0, 5]


def test_crossing_arcs_do_not_cut_a_sentence():
    crossing = bare("a", "b", "c", "d")
    crossing.heads, crossing.deps = [2, 3, 2, 2], ["obj", "obl", "ROOT", "conj"]
    doc = doc_of([crossing, crossing], VOCAB)
    assert [span.start for span in doc.sents] == [0, 4]


def test_names_next_to_each_other_stay_two():
    named = bare("Berlin", "Paris", "ja")
    named.names = ["B-LOC", "B-LOC", "O"]
    assert [span.text for span in doc_of([named], VOCAB).ents] == ["Berlin", "Paris"]


def test_docs_of_groups_them():
    assert [len(list(doc.sents)) for doc in docs_of([sentence()] * 7, VOCAB, 5)] == [5, 2]


def test_spacy_finds_the_tree_on_its_own_tokens():
    doc = doc_of([sentence()], VOCAB)
    heads, deps = Example(spacy.blank("de").make_doc(doc.text), doc).get_aligned_parse()
    assert heads == [1, 1, 3, 1, 1]
    assert deps == ["nsubj", "ROOT", "case", "obl", "punct"]
