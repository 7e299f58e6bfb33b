"""Fit how sure the rules may be of what they read, on gold claims; and measure it on others.

In: the open half of the gold (every odd article of `claims/dev`, and the project's own demo articles). Out:
`lexicon/confidence.toml`. One model for each part of a claim, so that every article teaches five lessons. Rules were
written with those articles at hand and read them better than others: how much better is told by the even articles,
one number for each kind of claim, and nothing else is learned from them. Their own figures are made with that number
from the other articles, one left out at a time. On request they are learned from like the others, and measured tenth by
tenth.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from zlib import crc32

import numpy as np

from claims.extraction.components import confidence
from claims.extraction.components.confidence import Part
from claims.extraction.training.confidence_samples import PARTS, Sample
from claims.extraction.training.logistic import fit

KINDS = ("count", "location", "statement")
FEWEST = 16  # claims that bear a sign, and that do not; chosen with the ridge by cross-validation on the odd articles
FOLDS = 10
RIDGE, RIDGE_OF_BIAS = 2.0, 0.3
# Which signs may speak about a part, by what they are signs of; the empty name is the sentence around.
SIGNS_OF = {
    "found": {"figure", "noun", "place", "claim", ""},
    "source": {"source", "who", ""},
    "stance": {"stance", "source", ""},
    "event": {"event", "said"},
    "metric": {"metric", "noun"},
}


def models(samples: Sequence[Sample]) -> dict[str, Part]:
    """A model for each part."""
    return {part: model(part, [one for one in samples if part in one.marks]) for part in PARTS}


def model(part: str, samples: Sequence[Sample]) -> Part:
    """The model of a part, from claims whose part is known to be right or wrong."""
    kinds = [kind for kind in KINDS if any(one.kind == kind for one in samples)]
    signs = frequent(part, samples)
    table = [
        [float(one.kind == kind) for kind in kinds] + [float(sign in one.signs) for sign in signs] for one in samples
    ]
    ridge = [RIDGE_OF_BIAS] * len(kinds) + [RIDGE] * len(signs)
    right = np.array([float(one.marks[part]) for one in samples])
    found = [round(float(weight), 3) for weight in fit(np.array(table), right, np.array(ridge))]
    bias, weights = found[: len(kinds)], found[len(kinds) :]
    return Part(dict(zip(kinds, bias, strict=True)), dict(zip(signs, weights, strict=True)))


def frequent(part: str, samples: Sequence[Sample]) -> list[str]:
    """The signs about a part that enough claims bear, and enough do not."""
    times = Counter(sign for one in samples for sign, about in one.signs.items() if about in SIGNS_OF[part])
    return sorted(sign for sign, n in times.items() if FEWEST <= n <= len(samples) - FEWEST)


def chance(parts: dict[str, Part], sample: Sample) -> float:
    """How likely a claim is right in full, as text that rules were written for."""
    every = (part.probability(sample.kind, sample.signs) for part in parts.values() if sample.kind in part.bias)
    return math.prod(every)


def shifts(parts: dict[str, Part], samples: Sequence[Sample]) -> dict[str, float]:
    """What to add for each kind on text that no rule was written for, by articles of that sort."""
    return {kind: shift(parts, [one for one in samples if one.kind == kind]) for kind in KINDS}


def shift(parts: dict[str, Part], samples: Sequence[Sample]) -> float:
    if not samples:
        return 0.0
    odds = np.array([math.log(p / (1 - p)) for p in (chance(parts, one) for one in samples)])
    right = np.array([float(one.right) for one in samples])
    return round(float(fit(np.ones((len(samples), 1)), right, np.array([RIDGE_OF_BIAS]), odds)[0]), 3)


def shifted(parts: dict[str, Part], by: dict[str, float], sample: Sample) -> float:
    """How likely a claim is right in full, with what is added for its kind."""
    p = chance(parts, sample)
    return confidence.logistic(math.log(p / (1 - p)) + by[sample.kind])


def left_out(parts: dict[str, Part], samples: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Prediction and outcome for claims whose article had no say in the shifts."""
    pairs = []
    for doc in dict.fromkeys(one.doc for one in samples):
        by = shifts(parts, [one for one in samples if one.doc != doc])
        pairs += [(shifted(parts, by, one), one.right) for one in samples if one.doc == doc]
    return pairs


def crossed(learned: Sequence[Sample], unseen: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Prediction and outcome where the even articles are learned from, too: for each tenth of them by the others."""
    pairs = []
    for number in range(FOLDS):
        rest = [one for one in unseen if fold(one) != number]
        parts = models([*learned, *rest])
        by = shifts(parts, rest)
        pairs += [(shifted(parts, by, one), one.right) for one in unseen if fold(one) == number]
    return pairs


def fold(sample: Sample) -> int:
    """The tenth that an article belongs to, the same on every machine."""
    return crc32(sample.doc.encode()) % FOLDS


def constants(known: Sequence[Sample], samples: Sequence[Sample]) -> list[tuple[float, bool]]:
    """The baseline: for each kind the share that was right among the known."""
    share = {kind: mean([one.right for one in known if one.kind == kind]) for kind in KINDS}
    return [(share[one.kind], one.right) for one in samples]


def constants_left_out(samples: Sequence[Sample]) -> list[tuple[float, bool]]:
    """The stronger baseline: the share among the other articles of the same sort."""
    pairs = []
    for doc in dict.fromkeys(one.doc for one in samples):
        pairs += constants([one for one in samples if one.doc != doc], [one for one in samples if one.doc == doc])
    return pairs


def mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.5


def write(parts: dict[str, Part], by: dict[str, float], file: Path, notes: Sequence[str]) -> None:
    """The models as TOML, signs in order of weight; notes become comments at the head."""
    lines = [f"# {note}".rstrip() for note in notes] + ["", "[unseen]"]
    lines += [f"{kind} = {value}" for kind, value in by.items()]
    for name, part in parts.items():
        lines += ["", f"[part.{name}.bias]", *(f"{kind} = {value}" for kind, value in part.bias.items())]
        lines += ["", f"[part.{name}.weights]"]
        ordered = sorted(part.weights.items(), key=lambda pair: (pair[1], pair[0]))
        lines += [f'"{sign}" = {weight}' for sign, weight in ordered]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
