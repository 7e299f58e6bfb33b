"""Logistic regression with a ridge, in NumPy: small data, exact answers, nothing to install.

In: rows of signs and whether each came true. Out: weights.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
STEPS = 60
CLOSE = 1e-8


def fit(signs: Matrix, right: Matrix, ridge: Matrix, offset: Matrix | None = None) -> Matrix:
    """The weights that make the data likeliest, by Newton's method. ridge: how much each weight is held at nothing;
    offset: what each row has on its account before."""
    weights = np.zeros(signs.shape[1])
    start = np.zeros(len(right)) if offset is None else offset
    for _ in range(STEPS):
        expected = probabilities(signs @ weights + start)
        slope = signs.T @ (right - expected) - ridge * weights
        curve = (signs * (expected * (1 - expected))[:, None]).T @ signs + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def probabilities(scores: Matrix) -> Matrix:
    bounded = np.clip(scores, -30, 30)
    return np.asarray(1 / (1 + np.exp(-bounded)))


def loss(expected: Matrix, right: Matrix) -> float:
    """The mean surprise at what came true, in natural logarithms."""
    sure = np.clip(expected, 1e-6, 1 - 1e-6)
    return float(-np.mean(right * np.log(sure) + (1 - right) * np.log(1 - sure)))
