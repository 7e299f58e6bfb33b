"""Measured values of one or more models → a table for a terminal, for Markdown, or JSON.

In: `Table`s, one a model. Out: lines of text. Rows that no model was measured by are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from claims.extraction.training.evaluation.measures import MEASURES, Measure

HEAD = ("measure", "study: CNN / teacher", "bar", "goal")


@dataclass(frozen=True, slots=True)
class Table:
    """values: by the keys of `MEASURES`, and more; kind: `accurate` or `fast`, the bars it has to reach."""

    model: str
    kind: str
    values: dict[str, float]

    def verdict(self, measure: Measure) -> bool | None:
        """Whether a bar is reached; None where there is no bar or no value."""
        value = self.values.get(measure.key)
        return None if value is None else measure.reached(value, self.kind)

    def missed(self) -> list[str]:
        """Titles of the bars that are measured and not reached."""
        return [measure.title for measure in MEASURES if self.verdict(measure) is False]

    def cell(self, measure: Measure) -> str:
        value = self.values.get(measure.key)
        if value is None:
            return "–"
        verdict = {True: " ok", False: " missed", None: ""}[self.verdict(measure)]
        return measure.written(value) + verdict


def rows(tables: Sequence[Table]) -> Iterator[tuple[str, ...]]:
    """The head, then a row for each measure that some model has."""
    yield (*HEAD, *(table.model for table in tables))
    for measure in MEASURES:
        if any(measure.key in table.values for table in tables):
            cells = (table.cell(measure) for table in tables)
            yield (measure.title, measure.study, measure.bar, measure.goal, *cells)


def plain(tables: Sequence[Table]) -> str:
    """Columns padded with blanks."""
    lines = list(rows(tables))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def markdown(tables: Sequence[Table]) -> str:
    """A table for README and model card."""
    head, *rest = rows(tables)
    lines = [head, tuple("---" for _ in head), *rest]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def as_json(tables: Sequence[Table]) -> str:
    """All values unrounded, and the missed bars."""
    return json.dumps([asdict(t) | {"missed": t.missed()} for t in tables], ensure_ascii=False, indent=1)
