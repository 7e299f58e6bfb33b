"""Patterns of phrases.toml, compiled once per process.

In: nothing. Out: compiled patterns by reason.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table() -> dict[str, dict[str, Any]]:
    """Return the file as it is."""
    content: dict[str, Any] = tomllib.loads(
        files("articles.cleaning").joinpath("phrases.toml").read_text(encoding="utf-8")
    )
    return content


@cache
def lines() -> dict[str, re.Pattern[str]]:
    """Return patterns that a stripped line must match whole, by reason."""
    return {reason: any_of(parts) for reason, parts in table()["line"].items()}


@cache
def heading() -> re.Pattern[str]:
    """Return the pattern of a heading over other articles, with or without a colon."""
    return re.compile(rf"(?:{'|'.join(table()['heading']['related'])})\s*:?", re.IGNORECASE)


@cache
def tails() -> dict[str, re.Pattern[str]]:
    """Return patterns found in running text whose line is noise from there on, by reason."""
    return {reason: any_of(parts) for reason, parts in table()["tail"].items()}


@cache
def post() -> re.Pattern[str]:
    """Return the pattern of a line that belongs to a post."""
    return any_of(table()["post"]["marks"])


@cache
def german() -> frozenset[str]:
    """Return words that give German away."""
    return frozenset(table()["german"]["words"])


@cache
def datelines() -> tuple[re.Pattern[str], ...]:
    """Return the ways in which a report opens: agency, place with dash, place glued to the first word."""
    agencies = f"(?i:{'|'.join(table()['dateline']['agencies'])})|{'|'.join(table()['dateline']['others'])}"
    glued = "|".join(table()["dateline"]["glued"])
    place = r"[A-ZÄÖÜ][\wäöüß.-]{1,24}(?: [A-ZÄÖÜ][\wäöüß.-]{1,24}){0,2}"
    places = rf"{place}(?:\s?[/,]\s?{place}){{0,2}}"
    stamp = r"(?:,?\s+(?:den\s+)?\d{1,2}\.\s?(?:[A-ZÄÖÜ]\w{2,8}\.?|\d{1,2}\.)(?:\s?\d{4})?)?"
    agency = rf"\((?:{agencies})(?:/(?:{agencies}))*\)"
    return (
        re.compile(rf"{places}{stamp}[.,]?\s+{agency}\s*[-–—:.]*\s*"),
        re.compile(rf"{places}{stamp}\s+[-–—]\s+(?=[A-ZÄÖÜ„«»\"0-9])"),
        re.compile(rf"(?:{glued})(?=[A-ZÄÖÜ][a-zäöüß])"),
    )


def any_of(parts: list[str]) -> re.Pattern[str]:
    """Return one pattern for several."""
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)
