"""The student from ten sentences to a folder that spaCy loads."""

import lzma
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import spacy

from claims.extraction.training import student
from claims.extraction.training.mixing import Mixture
from claims.extraction.training.student_config import TRAINED, Size
from claims.extraction.training.student_vectors import read, table
from tests.claims.extraction.training.toy import sentences

SMALL = Size(width=16, depth=1, hidden=16, rare=1)


@pytest.fixture(scope="module")
def vectors(tmp_path_factory):
    """Fifty buckets of eight random numbers, as floret writes them."""
    path = tmp_path_factory.mktemp("vectors") / "toy.floret.xz"
    rows = np.random.default_rng(0).normal(size=(50, 8))
    lines = ["50 8 3 5 2 2166136261 < >", *(" ".join([str(i), *map(str, row)]) for i, row in enumerate(rows))]
    path.write_bytes(lzma.compress("\n".join(lines).encode()))
    return path


def trained(vectors, out, steps, said=None):
    mixture = Mixture(gold=sentences()[:5], silver=sentences()[5:], held=sentences()[:2])
    plan = student.Plan(steps=steps, words=40, rate=0.01, watched=2, size=SMALL)
    return student.train(mixture, vectors, out, plan, (said if said is not None else []).append)


@pytest.fixture(scope="module")
def folder(vectors, tmp_path_factory):
    out = tmp_path_factory.mktemp("student")
    said: list[str] = []
    trained(vectors, out, 40, said)
    (out / "said.txt").write_text("\n".join(said))
    return out


def loss(line, name):
    words = line.replace(";", " ").split()
    return float(words[words.index(name) + 1])


def test_all_losses_fall(folder):
    first, *_, last = (folder / "said.txt").read_text().splitlines()
    for name in TRAINED:
        assert loss(last, name) < loss(first, name)


def test_the_folder_reads_what_it_learnt(folder):
    doc = spacy.load(folder)("Die Armee meldet Erfolge. Anna fährt nach Bonn.")
    assert [token.tag_ for token in doc] == ["ART", "NN", "VVFIN", "NN", "$.", "NE", "VVFIN", "APPR", "NE", "$."]
    assert doc[1].dep_ == "nsubj"
    assert doc[1].head.text == "meldet"
    assert doc[1].pos_ == "NOUN"
    assert doc[2].lemma_ == "melden"


def test_the_folder_loads_in_a_process_that_knows_only_spacy_and_the_package(folder):
    code = f"import claims.extraction.training.student_config, spacy; print(len(spacy.load({str(folder)!r})('Ja.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "2"


def test_words_of_the_training_texts_do_not_ship(folder):
    strings = (folder / "vocab" / "strings.json").read_text()
    assert "VVFIN" in strings
    assert "Erfolge" not in strings


def test_the_same_seed_makes_the_same_student(vectors, tmp_path):
    one, two = (trained(vectors, tmp_path / name, 3) for name in "ab")
    for name in ("tok2vec", *TRAINED):
        assert one.get_pipe(name).model.to_bytes() == two.get_pipe(name).model.to_bytes()


def test_ready_made_vectors_are_those_of_the_buckets(vectors):
    strings = spacy.blank("de").vocab.strings
    floret = read(vectors, strings)
    made = table(floret, ["Armee", "Bonn"], strings)
    assert np.allclose(made[strings["Bonn"]], floret[strings["Bonn"]])
    assert not np.allclose(made[strings["Bonn"]], made[strings["Armee"]])


def test_a_table_that_was_cut_off_is_refused(tmp_path: Path):
    path = tmp_path / "cut.floret"
    path.write_text("3 2 3 5 2 2166136261 < >\n0 1.0 2.0\n1 1.0 2.0\n")
    with pytest.raises(ValueError, match="not \\(3, 2\\)"):
        read(path, spacy.blank("de").vocab.strings)
