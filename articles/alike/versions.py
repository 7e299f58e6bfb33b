"""Whether two texts from one address are versions of one article. In: titles and texts. Out: yes or no; which is newer.

One address does not always mean one article: tables name a feed or a front page for all of their rows. Versions keep
their headline, or some of their sentences: a seventh of the shorter one's runs of five words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

import numpy as np

from articles.alike.shingles import shingles, words

LEAST_HELD = 1 / 7
Moment = tuple[date, datetime, int]  # day of the version, or of those before it; when it was retrieved; its number


def names_an_article(url: str) -> bool:
    """Say whether the address is more than a host's front page."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query)


def are_versions(title: str, text: str, other_title: str, other_text: str) -> bool:
    """Say whether two texts from one address are versions of one article."""
    if title and words(title) == words(other_title):
        return True
    one, other = shingles(words(text)), shingles(words(other_text))
    shorter = min(len(one), len(other))
    return shorter > 0 and len(np.intersect1d(one, other, assume_unique=True)) >= LEAST_HELD * shorter


def newest(versions: Iterable[tuple[date | None, datetime, int]]) -> int:
    """Return the number of the newest version, of (its own day where it is known, when it was retrieved, number).

    The later day is newer, whenever it came in. A version without a day is taken to be as new as what had come in until
    then, and newer than all of that.
    """
    moments: list[Moment] = []
    so_far = date.min
    for day, retrieved, number in sorted(versions, key=lambda version: version[1:]):
        so_far = max(so_far, day or so_far)
        moments.append((day or so_far, retrieved, number))
    return max(moments)[2]
