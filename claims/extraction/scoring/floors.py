"""Floors below which no figure may fall, in a TOML file: one table for each set, one line for each measure.

In: results. Out: what fell below its floor; a file of floors a little below what was reached.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from claims.extraction.scoring.measures import Result, Table
from claims.extraction.scoring.sets import PROJECT

FILE = PROJECT / "tests" / "gold" / "floors.toml"
MARGIN = 0.015  # how far below what was reached; smaller changes are noise of one or two claims
HEAD = "# What was reached, less a little: `manage.py score_gold --write-floors`. A figure below fails the tests.\n"

Floors = dict[str, dict[str, float]]


def read(file: Path) -> Floors:
    """The floors of a file. Raises `OSError` where there is none, `tomllib.TOMLDecodeError` where it is broken."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def fallen(results: Iterable[Result], floors: Floors) -> Iterator[str]:
    """A line for each figure below its floor, and for each floor whose figure is gone."""
    for result in results:
        for measure, floor in floors.get(result.name, {}).items():
            figure = result.figures.get(measure)
            if figure is None:
                yield f"{result.name}: {measure} is not measured any more, the floor is {floor:.3f}"
            elif round(figure, 3) < floor:
                yield f"{result.name}: {measure} {figure:.3f} is below {floor:.3f}"


def write(tables: Iterable[Table], file: Path, margin: float = MARGIN) -> None:
    """Floors for all results."""
    lines = [HEAD]
    for table in tables:
        for result in table.results:
            lines.append(f'["{result.name}"]\n')
            lines += [f'"{name}" = {below(figure, margin):.3f}\n' for name, figure in result.figures.items()]
            lines.append("\n")
    file.write_text("".join(lines).rstrip("\n") + "\n", encoding="utf-8")


def below(figure: float, margin: float) -> float:
    """A floor for a figure, in steps of 5 thousandths."""
    return max(0.0, math.floor((figure - margin) * 200) / 200)
