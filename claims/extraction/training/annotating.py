"""A trained network annotates the texts that the next round and the student learn from.

In: the data and work folders, the name of a network. Out: `silver-NAME-{gsd,ge,bt}.jsonl` in the work folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import torch

from claims.extraction.network.pieces import Pieces
from claims.extraction.training import corpora, rounds
from claims.extraction.training.conllu import Sentence
from claims.extraction.training.examples import Labels
from claims.extraction.training.predict import Annotator

SPEECH_SENTENCES = 16_000
LONGEST = 60


def texts(data: Path) -> dict[str, Iterable[Sentence]]:
    """What is annotated: GSD train and GermEval test text, speeches. No text that measures."""
    short = [s for s in corpora.gsd_tags(data) if 2 < len(s) <= LONGEST]
    return {
        "gsd": short,
        "ge": [s for s in corpora.germeval(data, "test") if len(s) <= LONGEST],
        "bt": corpora.speeches(data, SPEECH_SENTENCES),
    }


def run(data: Path, work: Path, name: str, threads: int = 2) -> None:
    """Write the silver files."""
    torch.set_num_threads(threads)
    annotator = Annotator(
        rounds.load(work / f"network-{name}.pt"), Pieces(work / "pieces.json"), Labels.load(work / "labels.json")
    )
    for part, sentences in texts(data).items():
        with (work / f"silver-{name}-{part}.jsonl").open("w", encoding="utf-8") as out:
            for row in annotator.rows(sentences):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
