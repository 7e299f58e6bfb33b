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
def line() -> re.Pattern[str]:
    """Return the pattern that a stripped line must match whole; its group's name is the reason."""
    return by_reason(table()["line"])


@cache
def opening() -> re.Pattern[str]:
    """Return the pattern of the beginning of a line that is no news text; its group's name is the reason."""
    return by_reason(table()["opening"])


@cache
def tail() -> re.Pattern[str]:
    """Return the pattern found in running text whose line is noise from there on; its group's name is the reason."""
    return by_reason(table()["tail"])


@cache
def heading() -> re.Pattern[str]:
    """Return the pattern of a heading over other articles, with or without a colon."""
    return re.compile(rf"(?:{'|'.join(table()['heading']['related'])})\s*[:…>»]?", re.IGNORECASE)


@cache
def fact() -> re.Pattern[str]:
    """Return the pattern of the name of a fact about the article, with its colon."""
    return re.compile(rf"(?:{'|'.join(table()['facts']['names'])})\s*:\s+\S", re.IGNORECASE)


@cache
def post() -> re.Pattern[str]:
    """Return the pattern of a line that belongs to a post."""
    return re.compile("|".join(f"(?:{mark})" for mark in table()["post"]["marks"]), re.IGNORECASE)


def may_hold_post(text: str) -> bool:
    """Say whether a text may hold a post at all: looking for a few literals is cheap."""
    return holds(text, "post")


def may_have_tail(text: str) -> bool:
    """Say whether a text may have a tail at all."""
    return holds(text, "tail")


def holds(text: str, name: str) -> bool:
    """Say whether one of the literals of a section stands in the text, in any letter case."""
    low = text.lower()
    return any(literal in low for literal in literals()[name])


@cache
def literals() -> dict[str, tuple[str, ...]]:
    """Return parts of which each line that a section of patterns matches has one, in lower case."""
    return {name: tuple(part.lower() for part in table()["literals"][name]) for name in table()["literals"]}


@cache
def german() -> frozenset[str]:
    """Return words that give German away."""
    return frozenset(table()["german"]["words"])


@cache
def places() -> frozenset[str]:
    """Return the places that open reports, in lower case."""
    return frozenset(place.casefold() for place in table()["dateline"]["glued"])


def by_reason(patterns: dict[str, list[str]]) -> re.Pattern[str]:
    """Return one pattern for several lists, with a group for each reason."""
    groups = (f"(?P<{reason}>{'|'.join(f'(?:{part})' for part in parts)})" for reason, parts in patterns.items())
    return re.compile("|".join(groups), re.IGNORECASE)
