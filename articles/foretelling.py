"""A dry run for the shell: what would become of files, told as it is found, with nothing stored.

In: open files with what was said of them. Out: an outcome for each article, as `articles.staged.looks` has them, a line
of a table for each, and figures that add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from typing import BinaryIO

from articles.looking import foreseen
from articles.readers.tables import UNSAID
from articles.reasons import sentence
from articles.staged.looks import STATES
from articles.staged.resembling import Outcome, Resembling

CHUNK = 50  # articles looked up at once, so that the first lines come soon


def foretell(files: Iterable[tuple[str, BinaryIO]], given: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield what would become of each article of the files, copies known."""
    alike = Resembling()
    looks = foreseen(files, given, UNSAID)
    while chunk := [asdict(look()) for look in islice(looks, CHUNK)]:
        yield from alike.told(chunk)


def figures(found: Iterable[Outcome]) -> dict[str, int]:
    """Return how many would end in which state, how many there are, and how many stored ones would have no date."""
    counts: Counter[str] = Counter()
    for outcome in found:
        counts[outcome["state"]] += 1
        counts["undated"] += outcome["state"] == "stored" and not outcome["day"]
    told = {state: counts[state] for state in STATES}
    return {**told, "total": sum(told.values()), "undated": counts["undated"]}


def line_of(outcome: Outcome) -> str:
    """Return an outcome as a line of a table: state, date and how it was found, outlet, language, size, name."""
    day = {"month": outcome["day"][:7], "year": outcome["day"][:4]}.get(outcome["precision"], outcome["day"])
    share = round(100 * outcome["marked"] / outcome["chars"]) if outcome["chars"] else 0
    words = sentence(outcome["reason"], outcome["detail"]) if outcome["reason"] else outcome["title"]
    copy = f" [{outcome['copy_of']}]" if outcome.get("copy_of") else ""
    if like := outcome.get("like"):
        copy = f" [{like['percent']} % the same as {'former version ' if like['version'] else ''}{like['name']}]"
    elif outcome.get("unchecked"):
        copy = " [not looked up whether it is a near copy]"
    cells = (
        f"{outcome['state']:<9}",
        f"{day or 'no date':<10}",
        f"{outcome['found'] or '-':<8}",
        f"{outcome['outlet'][:20] or '-':<20}",
        f"{outcome['language'] or '-':<2}",
        f"{outcome['chars']:>7} ch",
        f"{share:>3} % marked",
        f"{'/'.join(filter(None, (outcome['format'], outcome['encoding']))) or '-':<14}",
        f"{outcome['name']}: {words}{copy}",
    )
    return "  ".join(cells)
