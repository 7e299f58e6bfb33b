"""The steps of the recipe, in order: each reads what those before it wrote below `--work`.

In: the command line's settings. Out: files; `Step.made` names the one that tells that a step is done. PyTorch is
imported inside the steps that train, so that the rest runs without it.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

EXTRACTION = Path(__file__).resolve().parents[1]
FIRST, SECOND = "a", "b"  # names of the two rounds' networks


@dataclass(frozen=True, slots=True)
class Step:
    """updates: how many of them by default, for steps that train; torch: whether the step needs the extra `train`."""

    name: str
    says: str
    run: Callable[[Namespace], None]
    made: Callable[[Namespace], Path]
    torch: bool = False
    updates: int = 0


def vocabulary(a: Namespace) -> None:
    from claims.extraction.training import rounds

    rounds.vocabulary(a.data, a.tokenizer, a.work)


def teach(a: Namespace) -> None:
    """Round one: gold and the first teacher's silver, from the base's weights."""
    import torch

    from claims.extraction.training import mixing, rounds
    from claims.extraction.training.examples import Labels
    from claims.extraction.training.learning import Schedule

    torch.manual_seed(a.seed)
    mixture = mixing.first(a.data)
    labels = Labels.of(mixture.gold + mixture.silver)
    labels.save(a.work / "labels.json")
    network = rounds.fresh(a.work, a.base, labels, a.layers)
    schedule = Schedule(steps=a.steps, seed=a.seed, threads=a.threads)
    rounds.run(network, mixture, labels, a.work, FIRST, schedule)


def silver(a: Namespace) -> None:
    from claims.extraction.training import annotating

    annotating.run(a.data, a.work, FIRST, a.threads)


def again(a: Namespace) -> None:
    """Round two: gold, and what the first network and the first teacher both say, from round one's weights."""
    from claims.extraction.training import mixing, rounds
    from claims.extraction.training.examples import Labels
    from claims.extraction.training.learning import Schedule

    network = rounds.load(a.work / f"network-{FIRST}.pt")
    labels = Labels.load(a.work / "labels.json")
    # Already taught: smaller steps, more gold.
    schedule = Schedule(a.steps, rate=1.2e-4, faster=5.0, gold_times=3, seed=a.seed + 1, threads=a.threads)
    rounds.run(network, mixing.second(a.data, a.work, FIRST), labels, a.work, SECOND, schedule)


def export(a: Namespace) -> None:
    """The second network in 8 bits, in a pipeline."""
    from claims.extraction.training import assembling, export, rounds
    from claims.extraction.training.examples import Labels

    network = rounds.load(a.work / f"network-{SECOND}.pt")
    files = a.work / "network"
    export.write(network, Labels.load(a.work / "labels.json"), a.work / "pieces.json", files, a.work)
    assembling.accurate(files, a.models / "accurate")


def forms(a: Namespace) -> None:
    from claims.extraction.training import forms

    forms.build(trie(a))


def lemmas(a: Namespace) -> None:
    from claims.extraction.training import adjective_list, lemma_table

    lemma_table.build(a.data, table(a))
    adjective_list.build(a.data, EXTRACTION / "lexicon" / "adjectives.txt")


def student(a: Namespace) -> None:
    """The small pipeline: gold, and silver of the network named by --teacher or of the files given by --silver."""
    from claims.extraction.training import mixing, student, student_mixture
    from claims.extraction.training.student_config import Size

    mixture = student_mixture.of_files(a.data, a.silver) if a.silver else mixing.student(a.data, a.work, a.teacher)
    plan = student.Plan(steps=a.steps, seed=a.seed, size=Size(width=a.width))
    student.train(student_mixture.alike(mixture), a.vectors or vectors(a), a.out or fast(a), plan)


def vectors(a: Namespace) -> Path:
    return Path(a.data / "vectors" / "floret_de_96_50k.floret.xz")


def trie(a: Namespace) -> Path:
    return EXTRACTION / "lexicon" / "forms.marisa"


def table(a: Namespace) -> Path:
    return EXTRACTION / "lexicon" / "lemmas.tsv"


def fast(a: Namespace) -> Path:
    return Path(a.models / "fast")


STEPS = (
    Step("vocabulary", "which pieces of the base German uses", vocabulary, lambda a: a.work / "pieces.json", True),
    Step("teach", "round one of the network", teach, lambda a: a.work / f"network-{FIRST}.pt", True, 1600),
    Step("silver", "that network reads text", silver, lambda a: a.work / f"silver-{FIRST}-bt.jsonl", True),
    Step("again", "round two of the network", again, lambda a: a.work / f"network-{SECOND}.pt", True, 3000),
    Step("export", "the network as a pipeline", export, lambda a: a.models / "accurate" / "meta.json", True),
    Step("forms", "the dictionary of forms as a file to map", forms, trie),
    Step("lemmas", "words whose lemma no rule finds", lemmas, table),
    Step("student", "the small pipeline", student, lambda a: fast(a) / "meta.json", updates=5000),
)
