"""Hand-made trees for tests: a sentence as words with tag, relation and head, and the scene around it."""

import spacy
from spacy.tokens import Doc

from claims.extraction.components.scenes import Scene

VOCAB = spacy.blank("de").vocab
UPOS = {"VV": "VERB", "VA": "AUX", "VM": "AUX", "NN": "NOUN", "NE": "PROPN", "CA": "NUM", "PP": "PRON"}


def doc(*rows):
    """rows: (word, STTS tag, relation, head index[, lemma[, features]])."""
    whole = [(*row, *(row[0], "")[len(row) - 4 :]) for row in rows]
    made = Doc(
        VOCAB,
        words=[row[0] for row in whole],
        tags=[row[1] for row in whole],
        pos=[UPOS.get(row[1][:2], "X") for row in whole],
        deps=[row[2] for row in whole],
        heads=[row[3] for row in whole],
        lemmas=[row[4] for row in whole],
        morphs=[row[5] for row in whole],
    )
    return made


def scene(made, quantities=(), dates=()):
    return Scene(made.text, 0, len(made.text), tuple(quantities), tuple(dates), (), (), (), made[:])
