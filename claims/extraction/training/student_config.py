"""The small student's spaCy configuration: a shared tok2vec with floret vectors, and four heads.

In: width, depth and sizes. Out: a configuration for `spacy.util.load_model_from_config`. The tokenizer and the
lemmatizer are the product's own, so the student learns neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_config

from claims.extraction import tokenizer
from claims.extraction.components import sentences  # noqa: F401 - the component named below
from claims.extraction.words import lemmatizer, tags

Config = dict[str, Any]

LEMMATIZER = lemmatizer.NAME
# Before the parser, which keeps to it: the rules know abbreviations, ordinals and line breaks better than so small a
# network does.
SENTENCES = "claimtrack_sentences"
# Heads that need not say something about every batch stand before those that do: spaCy's shared tok2vec learns when the
# last of its listeners has learnt.
TRAINED = ("parser", "ner", "tagger", "morphologizer")
ATTRIBUTES = {"NORM": 5000, "PREFIX": 1000, "SUFFIX": 2500, "SHAPE": 2500}


@dataclass(frozen=True, slots=True)
class Size:
    """width: of each token's vector; depth: convolutions, each sees one more neighbour on either side;
    hidden: of the parser's and the name finder's state; rare: actions of the parser seen less often are left out."""

    width: int = 96
    depth: int = 4
    hidden: int = 64
    rare: int = 10


def blank(size: Size) -> Language:
    """An untrained pipeline."""
    return load_model_from_config(config(size), auto_fill=True, validate=True)


def config(size: Size) -> Config:
    components = {"tok2vec": tok2vec(size), **{name: component(name, size) for name in TRAINED}}
    return {
        "nlp": {
            "lang": "de",
            "pipeline": ["tok2vec", SENTENCES, *TRAINED, tags.NAME, LEMMATIZER],
            "tokenizer": {"@tokenizers": tokenizer.NAME},
        },
        "components": {**components, **{name: {"factory": name} for name in (SENTENCES, tags.NAME, LEMMATIZER)}},
    }


def tok2vec(size: Size) -> Config:
    """Hash embeddings of the form, its ends and its shape, the frozen vectors, then convolutions."""
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": size.width,
        "attrs": list(ATTRIBUTES),
        "rows": list(ATTRIBUTES.values()),
        "include_static_vectors": True,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": size.width,
        "depth": size.depth,
        "window_size": 1,
        "maxout_pieces": 3,
    }
    model = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    return {"factory": "tok2vec", "model": model}


def listener(size: Size) -> Config:
    return {"@architectures": "spacy.Tok2VecListener.v1", "width": size.width, "upstream": "tok2vec"}


def component(name: str, size: Size) -> Config:
    """A head on the shared vectors."""
    if name in ("tagger", "morphologizer"):
        return {"factory": name, "model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener(size)}}
    model = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": name,
        "extra_state_tokens": False,
        "hidden_width": size.hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener(size),
    }
    settings: Config = {"min_action_freq": size.rare} if name == "parser" else {}
    return {"factory": name, "model": model, **settings}
