"""A pipeline with a toy network."""

from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from claims.extraction.network import Network
from claims.extraction.tokenizer import ArticleTokenizer


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.claims.extraction.network import toy  # only tests that need a network need the package onnx

    return toy.write(tmp_path_factory.mktemp("network"))


def pipeline(folder: Path, **config: object) -> Language:
    nlp = spacy.blank("de")
    nlp.tokenizer = ArticleTokenizer(nlp)
    component = nlp.add_pipe("claimtrack_network", config=config)
    assert isinstance(component, Network)
    component.from_disk(folder)
    return nlp


@pytest.fixture(scope="session")
def nlp(folder: Path) -> Language:
    return pipeline(folder)


@pytest.fixture(scope="session")
def nlp_with_vectors(folder: Path) -> Language:
    return pipeline(folder, vectors=True)
