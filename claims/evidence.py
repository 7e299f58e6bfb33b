"""Where words stand in an article's text. In: the text, words somebody selected or typed. Out: characters [start, end).

White space counts as one blank, since a browser's selection and a text's line breaks differ. Pure.
"""

from __future__ import annotations

import re

LONGEST = 2000  # characters; evidence is a sentence or a few


def find_quote(text: str, quote: str, near: int = 0) -> tuple[int, int]:
    """Return where `quote` stands in `text`, of several places the one nearest to `near`; ValueError where nowhere."""
    words = quote.split()
    if not words or len(quote) > LONGEST:
        raise ValueError(quote[:60])
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = [match.span() for match in pattern.finditer(text)]
    if not found:
        raise ValueError(quote[:60])
    return min(found, key=lambda span: (abs(span[0] - near), span))
