"""How far probabilities can be trusted: predicted beside observed, Brier score, calibration error, ranking.

In: pairs of a predicted probability and whether it came true. Out: figures, and a table in Markdown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

EDGES = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01)
Pairs = Sequence[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of similar confidence: how many, what was predicted on average, what share was right."""

    low: float
    high: float
    size: int
    predicted: float
    observed: float


def bins(pairs: Pairs) -> list[Bin]:
    """The claims by confidence; empty bins are left out."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [pair for pair in pairs if low <= pair[0] < high]
        if inside:
            size = len(inside)
            mean = sum(p for p, _ in inside) / size
            found.append(Bin(low, min(high, 1.0), size, mean, sum(right for _, right in inside) / size))
    return found


def brier(pairs: Pairs) -> float:
    """Mean squared distance of prediction and outcome: 0 is perfect, 0.25 is a coin."""
    return sum((p - right) ** 2 for p, right in pairs) / len(pairs) if pairs else 0.0


def calibration_error(pairs: Pairs) -> float:
    """Expected calibration error: mean distance of predicted and observed over the bins, weighted by their size."""
    return sum(one.size * abs(one.predicted - one.observed) for one in bins(pairs)) / len(pairs) if pairs else 0.0


def by_chance(pairs: Pairs) -> float:
    """The calibration error that true probabilities would show by chance with so few claims in the bins."""
    spread = (math.sqrt(one.size * one.predicted * (1 - one.predicted)) for one in bins(pairs))
    return math.sqrt(2 / math.pi) * sum(spread) / len(pairs) if pairs else 0.0


def ranking(pairs: Pairs) -> float:
    """How often a right claim has more confidence than a wrong one (area under the ROC curve); ties count half."""
    good = [p for p, right in pairs if right]
    bad = [p for p, right in pairs if not right]
    if not good or not bad:
        return 0.5
    won = sum((g > b) + 0.5 * (g == b) for g in good for b in bad)
    return won / (len(good) * len(bad))


def table(pairs: Pairs) -> str:
    """The bins as a table."""
    lines = ["| confidence | claims | predicted | observed |", "|---|---|---|---|"]
    lines += [f"| {b.low:.1f} to {b.high:.1f} | {b.size} | {b.predicted:.2f} | {b.observed:.2f} |" for b in bins(pairs)]
    return "\n".join(lines)


def summary(name: str, pairs: Pairs) -> str:
    """One row of a table of ways to tell how sure a reading is."""
    figures = (brier(pairs), calibration_error(pairs), by_chance(pairs), ranking(pairs))
    return f"| {name} | {len(pairs)} | " + " | ".join(f"{figure:.3f}" for figure in figures) + " |"


SUMMARY_HEAD = (
    "| confidence | claims | Brier score | calibration error | of that by chance | right above wrong |\n"
    "|---|---|---|---|---|---|"
)
