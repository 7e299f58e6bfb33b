"""Everything the network learns from, put together: gold first, then silver.

In: the data folder, our own gold. Out: sentences by the weight that their trees have in the loss.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from claims.extraction.training import corpora, silver
from claims.extraction.training.conllu import Sentence

GOLD = Path(__file__).parent / "gold"
HELD_EVERY = 10  # of GSD dev, to watch the training


@dataclass(slots=True)
class Mixture:
    """gold: hand-made trees or names; silver: machine-made trees, with gold tags or names where a corpus has them;
    held: never trained on."""

    gold: list[Sentence]
    silver: list[Sentence]
    held: list[Sentence]


def key(sentence: Sentence) -> str:
    return " ".join(sentence.words)


def tagged(data: Path, trees: dict[str, silver.Row], second: dict[str, silver.Row] | None = None) -> list[Sentence]:
    """GSD train: gold tags, silver trees and names."""
    names = silver.study_names(data)
    found = []
    for plain in corpora.gsd_tags(data):
        row = trees.get(key(plain))
        if row is None or len(plain) > 60:
            continue
        made = silver.sentence(row | {"spaces": plain.spaces}, "gsd-tags")
        if second is not None and key(plain) in second:
            made = silver.agree(made, second[key(plain)] | {"names": names.get(key(plain), made.names)})
        elif made.names[0] is None and key(plain) in names:
            made.names = list(names[key(plain)])
        found.append(silver.by_rules(silver.constrain(made, plain.upos), corpora.adjectives(data)))
    return found


def named(data: Path, trees: dict[str, silver.Row], second: dict[str, silver.Row] | None = None) -> list[Sentence]:
    """GermEval test: gold names, silver trees where there are any."""
    found = []
    for plain in corpora.germeval(data, "test"):
        row = trees.get(key(plain))
        if row is None:
            found.append(plain)
            continue
        made = silver.sentence(row | {"spaces": plain.spaces}, "germeval")
        if second is not None and key(plain) in second:
            made = silver.agree(made, second[key(plain)])
        made.names = plain.names
        found.append(silver.by_rules(made, corpora.adjectives(data)))
    return found


def golden(data: Path) -> tuple[list[Sentence], list[Sentence]]:
    """(trained on, held out) of the hand-made trees."""
    gsd = corpora.gsd(data)
    held = [s for index, s in enumerate(gsd) if index % HELD_EVERY == 0]
    gold = [s for index, s in enumerate(gsd) if index % HELD_EVERY]
    return gold + corpora.pud(data) + corpora.own(GOLD), held


def first(data: Path) -> Mixture:
    """For the first round: the study's silver."""
    gold, held = golden(data)
    names = silver.study_names(data)
    speeches = []
    for row in silver.study(data, "bt"):
        made = silver.sentence(row, "speech")
        made.names = list(names.get(key(made), made.names))
        speeches.append(made)
    trees = {name: silver.by_words(silver.study(data, name)) for name in ("gsd", "ge")}
    return Mixture(gold, tagged(data, trees["gsd"]) + named(data, trees["ge"]) + corpora.mobie(data) + speeches, held)


def second(data: Path, work: Path, name: str) -> Mixture:
    """For the next round: what network `name` and the study's teacher both say, gold tags and names above both."""
    gold, held = golden(data)
    old = {part: silver.by_words(silver.study(data, part)) for part in ("gsd", "ge")}
    new = {part: silver.by_words(silver.rows(work / f"silver-{name}-{part}.jsonl")) for part in ("gsd", "ge")}
    machine = tagged(data, new["gsd"], old["gsd"]) + named(data, new["ge"], old["ge"])
    return Mixture(gold, machine + corpora.mobie(data), held)


def student(data: Path, work: Path, name: str) -> Mixture:
    """For the small student: the same, and speeches that only the network read."""
    mixture = second(data, work, name)
    known = corpora.adjectives(data)
    rows = silver.rows(work / f"silver-{name}-bt.jsonl")
    speeches = (silver.by_rules(silver.sentence(row, "speech"), known) for row in rows)
    mixture.silver += speeches
    return mixture
