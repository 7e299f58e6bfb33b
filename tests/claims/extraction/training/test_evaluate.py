"""The whole evaluation, of a small pipeline by rules on a small data folder."""

import json
import lzma
from typing import Any

import pytest
import spacy

from claims.extraction.training.evaluate import evaluate, main
from claims.extraction.training.evaluation import parts, process, speed
from claims.extraction.training.evaluation.models import located

CONLLU = """\
# sent_id = a
1	Sie	sie	PRON	PPER	_	2	nsubj	_	_
2	wohnt	wohnen	VERB	VVFIN	_	0	root	_	_
3-4	im	_	_	_	_	_	_	_	_
3	in	in	ADP	APPR	_	5	case	_	_
4	dem	der	DET	ART	Case=Dat	5	det	_	_
5	Allgäu	Allgäu	PROPN	NE	_	2	obl	_	SpaceAfter=No|NE=B-LOC
6	.	.	PUNCT	$.	_	2	punct	_	_

"""
GERMEVAL = "# a\n1\tRom\tB-LOC\tO\n2\tliegt\tO\tO\n\n# b\n1\tRoms\tB-LOC\tO\n2\tMafia\tB-ORG\tO\n3\tschweigt\tO\tO\n\n"
UNER = "# a\n1\tRom\tB-LOC\n2\tschweigt\tO\n\n"
ATTRS = {
    "Sie": {"POS": "PRON", "TAG": "PPER", "MORPH": "_", "LEMMA": "sie"},
    "wohnt": {"POS": "VERB", "TAG": "VVFIN", "MORPH": "_", "LEMMA": "wohnt"},
    "im": {"POS": "ADP", "TAG": "APPRART", "MORPH": "Case=Dat", "LEMMA": "in"},
    "Allgäu": {"POS": "PROPN", "TAG": "NE", "MORPH": "_", "LEMMA": "Allgäu"},
    ".": {"POS": "PUNCT", "TAG": "$.", "MORPH": "_", "LEMMA": "."},
}


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    """A real pipeline on disk that knows a handful of words."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    for word, attrs in ATTRS.items():
        ruler.add([[{"ORTH": word}]], attrs)
    places: Any = nlp.add_pipe("entity_ruler")
    places.add_patterns([{"label": "LOC", "pattern": name} for name in ("Rom", "Allgäu")])
    path = tmp_path_factory.mktemp("models") / "fast"
    nlp.to_disk(path)
    return path


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    (folder / "heldout").mkdir()
    for name, text in ((parts.GSD_TEST, CONLLU * 7), (parts.GERMEVAL, GERMEVAL), (parts.UNER, UNER)):
        (folder / name).write_bytes(lzma.compress(text.encode()))
    return folder


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "tests" / "gold" / "model"
    folder.mkdir(parents=True)
    (folder / "sentences.conllu").write_text(CONLLU)
    (folder / "a.txt").write_text("Er kam. Sie ging.")
    row = {"file": "tests/gold/model/a.txt", "starts": [[0, "Er kam."], [8, "Sie ging."]]}
    (folder / "boundaries.jsonl").write_text(json.dumps(row) + "\n")
    return folder


def test_tags_of_contractions_count_as_one_word(model, data, gold):
    values = evaluate(model, data, gold, ["trees"]).values
    assert (values["gsd.upos"], values["gsd.stts"], values["gsd.morph"]) == (100, 100, 100)
    assert values["gsd.lemma"] == pytest.approx(80)
    assert values["gsd.sentences"] == 100


def test_names_are_those_of_each_corpus(model, data, gold):
    values = evaluate(model, data, gold, ["names"]).values
    assert (values["germeval.p"], values["germeval.r"]) == (100, pytest.approx(100 / 3))
    assert (values["germeval.loc"], values["germeval.org"]) == (pytest.approx(200 / 3), 0)
    assert values["uner.f"] == 100
    assert "uner.org" not in values


def test_own_gold_needs_no_data(model, gold):
    table = evaluate(model, None, gold, ["trees", "names", "own", "boundaries"])
    assert (table.values["own.names"], table.values["own.upos"], table.values["boundaries.f"]) == (100, 100, 100)
    assert not any(key.startswith(("gsd", "germeval", "uner")) for key in table.values)


def test_most_caps_the_foreign_corpora(model, data, gold):
    assert evaluate(model, data, gold, ["names"], most=1).values["germeval.r"] == 100


def test_costs_of_a_fresh_process(model):
    found = process.costs(model, ["Sie wohnt im Allgäu.", "Rom\nliegt dort."], runs=1)
    assert 0 < found.load_cpu < 60
    assert 10 < found.imported <= found.loaded + 5
    assert found.read >= found.loaded - 5


def test_reading_costs_more_than_cutting(model):
    paragraphs = speed.texts(None, 20)
    assert speed.words_per_second(spacy.load(model), paragraphs) < speed.floor(paragraphs)


def test_running_text_is_running():
    paragraphs = speed.texts(None, 50)
    assert len(paragraphs) == 50
    assert all(len(paragraph) >= speed.SHORTEST for paragraph in paragraphs)


def test_the_command_prints_a_table_and_fails_where_a_bar_is_missed(model, gold, capsys, tmp_path):
    poor = tmp_path / "poor"
    spacy.load(model).to_disk(poor)
    asked = ["--gold", str(gold), "--part", "own", "--part", "boundaries"]
    assert main(["--model", str(model), *asked]) == 0
    (gold / "a.txt").write_text("Er kam. Sie ging. Dr. Ott.")
    (gold / "boundaries.jsonl").write_text(
        json.dumps({"file": "tests/gold/model/a.txt", "starts": [[0, "Er kam."], [8, "Sie ging. Dr. Ott."]]}) + "\n"
    )
    assert main(["--model", str(poor), "--markdown", *asked]) == 1
    printed = capsys.readouterr()
    assert "| Sentence F, running news (own gold) | – | ≥ 96.0 | 99 |" in printed.out
    assert "poor: bar missed: Sentence F, running news (own gold)" in printed.err


def test_shipped_models_go_by_name():
    assert located("fast").parts[-3:] == ("extraction", "model", "fast")
    assert str(located("elsewhere/fast")) == "elsewhere/fast"
