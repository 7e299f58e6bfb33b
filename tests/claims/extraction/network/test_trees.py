"""Trees have one root a sentence and the greatest sum, for any scores."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from claims.extraction.network.arborescence import best_tree
from claims.extraction.network.trees import Relations, heads

ANY_FLOAT = st.floats(width=32, allow_nan=True, allow_infinity=True)
SMALL = st.integers(-8, 8).map(float)


def is_tree(found, sentences) -> bool:
    """Every word comes to a root of its own sentence, and each sentence has one."""
    roots = [index for index, head in enumerate(found) if index == head]
    for index, head in enumerate(found):
        if sentences[index] != sentences[head]:
            return False
        node, steps = index, 0
        while found[node] != node and steps <= len(found):
            node, steps = found[node], steps + 1
        if found[node] != node:
            return False
    return sorted(sentences[root] for root in roots) == sorted(set(sentences))


def weight(scores, found) -> float:
    return float(sum(scores[index, head] for index, head in enumerate(found)))


def brute_force(scores) -> float:
    size = len(scores)
    best = -np.inf
    for choice in itertools.product(range(size + 1), repeat=size):
        own = [index if head == 0 else head - 1 for index, head in enumerate(choice)]
        if all(head != index + 1 for index, head in enumerate(choice)) and is_tree(own, [0] * size):
            best = max(best, weight(scores, choice))
    return best


@settings(deadline=None)
@given(st.integers(1, 4).flatmap(lambda n: arrays(np.float64, (n, n + 1), elements=SMALL)))
def test_no_tree_with_one_root_has_a_greater_sum(scores):
    found = best_tree(scores)
    assert is_tree([index if head == 0 else head - 1 for index, head in enumerate(found)], [0] * len(scores))
    assert weight(scores, found) == brute_force(scores)


@settings(deadline=None)
@given(st.data(), st.integers(1, 30))
def test_every_sentence_is_a_tree_for_any_scores(data, words):
    scores = data.draw(arrays(np.float32, (words, words + 1), elements=ANY_FLOAT))
    starts = np.array([True, *data.draw(st.lists(st.booleans(), min_size=words - 1, max_size=words - 1))])
    assert is_tree(heads(scores, starts).tolist(), np.cumsum(starts).tolist())


@settings(deadline=None)
@given(st.data(), st.integers(2, 6))
def test_heads_of_a_sentence_are_the_best_tree(data, words):
    scores = data.draw(arrays(np.float64, (words, words + 1), elements=SMALL))
    np.fill_diagonal(scores[:, 1:], -100)
    found = heads(scores, np.arange(words) == 0)
    own = np.arange(words)
    assert weight(scores, np.where(found == own, 0, found + 1)) == weight(scores, best_tree(scores))


def test_a_window_full_of_cycles_is_decoded():
    scores = np.random.default_rng(0).normal(size=(190, 191)) * 10
    scores[:, 0] = -100
    starts = np.arange(190) == 0
    assert is_tree(heads(scores, starts).tolist(), [0] * 190)


@pytest.fixture
def relations() -> Relations:
    return Relations(np.random.default_rng(0).normal(size=(4, 3, 3)).astype(np.float16), root=2)


def test_the_relation_with_the_highest_form_wins_and_only_roots_are_roots(relations):
    random = np.random.default_rng(1)
    dependents, governors = random.normal(size=(6, 3)), random.normal(size=(7, 3))
    tree = np.array([1, 1, 1, 4, 4, 4])
    weights = np.random.default_rng(0).normal(size=(4, 3, 3)).astype(np.float16).astype(np.float64)
    found = relations.best(dependents, governors, tree)
    for word, (label, head) in enumerate(zip(found, tree, strict=True)):
        forms = [dependents[word] @ weights[relation] @ governors[head + 1] for relation in range(4)]
        forms[2] = np.inf if head == word else -np.inf
        assert label == int(np.argmax(forms))
