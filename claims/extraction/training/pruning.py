"""The base's vocabulary without the pieces that German news does not use.

In: the base's `tokenizer.json` (250,002 Unigram pieces) and German words with their counts. Out: a smaller
`pieces.json` and the numbers of the kept pieces in the base, in their new order. The embedding table is four fifths of
the base's weight; a Unigram model without its rare pieces cuts a word into a few more of the common ones.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from claims.extraction.network.pieces import UNKNOWN, Pieces

# Letters, figures and signs of one piece that text in a Latin, Greek or Cyrillic script can hold.
SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")


def counted(tokenizer: Path, words: Iterable[tuple[str, int]]) -> Counter[int]:
    """How often each piece of the base is used, with and without a blank before the word."""
    pieces = Pieces(tokenizer)
    counts: Counter[int] = Counter()
    for word, count in words:
        for piece in pieces.encode(word, True):
            counts[piece] += count
        for piece in pieces.encode(word, False):
            counts[piece] += 1
    return counts


def is_basic(piece: str) -> bool:
    """A single sign, which keeps every word spellable."""
    sign = piece.lstrip("▁") or "▁"
    if len(sign) > 1:
        return False
    return not sign.isalpha() or unicodedata.name(sign, "").startswith(SCRIPTS)


def chosen(vocabulary: list[list[object]], counts: Counter[int], size: int) -> list[int]:
    """The special pieces, all basic ones, then the most used, in the base's order."""
    basic = {number for number, (piece, _) in enumerate(vocabulary) if number <= UNKNOWN or is_basic(str(piece))}
    used = [number for number, _ in counts.most_common() if number not in basic]
    return sorted(basic | set(used[: max(0, size - len(basic))]))


def prune(tokenizer: Path, words: Iterable[tuple[str, int]], size: int, out: Path) -> list[int]:
    """Write the smaller tokenizer to `out`; give the kept numbers."""
    base = json.loads(tokenizer.read_text(encoding="utf-8"))
    vocabulary = base["model"]["vocab"]
    kept = chosen(vocabulary, counted(tokenizer, words), size)
    base["model"]["vocab"] = [vocabulary[number] for number in kept]
    base["added_tokens"] = [token for token in base["added_tokens"] if token["id"] <= UNKNOWN]
    out.write_text(json.dumps(base, ensure_ascii=False), encoding="utf-8")
    return kept
