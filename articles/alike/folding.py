"""Differences as a page shows them: runs of unchanged paragraphs folded. In: paragraphs. Out: stretches of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from articles.alike.differences import Paragraph, differences

LEAST = 3  # unchanged paragraphs in a row that are worth folding
LONGEST = 400_000  # characters of both texts that a page compares


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs in a row; folded: both texts have them word by word."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool


def stretches(old: str, new: str) -> list[Stretch] | None:
    """Return the differences of two texts, None where they are too long for a page."""
    if len(old) + len(new) > LONGEST:
        return None
    return list(_folded(differences(old, new)))


def _folded(paragraphs: Iterable[Paragraph]) -> Iterable[Stretch]:
    for same, group in groupby(paragraphs, key=lambda paragraph: paragraph.is_same):
        rows = tuple(group)
        yield Stretch(rows, folded=same and len(rows) >= LEAST)
