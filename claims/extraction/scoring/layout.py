"""Tables of figures as text, each figure beside its bar and marked where it misses it.

In: `Table`s. Out: lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from claims.extraction.scoring.measures import Result, Table

MISSED = "<"
NAMES, CELL = 22, 13


def lines(table: Table) -> Iterator[str]:
    """A head, the bars, a line for each set; then what is missing."""
    if table.results:
        measures = list(dict.fromkeys(name for result in table.results for name in result.figures))
        yield line(table.title, [name.rjust(CELL) for name in measures])
        same = all(result.bars == table.results[0].bars for result in table.results)
        if same:
            yield line("bar", cells(measures, table.results[0].bars, {}))
        for result in table.results:
            yield line(label(result), cells(measures, result.figures, result.bars))
            if not same:
                yield line("  bar", cells(measures, result.bars, {}))
    if table.missing:
        yield f"{table.title}: skipped, {table.missing}"


def label(result: Result) -> str:
    """A half stands below its set."""
    whole, comma, half = result.name.partition(", ")
    return f"  {half}" if comma else whole


def line(name: str, row: list[str]) -> str:
    return (name.ljust(NAMES) + "".join(row)).rstrip()


def cells(measures: list[str], figures: Mapping[str, float], bars: Mapping[str, float]) -> list[str]:
    return [cell(figures.get(name), bars.get(name)) for name in measures]


def cell(figure: float | None, bar: float | None) -> str:
    """A figure with room behind it for the mark of those below their bar."""
    if figure is None:
        return "–".rjust(CELL - 2) + "  "
    missed = bar is not None and round(figure, 3) < bar
    return f"{figure:.3f} {MISSED if missed else ' '}".rjust(CELL)
