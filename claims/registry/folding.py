"""Names whatever way they are typed. In: a word that somebody typed. Out: the condition that a name has it.

Case, accents and umlauts make no difference: `Munchen` and `Muenchen` find München.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Func, Q, TextField

from claimtrack.sorting import german_sort_key


class _Folded(Func):
    """A name as `german_sort_key` makes it, in the database."""

    template = "regexp_replace(normalize(replace(lower(%(expressions)s), 'ß', 'ss'), NFKD), '[\u0300-\u036f]', '', 'g')"
    output_field = TextField()


def folded(rows: Any) -> Any:
    """Rows with a name, each with it folded, which `has_word` asks for."""
    return rows.annotate(folded=_Folded("name"))


def has_word(word: str) -> Q:
    """The condition that a folded name has the word somewhere."""
    return reduce(or_, (Q(folded__contains=way) for way in ways(word)))


def ways(typed: str) -> tuple[str, ...]:
    """What was typed as names are folded; and again, had `ae` been typed for want of an `ä`."""
    told = german_sort_key(typed)
    return told, told.replace("ae", "a").replace("oe", "o").replace("ue", "u")
