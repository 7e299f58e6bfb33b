"""Which column probably means what: proposals for somebody who decides.

In: a table's labels and first rows. Out: a field of ours, or "", for each label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import mean

from articles.readers import fields

LONG = 80  # characters, on average, of what may be an article's text where no name says so
DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\b|\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}\b")
ADDRESS = re.compile(r"https?://\S+$")


def guess(labels: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return what each column probably means: by its name, else by what stands in it; no field twice."""
    found = dict.fromkeys(labels, "")
    for label in labels:
        meaning = by_name(label)
        if meaning and meaning not in found.values():
            found[label] = meaning
    samples = {label: column(rows, number) for number, label in enumerate(labels)}
    if not {"text", "html"} & set(found.values()):
        longest = max(labels, key=lambda label: average(samples[label]), default=None)
        if longest is not None and average(samples[longest]) >= LONG:
            found[longest] = "text"
    for meaning, shape in (("published", DAY), ("url", ADDRESS)):
        free = (label for label in labels if not found[label])
        if meaning not in found.values() and (fit := next((x for x in free if all_match(samples[x], shape)), None)):
            found[fit] = meaning
    return found


def by_name(label: str) -> str:
    """Return the field that a label names; of "attributes.body" the last part counts."""
    names = fields.names()
    return names.get(fields.normal(label)) or names.get(fields.normal(label.rpartition(".")[2]), "")


def column(rows: Sequence[Sequence[str]], number: int) -> list[str]:
    """Return the filled values of a column."""
    return [row[number] for row in rows if number < len(row) and row[number].strip()]


def average(values: Sequence[str]) -> float:
    """Return the values' length on average; 0 where there is none."""
    return mean(map(len, values)) if values else 0.0


def all_match(values: Sequence[str], shape: re.Pattern[str]) -> bool:
    """Say whether there are values and all of them look like it."""
    return bool(values) and all(shape.match(value.strip()) for value in values)
