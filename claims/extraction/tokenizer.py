"""Text → spaCy `Doc`, by spaCy's German tokenizer with three additions for what news pages do to text.

In: raw text of any length. Out: a `Doc` whose `doc.text` is that text, so character offsets hold.
1. `10 000` is one token (`10'000` and `10.000` already are). 2. words glued by a lost line break (`BerlinRund`) are
two tokens. 3. runs without any space (base64, long rules of dashes) go by a plain pattern: the tokenizer proper peels
affixes one at a time, which is quadratic in the length of a run.
"""

from __future__ import annotations

import re
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, get_words_and_spaces

from claims.extraction.lexicon import load

LONG_RUN = re.compile(r"\S{200}")
PLAIN_WORD = re.compile(r"\w{1,100}|[^\w\s]")
SPACED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]?\d)")


def glue_pattern() -> str:
    """A zero-width break before a sentence opener that hangs on the word before it."""
    openers = "|".join(load("sentences")["openers"])
    return rf"(?<=[a-zäöüß]{{3}})(?=(?:{openers})$)"


class ArticleTokenizer:
    """Callable as `nlp.tokenizer`; keeps spaCy's own tokenizer as `.inner`."""

    def __init__(self, nlp: Language) -> None:
        inner = nlp.tokenizer
        if not isinstance(inner, Tokenizer):  # pragma: no cover - spacy.blank always makes one
            raise TypeError("the pipeline must start from spacy.blank('de')")
        inner.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), glue_pattern()]).finditer
        self.inner = inner
        self.vocab = nlp.vocab

    def __call__(self, text: str) -> Doc:
        doc = self.plain(text) if LONG_RUN.search(text) else self.inner(text)
        spans = [doc.char_span(*m.span()) for m in SPACED_NUMBER.finditer(text)]
        if spans:
            with doc.retokenize() as retokenizer:
                for span in spans:
                    if span is not None and len(span) > 1:
                        retokenizer.merge(span)
        return doc

    def plain(self, text: str) -> Doc:
        """Tokens by one linear pattern."""
        words, spaces = get_words_and_spaces([m.group() for m in PLAIN_WORD.finditer(text)], text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **kwargs: Any) -> bytes:
        """spaCy asks this when the pipeline is saved; the rules live in code."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> ArticleTokenizer:
        return self
