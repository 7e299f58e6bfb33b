"""Word → pieces of the transformer's vocabulary, the same way in training and at run time.

In: a word, and whether white space stands before it (`Pieces(path).encode(word, space_before)`; the first word of a
window counts as having it). Out: one to eight piece numbers.
Words are cut one by one (never across a word's edge), so each piece belongs to one word and answers can be cached:
a third of running text is the same hundred words.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

BEGIN, PAD, END, UNKNOWN = range(4)
PER_WORD = 8
# Of a longer word both ends are kept: German puts the grammar and the head of a compound last.
KEPT_AT_END = 3
# Eight pieces cover far less; only addresses and rubbish are longer, and need not be read whole.
LONGEST = 128
CACHED_WORDS = 30_000
PREFIX = "▁"


class Pieces:
    """A SentencePiece Unigram vocabulary: a `tokenizers` JSON file, by its path or its contents."""

    def __init__(self, source: Path | str | bytes) -> None:
        tokenizer = Tokenizer.from_buffer(source) if isinstance(source, bytes) else Tokenizer.from_file(str(source))
        self._normalise = tokenizer.normalizer.normalize_str if tokenizer.normalizer else str
        self._model = tokenizer.model
        # spaCy's own strings are kept for good; this cache forgets what is rare.
        self.encode: Callable[[str, bool], tuple[int, ...]] = lru_cache(CACHED_WORDS)(self._encode)

    def _encode(self, word: str, space_before: bool) -> tuple[int, ...]:
        """The word's pieces; `space_before` is true as well for the first word of a window."""
        if len(word) > LONGEST:
            word = word[: LONGEST // 2] + word[-LONGEST // 2 :]
        text = self._normalise(word).strip()
        if not text:
            return (UNKNOWN,)
        # The tokenizer's own pre-tokenizer would mark the beginning of every word, also where no white space stands.
        marked = (PREFIX if space_before else "") + text.replace(" ", PREFIX)
        # "<s>" written in an article is no beginning, and "<pad>" would hide itself.
        numbers = [max(token.id, UNKNOWN) for token in self._model.tokenize(marked)]
        if len(numbers) > PER_WORD:
            numbers = numbers[: PER_WORD - KEPT_AT_END] + numbers[-KEPT_AT_END:]
        return tuple(numbers)
