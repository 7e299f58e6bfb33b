"""Own training gold: every file is well-formed CoNLL-U in the conventions of its README."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy

from claims.extraction import training
from claims.extraction.tokenizer import ArticleTokenizer
from claims.extraction.training.conllu import FEATURES

GOLD = Path(training.__file__).parent / "gold"
FILES = sorted(GOLD.glob("*.conllu"))


def words(text: str) -> frozenset[str]:
    return frozenset(text.split())


UPOS = words("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X")
XPOS = words("""
    ADJA ADJD ADV APPR APPRART APPO APZR ART CARD FM ITJ KOUI KOUS KON KOKOM NN NE PDS PDAT PIS PIAT PIDAT PPER PPOSS
    PPOSAT PRELS PRELAT PRF PWS PWAT PWAV PAV PTKZU PTKNEG PTKVZ PTKANT PTKA TRUNC VVFIN VVIMP VVINF VVIZU VVPP VAFIN
    VAIMP VAINF VAPP VMFIN VMINF VMPP XY $. $, $(
""")
RELATIONS = words("""
    acl advcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt conj cop csubj dep det discourse
    dislocated expl fixed flat goeswith list mark nmod nsubj nsubj:pass nummod obj obl obl:arg orphan parataxis punct
    root vocative xcomp
""")
NAMES = frozenset(f"{begin}-{label}" for begin in "BI" for label in ("PER", "ORG", "LOC", "MISC", "DERIV"))
EACH_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def sentences(path: Path) -> Iterator[tuple[str, str, list[list[str]]]]:
    """(id, text, rows) of each sentence."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        lines = block.split("\n")
        meta = dict(line[2:].split(" = ", 1) for line in lines if line.startswith("# "))
        yield meta["sent_id"], meta["text"], [line.split("\t") for line in lines if not line.startswith("#")]


def values(cell: str) -> dict[str, str]:
    return {} if cell == "_" else dict(part.split("=", 1) for part in cell.split("|"))


def reaches_root(heads: list[int], token: int) -> bool:
    for _ in heads:
        if token == 0:
            return True
        token = heads[token - 1]
    return token == 0


def test_no_sentence_comes_twice() -> None:
    found = [sentence for path in FILES for sentence in sentences(path)]
    assert found
    assert len({sid for sid, _, _ in found}) == len(found)
    assert len({text for _, text, _ in found}) == len(found)


@EACH_FILE
def test_rows_spell_the_text_in_our_tokens(path: Path) -> None:
    tokenizer = ArticleTokenizer(spacy.blank("de"))
    for sid, text, rows in sentences(path):
        assert all(len(row) == 10 for row in rows), sid
        assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)], sid
        spelt = [row[1] + ("" if values(row[9]).get("SpaceAfter") == "No" else " ") for row in rows]
        assert "".join(spelt).rstrip() == text, sid
        assert [token.text for token in tokenizer(text)] == [row[1] for row in rows], sid


@EACH_FILE
def test_trees(path: Path) -> None:
    for sid, _, rows in sentences(path):
        heads = [int(row[6]) for row in rows]
        assert heads.count(0) == 1, sid
        assert all(0 <= head <= len(rows) for head in heads), sid
        assert all(reaches_root(heads, token) for token in range(1, len(rows) + 1)), sid
        assert [row[7] == "root" for row in rows] == [head == 0 for head in heads], sid


@EACH_FILE
def test_labels_are_known(path: Path) -> None:
    for sid, _, rows in sentences(path):
        for _, _, lemma, upos, xpos, feats, _, relation, _, _ in rows:
            assert upos in UPOS, (sid, upos)
            assert xpos in XPOS, (sid, xpos)
            assert relation in RELATIONS, (sid, relation)
            assert lemma not in ("", "_"), sid
            assert set(values(feats)) <= FEATURES, (sid, feats)
            assert list(values(feats)) == sorted(values(feats)), (sid, feats)


@EACH_FILE
def test_names_are_legal_bio(path: Path) -> None:
    for sid, _, rows in sentences(path):
        before = "O"
        for row in rows:
            name = values(row[9]).get("NE", "O")
            assert name == "O" or name in NAMES, (sid, name)
            assert not name.startswith("I-") or before[2:] == name[2:], (sid, row[1])
            before = name
