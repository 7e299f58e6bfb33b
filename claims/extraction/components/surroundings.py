"""The words around a figure that may say what is counted: its adjectives, what governs it, what stands near, the rest.

In: a scene and a figure. Out: a `Context` for `metrics`. Words of clauses that have a figure of their own, and
attributes of other nouns, say nothing about this one.
"""

from __future__ import annotations

from claims.extraction.components import governors
from claims.extraction.components.metrics import Context
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import Quantity


def context(scene: Scene, quantity: Quantity, first: int, last: int) -> Context:
    """The words around a figure. Stretches: behind it up to the next figure, to the end of the clause, before it from
    the figure before, the clause, the rest of the sentence. first, last: the clause."""
    text = scene.text
    following = [other.start for other in scene.quantities if other.start > quantity.start]
    previous = [other.noun_end or other.end for other in scene.quantities if other.end < quantity.start]
    begin = max([first, *previous])
    stretches = (
        text[quantity.end : min([last, *following])],
        text[quantity.end : last],
        text[begin : quantity.start],
        text[first:last],
        elsewhere(scene, quantity),
    )
    at = quantity.start if quantity.noun_start is None else quantity.noun_start
    return Context(" ".join(quantity.modifiers), governors.governing_words(scene, at), stretches, scene.words)


def elsewhere(scene: Scene, quantity: Quantity) -> str:
    """The words of the sentence that may tell of the figure, too; a figure without noun shares the verb of another."""
    if scene.span is None or quantity.noun is None:
        return scene.words
    own = governors.predicate(scene, quantity.start)
    others = {told.i for item in scene.quantities if (told := governors.predicate(scene, item.start)) is not None}
    busy = others - {own.i} if own is not None else others
    top = governors.top
    return governors.words([token for token in scene.span if token.dep_ != "amod" and top(token).i not in busy])
