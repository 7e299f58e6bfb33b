"""Trains the small student: gold and silver sentences → a spaCy pipeline in a folder.

In: a `Mixture` of sentences, floret vectors, a `Plan`. Out: the pipeline, for `spacy.load`, and lines of losses and
scores on the way. NumPy only; one core is enough.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, Optimizer, fix_random_seed
from thinc.schedules import warmup_linear

from claims.extraction.training import student_vectors
from claims.extraction.training.conllu import Sentence
from claims.extraction.training.mixing import Mixture
from claims.extraction.training.student_config import TRAINED, Size, blank
from claims.extraction.training.student_examples import (
    SPACE_TAG,
    bare,
    broken,
    example,
    grouped,
    whole,
    with_known_morphology,
)
from claims.extraction.training.student_export import save

Say = Callable[[str], None]
say_now = partial(print, flush=True)  # a run of an hour is watched through a file
SHOWN = {
    "tag_acc": "STTS",
    "pos_acc": "UPOS",
    "morph_acc": "FEATS",
    "dep_uas": "UAS",
    "dep_las": "LAS",
    "ents_f": "names",
}
INITIAL = 6_000  # sentences without gaps that the labels are read from, besides all gold ones


@dataclass(frozen=True, slots=True)
class Plan:
    """steps: updates of about `words` words; watched: how often held-out sentences are read on the way."""

    steps: int
    words: int = 1000
    rate: float = 1.5e-3
    warm: float = 0.05
    dropout: float = 0.1
    gold_times: int = 3
    watched: int = 8
    seed: int = 0
    size: Size = field(default_factory=Size)


def train(mixture: Mixture, vectors: Path, out: Path, plan: Plan, say: Say = say_now) -> Language:
    """Train and save; the pipeline that is given back is the saved one."""
    out.mkdir(parents=True, exist_ok=True)  # an hour's work must not fail on its last line
    fix_random_seed(plan.seed)
    nlp = blank(plan.size)
    floret = student_vectors.read(vectors, nlp.vocab.strings)
    known = [with_known_morphology(s) for s in mixture.silver], [with_known_morphology(s) for s in mixture.gold]
    words = sorted({word for part in (*known, mixture.held) for s in part for word in s.words})
    nlp.vocab.vectors = student_vectors.table(floret, words, nlp.vocab.strings)
    optimizer = begun(nlp, *known, plan)
    held: list[Example] = [example([s], nlp.vocab) for s in mixture.held]
    learn(nlp, batches(nlp, *known, plan), optimizer, held, plan, say)
    nlp.vocab.vectors = floret
    with nlp.use_params(optimizer.averages):
        return save(nlp, plan.size, out)


def begun(nlp: Language, silver: list[Sentence], gold: list[Sentence], plan: Plan) -> Optimizer:
    """Labels and first weights."""
    complete = [s for s in gold if whole(s)] + list(islice((s for s in silver if whole(s)), INITIAL))
    named = [bare(s) for s in (*gold, *silver) if None not in s.names][:INITIAL]
    sample = [example([s], nlp.vocab) for s in (broken(complete[0], "\n"), *complete, *named)]
    tags = {tag for s in (*gold, *silver) for tag in s.xpos if tag}
    nlp.config["initialize"]["components"]["tagger"] = {"labels": sorted(tags | {SPACE_TAG})}
    logging.getLogger("spacy").setLevel(logging.ERROR)
    nlp.initialize(lambda: sample)
    rates = warmup_linear(plan.rate, max(1, int(plan.steps * plan.warm)), plan.steps)
    optimizer: Optimizer = Adam(
        rates,  # type: ignore[arg-type]  # a generator, though its signature says less
        L2=0.01,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=True,
    )
    return optimizer


def batches(nlp: Language, silver: list[Sentence], gold: list[Sentence], plan: Plan) -> Iterator[list[Example]]:
    """Examples without end, about `plan.words` words together; gold comes `gold_times` an epoch."""
    dice = random.Random(plan.seed)
    batch: list[Example] = []
    while True:
        for sentences in grouped([*silver, *gold * plan.gold_times], dice):
            batch.append(example(sentences, nlp.vocab))
            if sum(map(len, batch)) >= plan.words:
                yield batch
                batch = []


def learn(
    nlp: Language,
    source: Iterator[list[Example]],
    optimizer: Optimizer,
    held: list[Example],
    plan: Plan,
    say: Say,
) -> None:
    """The updates. spaCy's own loop would copy the examples, and with them lose what they say about gaps."""
    began, words, losses = time.monotonic(), 0, {}  # type: tuple[float, int, dict[str, float]]
    for step, batch in enumerate(islice(source, plan.steps), 1):
        update(nlp, batch, optimizer, plan.dropout, losses)
        words += sum(map(len, batch))
        if step % max(1, plan.steps // plan.watched) == 0 or step == plan.steps:
            seconds = time.monotonic() - began
            with nlp.use_params(optimizer.averages):
                scores = shown(nlp, held)
            shares = " ".join(f"{name} {losses.get(name, 0) / words:.3f}" for name in TRAINED)
            say(f"{step}/{plan.steps} {seconds:.0f} s, {words / seconds:.0f} words/s; {shares}; held out: {scores}")
            words, losses, began = 0, {}, time.monotonic()


def update(nlp: Language, batch: list[Example], optimizer: Optimizer, drop: float, losses: dict[str, float]) -> None:
    """One step of all components together."""
    trained = [(name, part) for name, part in nlp.pipeline if name in ("tok2vec", *TRAINED)]
    for _, part in trained:
        part.update(batch, drop=drop, losses=losses, sgd=None)  # type: ignore[attr-defined]
    for _, part in trained:
        part.finish_update(optimizer)  # type: ignore[attr-defined]
    optimizer.step_schedules()  # type: ignore[no-untyped-call]


def shown(nlp: Language, held: list[Example]) -> str:
    """Accuracies in percent on gold tokens."""
    fresh = [Example(e.predicted.copy(), e.reference) for e in held]
    scores = nlp.evaluate(fresh)
    return " ".join(f"{name} {100 * scores[key]:.1f}" for key, name in SHOWN.items() if scores.get(key) is not None)
