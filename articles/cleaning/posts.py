"""Passages in another language inside a German article, such as embedded posts.

In: the text's lines. Out: the numbers of those that are no German.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.cleaning import languages, phrases

ENOUGH = 60  # characters from which the model's verdict on a single line can be trusted
ASKED = 2000  # lines that the model is asked about at most: a book in one file must not hold a worker up
LONGEST = 2000  # characters of a line that are looked at
REACH = 2  # lines between two parts of one post that have no mark of their own
SYMBOL = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF]|^[A-Z0-9 !?-]+$")


def foreign(lines: Sequence[str]) -> list[int]:
    """Return the numbers of all lines that belong to passages in another language or to embedded posts."""
    posts = phrases.may_hold_post("\n".join(lines))
    asked = ASKED
    sure = []
    for number, line in enumerate(lines):
        if posts and phrases.post().search(line[:LONGEST]):
            sure.append(number)
        elif asked and len(line.strip()) >= ENOUGH and not languages.is_plainly_german(line[:LONGEST]):
            asked -= 1
            if languages.is_foreign(line[:LONGEST]):
                sure.append(number)
    found = set(sure)
    for one, other in zip(sure, sure[1:], strict=False):
        between = range(one + 1, other)
        if len(between) <= REACH and all(len(lines[number].strip()) < ENOUGH for number in between):
            found.update(between)
    if posts and any(phrases.post().search(lines[number][:LONGEST]) for number in sure):
        found.update(number - 1 for number in sure if number and opens_post(lines[number - 1]))
    return sorted(number for number in found if lines[number].strip())


def opens_post(line: str) -> bool:
    """Say whether a short line over a post is part of it: capitals only, or with a pictogram."""
    bare = line.strip()
    return 0 < len(bare) < ENOUGH and bool(SYMBOL.search(bare))
