"""Sentences → windows of several sentences → tensors, as the network sees running text.

In: sentences, the pieces of the pruned vocabulary, the label inventories. Out: batches of equal length.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from claims.extraction.network.pieces import BEGIN, END, PAD, Pieces
from claims.extraction.training.conllu import Sentence

NAMES = ["O"] + [f"{mark}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC", "DERIV") for mark in "BI"]
DOMAINS = {"pud": 1, "mobie": 2}  # all others follow GSD and GermEval
COLUMNS = ("upos", "xpos", "feats", "names", "heads", "deps")
GOLD_TREES = ("gsd", "pud", "own")
WINDOW = 144
NONE = -1


@dataclass(slots=True)
class Labels:
    """The inventory of each head, most frequent first."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    deps: list[str]
    names: list[str]

    @classmethod
    def of(cls, sentences: Iterable[Sentence], rare: int = 3) -> Labels:
        """What occurs in the data; features that occur less than `rare` times are left out."""
        counts: dict[str, Counter[str]] = {column: Counter() for column in ("upos", "xpos", "feats", "deps")}
        for s in sentences:
            for column, counter in counts.items():
                counter.update(value for value in getattr(s, column) if value is not None)
        kept = {c: [v for v, n in counter.most_common() if n >= rare] for c, counter in counts.items()}
        return cls(**kept, names=NAMES)

    @classmethod
    def load(cls, path: Path) -> Labels:
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def save(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")


@dataclass(slots=True)
class Example:
    """One sentence in numbers; `rows` holds COLUMNS as [6, words], NONE where nothing is known."""

    pieces: list[tuple[int, ...]]
    rows: np.ndarray
    domain: int
    gold: bool


def example(s: Sentence, pieces: Pieces, numbers: dict[str, dict[str, int]]) -> Example:
    before = [True, *s.spaces[:-1]]
    rows = np.full((len(COLUMNS), len(s)), NONE, np.int64)
    for row, column in enumerate(COLUMNS):
        if column == "heads":
            rows[row] = [NONE if h is None else 0 if h == i else h + 1 for i, h in enumerate(s.heads)]
        else:
            table = numbers[column]
            rows[row] = [NONE if v is None else table.get(v, NONE) for v in getattr(s, column)]
    encoded = [pieces.encode(w, b) for w, b in zip(s.words, before, strict=True)]
    return Example(encoded, rows, DOMAINS.get(s.kind, 0), s.kind in GOLD_TREES)


def examples(sentences: Iterable[Sentence], pieces: Pieces, labels: Labels) -> list[Example]:
    numbers = {c: {v: i for i, v in enumerate(getattr(labels, c))} for c in COLUMNS if c != "heads"}
    return [example(s, pieces, numbers) for s in sentences]


def size(e: Example) -> int:
    return sum(map(len, e.pieces))


def windows(found: list[Example], dice: random.Random, limit: int = WINDOW) -> list[list[Example]]:
    """Shuffled sentences of one domain side by side, up to `limit` pieces."""
    order = list(found)
    dice.shuffle(order)
    order.sort(key=lambda e: (e.domain, e.gold))
    out: list[list[Example]] = []
    room = 0
    for e in order:
        alike = out and (out[-1][0].domain, out[-1][0].gold) == (e.domain, e.gold)
        # One window in five closes early: short texts exist, too.
        if not alike or size(e) > room or dice.random() < 0.2:
            out.append([])
            room = limit - 2
        out[-1].append(e)
        room -= size(e)
    return [w for w in out if sum(map(size, w)) <= 300]


def batches(cut: list[list[Example]], budget: int, dice: random.Random) -> Iterator[list[list[Example]]]:
    """Windows of like length, at most `budget` pieces together, in random order."""
    order = sorted(cut, key=lambda w: (sum(map(size, w)) // 16, dice.random()))
    out: list[list[list[Example]]] = []
    longest = 0
    for w in order:
        longest = max(longest, sum(map(size, w)) + 2)
        if not out or longest * (len(out[-1]) + 1) > budget:
            out.append([])
            longest = sum(map(size, w)) + 2
        out[-1].append(w)
    dice.shuffle(out)
    yield from out


def tensors(batch: list[list[Example]]) -> dict[str, Tensor]:
    """ids, first, words, domain, gold, block (sentence number of each word), sent, and COLUMNS."""
    count = [sum(len(e.pieces) for e in w) for w in batch]
    length = [sum(map(size, w)) + 2 for w in batch]
    wide, long = max(count), max(length)
    made = {c: np.full((len(batch), wide), NONE, np.int64) for c in (*COLUMNS, "sent", "block")}
    ids = np.full((len(batch), long), PAD, np.int64)
    first = np.zeros((len(batch), wide), np.int64)
    for b, window in enumerate(batch):
        word, piece = 0, 1
        ids[b, 0] = BEGIN
        for number, e in enumerate(window):
            stop = word + len(e.pieces)
            for row, column in enumerate(COLUMNS):
                shift = np.where(e.rows[row] > 0, word, 0) if column == "heads" else 0
                made[column][b, word:stop] = e.rows[row] + shift
            made["sent"][b, word:stop] = 0
            made["sent"][b, word] = 1
            made["block"][b, word:stop] = number
            for offset, encoded in enumerate(e.pieces):
                first[b, word + offset] = piece
                ids[b, piece : piece + len(encoded)] = encoded
                piece += len(encoded)
            word = stop
        ids[b, piece] = END
    made |= {"ids": ids, "first": first, "words": np.array(count)}
    made["domain"] = np.array([w[0].domain for w in batch])
    made["gold"] = np.array([float(w[0].gold) for w in batch], np.float32)
    return {name: torch.from_numpy(array) for name, array in made.items()}
