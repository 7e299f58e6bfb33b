"""Names to choose from while one is typed. In: what is typed. Out: rows of a register, the likeliest first.

Case, accents and umlauts make no difference: `Sud`, `Süd` and `Sued` find Südkorea. A row is found by each of its names
and by those of rows that were merged into it, and offered once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.functions import Coalesce

from claims.registry.folding import folded, has_word, ways
from claims.registry.kinds import Named, Register
from claimtrack.sorting import german_sort_key

WORDS = 8
OFFERED = 20

Pieces = tuple[tuple[str, bool], ...]  # a name in parts, each with whether it is what was typed


@dataclass(frozen=True, slots=True)
class Offer:
    """row: what is offered; name: its name in parts; also: the other name by which it was found, or nothing."""

    row: Named
    name: Pieces
    also: Pieces


@dataclass(frozen=True, slots=True)
class Offers:
    """rows: the first of them, `OFFERED` at most; found: how many there are."""

    rows: tuple[Offer, ...]
    found: int


class _Found(NamedTuple):
    """Sorts as it is offered: called so, begins so, a word does, the rest; names first; then in German order."""

    rank: int
    other: bool
    key: str
    name: str
    row: int


def first_names(register: Register) -> list[str]:
    """The first names of the register in German order, for a list without JavaScript. One query."""
    standing = register.model.objects.filter(merged_into=None).order_by("sort_key")
    return list(standing.values_list("name", flat=True)[: 2 * OFFERED])


def offered(register: Register, typed: str) -> Offers:
    """Rows that have every typed word in one of their names; of nothing typed, the first ones. Three queries."""
    words = typed.split()[:WORDS]
    if not words:
        standing = register.model.objects.filter(merged_into=None).order_by("sort_key", "pk")
        return Offers(tuple(Offer(row, ((row.name, False),), ()) for row in standing[:OFFERED]), standing.count())
    best: dict[int, _Found] = {}
    for found in sorted(_found(register, words)):
        best.setdefault(found.row, found)
    chosen = list(best.values())[:OFFERED]
    rows = register.model.objects.in_bulk([found.row for found in chosen])
    offers = (_offer(rows[found.row], found.name, words) for found in chosen if found.row in rows)
    return Offers(tuple(offers), len(best))


def _offer(row: Named, by: str, words: list[str]) -> Offer:
    return Offer(row, marked(row.name, words), () if by == row.name else marked(by, words))


def _found(register: Register, words: list[str]) -> list[_Found]:
    of = register.word
    own = _having(register.model.objects.all(), words)
    aliases = _having(register.alias.objects.all(), words)
    pairs = [
        *((name, row, into) for name, row, into in own.values_list("name", "pk", Coalesce("merged_into", F("pk")))),
        *((name, 0, row) for name, row in aliases.values_list("name", Coalesce(f"{of}__merged_into", F(of)))),
    ]
    typed = " ".join(words)
    return [_Found(_rank(name, typed), row != into, german_sort_key(name), name, into) for name, row, into in pairs]


def _having(rows: Any, words: Iterable[str]) -> Any:
    rows = folded(rows)
    for word in words:
        rows = rows.filter(has_word(word))
    return rows


def _rank(name: str, typed: str) -> int:
    told, typed_ways = german_sort_key(name), ways(typed)
    if told in typed_ways:
        return 0
    if told.startswith(typed_ways):
        return 1
    return 2 if any(f" {way}" in told or f"-{way}" in told for way in typed_ways) else 3


def marked(name: str, words: Iterable[str]) -> Pieces:
    """The name in parts, those apart that were typed, however they were: `Munch` and `muench` mark `Münch`."""
    letters_of = [german_sort_key(letter) for letter in name]
    at = [place for place, letters in enumerate(letters_of) for _ in letters]  # of each folded letter, where it stands
    told, hits = "".join(letters_of), set[int]()
    for word in words:
        way = next((way for way in ways(word) if way and way in told), "")
        start = told.find(way)
        hits |= set(at[start : start + len(way)])
    pieces: list[tuple[str, bool]] = []
    for place, letter in enumerate(name):
        hit = place in hits
        if pieces and pieces[-1][1] == hit:
            letter = pieces.pop()[0] + letter
        pieces.append((letter, hit))
    return tuple(pieces)
