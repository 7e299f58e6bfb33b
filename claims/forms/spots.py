"""The claims of one spot of a chart, as an address names them: `claims=12.15.18`."""

from __future__ import annotations

from django.http import QueryDict

from claims.charts.spots import LISTED

DIGITS = 18  # of a number that can be a row's


def read_spot(data: QueryDict) -> list[int]:
    """Return the numbers of claims that the address names, each once, in its order; what is no number is left out."""
    written = data.get("claims", "")[: LISTED * (DIGITS + 1)].split(".")
    numbers = [int(part) for part in written if part.isascii() and part.isdigit() and len(part) <= DIGITS]
    return list(dict.fromkeys(numbers))[:LISTED]
