"""Text → spaCy `Doc`, by spaCy's German tokenizer with additions for what news pages do to text.

In: raw text of any length. Out: a `Doc` whose `doc.text` is that text, so character offsets hold.
1. `10 000` is one token (`10'000` and `10.000` already are), so are `+++`, `Art.` before a number and the abbreviations
of `lexicon/tokens.toml`; the full stop after a year, a thousand or a paragraph's last number is none of an ordinal's.
2. words glued by a lost blank (`BerlinRund`, `Soldatenwas`) are two tokens. 3. runs without any space (base64, long
rules of dashes) go by a plain pattern: the tokenizer proper peels affixes one at a time, quadratic in a run's length.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.language import Language, create_tokenizer
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

from claims.extraction.lexicon import load
from claims.extraction.words.glued import break_in

NAME = "claimtrack.ArticleTokenizer.v1"
LONG_RUN = re.compile(r"\S{200}")
PLAIN_WORD = re.compile(r"\w{1,100}|[^\w\s]")
SPACED_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.,]?\d)")
LAST_NUMBER = re.compile(r"(?<=[a-zäöüß] )\d{1,3}\.(?=[“”\"»«)]?[ \t]*(?:\n\s*\n|\Z))")
PLUSES = r"\+{2,}"
CLOSED_NUMBERS = (r"(?<=\d{4})\.", r"(?<=\d[.,]\d{3})\.", r"(?<=\d,\d)\.", r"(?<=\d,\d\d)\.")
HERE = re.compile("")


@registry.tokenizers(NAME)  # type: ignore[untyped-decorator]
def create() -> Callable[[Language], ArticleTokenizer]:
    """What a saved pipeline's configuration names, so that `spacy.load` makes the tokenizer again."""
    return ArticleTokenizer


class Infixes:
    """spaCy's breaks within a run, and the break of a glued word; the tokenizer caches what it answers for a run."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    def __call__(self, run: str) -> list[re.Match[str]]:
        found = list(self.pattern.finditer(run))
        place = None if found else break_in(run)
        zero_width = None if place is None else HERE.match(run, place)
        return found if zero_width is None else [zero_width]


def inner_tokenizer(nlp: Language) -> Tokenizer:
    """spaCy's German tokenizer with our affixes, breaks and abbreviations."""
    inner = create_tokenizer()(nlp)
    defaults = nlp.Defaults
    inner.prefix_search = compile_prefix_regex([PLUSES, *(defaults.prefixes or ())]).search
    inner.suffix_search = compile_suffix_regex([PLUSES, *CLOSED_NUMBERS, *(defaults.suffixes or ())]).search
    inner.infix_finditer = Infixes(compile_infix_regex(defaults.infixes or ()))
    words = load("tokens")
    for word in (*words["abbreviations"], *words["romans"]):
        inner.add_special_case(word, [{"ORTH": word}])
    return inner


def numbered_abbreviation() -> re.Pattern[str]:
    """`Art.` and its like before a number."""
    return re.compile(rf"\b(?:{'|'.join(load('tokens')['before_numbers'])})\.(?=[ \u00a0]?\d)")


class ArticleTokenizer:
    """Callable as `nlp.tokenizer`; keeps spaCy's own tokenizer as `.inner`."""

    def __init__(self, nlp: Language) -> None:
        self.inner = inner_tokenizer(nlp)
        self.vocab = nlp.vocab
        self.joined = (SPACED_NUMBER, numbered_abbreviation())

    def __call__(self, text: str) -> Doc:
        doc = self.plain(text) if LONG_RUN.search(text) else self.inner(text)
        spans = [doc.char_span(*match.span()) for pattern in self.joined for match in pattern.finditer(text)]
        closed = [doc.char_span(*match.span()) for match in LAST_NUMBER.finditer(text)]
        ends = {span.start: span.end for span in spans if span is not None}
        split = {span.start for span in closed if span is not None and len(span) == 1}
        return self.mended(doc, ends, split) if ends or split else doc

    def mended(self, doc: Doc, ends: dict[int, int], split: set[int]) -> Doc:
        """The same text with tokens joined (first token → token after the last) and full stops split off.

        Made anew in one pass: spaCy's retokenizer moves all that follows for each change.
        """
        words: list[str] = []
        spaces: list[bool] = []
        start = 0
        while start < len(doc):
            end = ends.get(start, start + 1)
            parts = [doc[start].text[:-1], "."] if start in split else [doc[start:end].text]
            words += parts
            spaces += [False] * (len(parts) - 1) + [bool(doc[end - 1].whitespace_)]
            start = end
        return Doc(self.vocab, words=words, spaces=spaces)

    def plain(self, text: str) -> Doc:
        """Tokens by one linear pattern."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for match in PLAIN_WORD.finditer(text):
            between = text[at : match.start()]
            words += [between, match.group()] if between else [match.group()]
            at = match.end()
            spaces += [False] * bool(between) + [text.startswith(" ", at)]
            at += spaces[-1]
        rest = [text[at:]] if at < len(text) else []
        return Doc(self.vocab, words=words + rest, spaces=spaces + [False] * len(rest))

    def to_bytes(self, **kwargs: Any) -> bytes:
        """spaCy asks this when the pipeline is saved; the rules live in code."""
        return b""

    def from_bytes(self, data: bytes, **kwargs: Any) -> ArticleTokenizer:
        return self

    def to_disk(self, path: Any, **kwargs: Any) -> None:
        """Nothing to write: see `to_bytes`."""

    def from_disk(self, path: Any, **kwargs: Any) -> ArticleTokenizer:
        return self
