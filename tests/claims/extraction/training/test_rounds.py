"""The network from ten sentences to silver rows and files of the run-time component; skipped without PyTorch."""

import json

import pytest
import spacy

torch = pytest.importorskip("torch", reason="PyTorch comes with the extra 'train' only")

from claims.extraction.network.pieces import Pieces  # noqa: E402 - after the skip
from claims.extraction.training import predict, rounds, silver  # noqa: E402 - after the skip
from claims.extraction.training.examples import Labels  # noqa: E402 - after the skip
from claims.extraction.training.learning import Schedule  # noqa: E402 - after the skip
from claims.extraction.training.mixing import Mixture  # noqa: E402 - after the skip
from claims.extraction.training.network import Network, Sizes  # noqa: E402 - after the skip
from tests.claims.extraction.network import toy as toy_network  # noqa: E402 - after the skip
from tests.claims.extraction.training.toy import sentences  # noqa: E402 - after the skip


def small(labels, pieces):
    counts = {name: len(getattr(labels, name)) for name in ("upos", "xpos", "feats", "deps", "names")}
    return Sizes(pieces=pieces, domains=3, layers=2, width=32, heads=4, inner=64, **counts)


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """The work folder after five steps of a tiny network with random weights."""
    folder = tmp_path_factory.mktemp("work")
    tokenizer = toy_network.pieces()
    tokenizer.save(str(folder / "pieces.json"))
    labels = Labels.of(sentences(), rare=1)
    labels.save(folder / "labels.json")
    torch.manual_seed(0)
    network = Network(small(labels, tokenizer.get_vocab_size()))
    mixture = Mixture(gold=sentences()[:6], silver=sentences()[6:], held=sentences()[:2])
    before = network.arc_head.weight.detach().clone()
    rounds.run(network, mixture, labels, folder, "toy", Schedule(steps=5, budget=400, frozen=0, threads=1))
    assert not torch.equal(before, network.arc_head.weight)
    return folder


def annotator(work):
    network = rounds.load(work / "network-toy.pt")
    return predict.Annotator(network, Pieces(work / "pieces.json"), Labels.load(work / "labels.json"))


def test_the_saved_network_reads_sentences_into_rows(work):
    rows = list(annotator(work).rows(sentences()[:3]))
    assert [row["words"] for row in rows] == [s.words for s in sentences()[:3]]
    for row in rows:
        assert sum(head == index for index, head in enumerate(row["heads"])) == 1
        assert row["deps"].count("ROOT") == 1
        assert {len(row[key]) for key in ("heads", "deps", "pos", "tags", "morphs", "names")} == {len(row["words"])}
    assert json.loads(json.dumps(rows)) == rows


def test_rows_are_silver_sentences(work):
    (row,) = annotator(work).rows(sentences()[:1])
    made = silver.sentence(row, "speech")
    assert made.heads == row["heads"]
    assert made.text == sentences()[0].text


def test_the_exported_network_annotates_a_doc(work, tmp_path):
    pytest.importorskip("onnx", reason="onnx comes with the extra 'train' only")
    from claims.extraction.training import export
    from claims.extraction.training.assembling import accurate

    labels = Labels.load(work / "labels.json")
    export.write(rounds.load(work / "network-toy.pt"), labels, work / "pieces.json", tmp_path / "files", tmp_path)
    accurate(tmp_path / "files", tmp_path / "model")
    doc = spacy.load(tmp_path / "model")("Die Armee meldet Erfolge.")
    assert all(token.tag_ in labels.xpos for token in doc)
    assert len(list(doc.sents)) == 1
    assert [token for token in doc if token.dep_ == "ROOT"] == [token for token in doc if token.head == token]
