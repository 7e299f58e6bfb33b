"""Sentences → spaCy examples that say just as much as the sentences do.

In: `Sentence`s with gaps. Out: `PartialExample`s of one to six sentences. spaCy 3.8's own `Example` would take a word
without a head for the root of a sentence and teach that; this one tells the parser that the head is unknown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.pipeline._parser_internals.nonproj import projectivize  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.training import Example
from spacy.vocab import Vocab

from claims.extraction.training.conllu import Sentence
from claims.extraction.training.docs import doc_of

MOST_SENTENCES = 6
SPACE_TAG = "_SP"
BREAKS = ("\n", "\n\n")
BROKEN = 0.15  # so many sentences end with a line break, as headlines and paragraphs do

Heads = list[int | None]
Deps = list[str | None]


class PartialExample(Example):
    """An example on gold tokens whose trees may have gaps."""

    def get_aligned_parse(self, projectivize: bool = True) -> tuple[Heads, Deps]:
        """Heads (index in the Doc) and relations, None where unknown."""
        heads: Heads = []
        deps: Deps = []
        for sentence in self.reference.sents:
            own = [word.head.i - sentence.start if word.dep else None for word in sentence]
            labels = [word.dep_ or None for word in sentence]
            if projectivize:
                own, labels = projective(own, labels)
            heads += [None if head is None else head + sentence.start for head in own]
            deps += labels
        return heads, deps


def projective(heads: Heads, deps: Deps) -> tuple[Heads, Deps]:
    """Crossing arcs lifted (Nivre and Nilsson 2005); where the tree has gaps there is nothing to lift to: left out."""
    if None not in heads:
        lifted: tuple[Heads, Deps] = projectivize(heads, deps)
        return lifted
    heads, deps = list(heads), list(deps)
    while crossing := [index for index in range(len(heads)) if crosses(index, heads)]:
        longest = max(crossing, key=lambda index: (abs(index - (heads[index] or 0)), index))
        heads[longest] = deps[longest] = None
    return heads, deps


def crosses(index: int, heads: Heads) -> bool:
    """Whether no projective tree can hold this word's arc beside the other known ones.

    No arc may lead out of what lies under it; and what lies there has to hang on the arc's head, or on a word there
    without a known head, if the arc's head does not hang on that itself.
    """
    head = heads[index]
    if head is None:
        return False
    inner = range(min(index, head) + 1, max(index, head))
    under = {index, head, *inner}
    leading_out = ((w in inner and h not in under) or (h in inner and w not in under) for w, h in arcs(heads))
    above = lineage(head, heads)
    return any(leading_out) or not all(fits(lineage(word, heads), head, above, inner, heads) for word in inner)


def fits(line: list[int], head: int, above: list[int], inner: range, heads: Heads) -> bool:
    """Whether a word under an arc, by its lineage, hangs there or still may."""
    top = line[-1]
    return head in line or (heads[top] is None and top in inner and top not in above)


def arcs(heads: Heads) -> list[tuple[int, int]]:
    """(word, its head) of all words whose head is known."""
    return [(word, head) for word, head in enumerate(heads) if head is not None]


def lineage(index: int, heads: Heads) -> list[int]:
    """A word, its head, and so on as far as is known."""
    line = [index]
    while (head := heads[line[-1]]) is not None and head != line[-1]:
        line.append(head)
    return line


def example(sentences: Sequence[Sentence], vocab: Vocab) -> PartialExample:
    """One text of some sentences."""
    reference = doc_of(sentences, vocab)
    words, spaces = [t.text for t in reference], [bool(t.whitespace_) for t in reference]
    return PartialExample(Doc(vocab, words=words, spaces=spaces), reference)


def grouped(sentences: Sequence[Sentence], dice: random.Random) -> Iterator[list[Sentence]]:
    """All sentences once, shuffled, one to six side by side, some with a line break behind them."""
    order = list(sentences)
    dice.shuffle(order)
    at = 0
    while at < len(order):
        count = dice.randint(1, MOST_SENTENCES)
        # spaCy's oracle takes the first word of a text for the head of words without one: whole trees come first.
        group = sorted(order[at : at + count], key=lambda s: None in s.heads)
        yield [broken(s, dice.choice(BREAKS)) if dice.random() < BROKEN else s for s in group]
        at += count


def broken(sentence: Sentence, sign: str) -> Sentence:
    """The sentence with a line break as last token, annotated as spaCy does."""
    last = len(sentence) - 1
    has_tree = sentence.heads[last] is not None
    return replace(
        sentence,
        words=[*sentence.words, sign],
        spaces=[*sentence.spaces[:-1], False, False],
        upos=[*sentence.upos, "SPACE"],
        xpos=[*sentence.xpos, SPACE_TAG],
        feats=[*sentence.feats, "_"],
        lemmas=[*sentence.lemmas, sign],
        heads=[*sentence.heads, last if has_tree else None],
        deps=[*sentence.deps, "dep" if has_tree else None],
        names=[*sentence.names, None if sentence.names[last] is None else "O"],
    )


def bare(sentence: Sentence) -> Sentence:
    """Without its tree."""
    nothing: list[None] = [None] * len(sentence)
    return replace(sentence, heads=list(nothing), deps=list(nothing))


def whole(sentence: Sentence) -> bool:
    """Whether the tree has no gap."""
    return None not in sentence.heads and None not in sentence.deps


def with_known_morphology(sentence: Sentence) -> Sentence:
    """Part of speech and features are one label for spaCy: without one of them the other is no label."""
    known = [None not in pair for pair in zip(sentence.upos, sentence.feats, strict=True)]
    return replace(
        sentence,
        upos=[value if k else None for value, k in zip(sentence.upos, known, strict=True)],
        feats=[value if k else None for value, k in zip(sentence.feats, known, strict=True)],
    )
