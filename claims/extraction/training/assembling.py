"""The parts → a pipeline that `spacy.load` opens.

In: the files of the network. Out: a folder with tokenizer, network and lemmatizer by name, and its meta data.
"""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

import claims.extraction.network  # noqa: F401 - registers the component
from claims.extraction.network.files import Files
from claims.extraction.tokenizer import NAME as TOKENIZER
from claims.extraction.words import lemmatizer, tags

LICENCE = "CC BY-SA 4.0"
VERSION = "1.0.0"
UD = "https://github.com/UniversalDependencies/"
SOURCES = [
    {"name": "UD German-GSD", "url": UD + "UD_German-GSD", "license": LICENCE},
    {"name": "UD German-PUD", "url": UD + "UD_German-PUD", "license": "CC BY-SA 3.0"},
    {"name": "GermEval 2014 NER", "url": "https://sites.google.com/site/germeval2014ner/", "license": "CC BY 4.0"},
    {"name": "MobIE", "url": "https://github.com/DFKI-NLP/MobIE", "license": "CC BY 4.0"},
    {"name": "multilingual-e5-small", "url": "https://huggingface.co/intfloat/multilingual-e5-small", "license": "MIT"},
]


def blank(name: str, description: str) -> Language:
    """An empty German pipeline with our tokenizer."""
    nlp = spacy.blank("de", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    return described(nlp, name, description)


def accurate(files: Path, out: Path) -> None:
    """Network and lemmatizer under `out`."""
    nlp = blank("claimtrack_accurate", "German news: tags, features, lemmas, UD trees, names; a small transformer.")
    component = nlp.add_pipe("claimtrack_network")
    component.use(Files(files))  # type: ignore[attr-defined]
    for name in (tags.NAME, lemmatizer.NAME):
        nlp.add_pipe(name)
    nlp.to_disk(out)


def described(nlp: Language, name: str, description: str) -> Language:
    """Name, licence and sources in the meta data."""
    nlp.meta.update(
        name=name, version=VERSION, license=LICENCE, description=description, sources=SOURCES, author="claimtrack"
    )
    return nlp
