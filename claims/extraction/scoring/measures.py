"""The figures of each gold set, beside the bars that the project has set itself.

In: readings of the sets. Out: `Table`s of figures between 0 and 1; a table without rows says what is missing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from claims.extraction.export import date_rows, statement_rows
from claims.extraction.scoring.readings import Readings
from claims.extraction.scoring.sets import CLAIM_SETS, Article, GoldSet, claim_set, scorer

CLAIM_BARS = {
    "count F1": 0.93, "named": 0.80, "metric": 0.88, "stance": 0.90, "event": 0.88, "location": 0.65, "statement": 0.55,
    "ready": 0.60,
}  # fmt: skip
DATE_PARTS = {"DieZeit": 0.75, "Dolomiten-42": 0.85}  # and the bar of the values' F1
ATTRIBUTION_BARS = {"statement F1": 0.60, "joint F1": 0.50}
PRINTED = re.compile(r"^(?P<name>\w+)\s.*?(?:F1|accuracy) (?P<value>\d\.\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """The figures of one set by measure, and the bars that hold for it."""

    name: str
    figures: Mapping[str, float]
    bars: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured; missing: why it could not be."""

    title: str
    results: tuple[Result, ...]
    missing: str = ""


def tables(shared: Path, readings: Readings) -> Iterator[Table]:
    """All tables, one after the other, as soon as each is measured."""
    yield claims(shared, readings)
    yield dates(shared, readings)
    yield attribution(shared, readings)


def claims(shared: Path, readings: Readings) -> Table:
    """Claims of each set and of its odd and even articles."""
    title = "claims"
    if scorer(shared, "claims") is None:
        return Table(title, (), f"{shared}/eval/claims/score.py is not here")
    results: list[Result] = []
    absent = []
    for name in CLAIM_SETS:
        gold = claim_set(shared, name)
        if gold is None:
            absent.append(name)
            continue
        parts = (gold, *gold.halves()) if name.startswith("dev") else (gold,)
        results += [Result(part.name, claim_figures(part, shared, readings), CLAIM_BARS) for part in parts]
    return Table(title, tuple(results), f"not here: {', '.join(absent)}" if absent else "")


def claim_figures(gold: GoldSet, shared: Path, readings: Readings) -> dict[str, float]:
    """The figures of a set; kinds that it has no gold of are left out."""
    judge = scorer(shared, "claims")
    assert judge
    kinds = {row["kind"] for row in gold.gold}
    found = [row for article in gold.articles for row in readings.claims(article) if row["kind"] in kinds]
    result = judge.evaluate(list(gold.gold), found, {article.doc for article in gold.articles})
    figures = {name: judge.prf(*result["kinds"][kind])[2] for name, kind in F1_OF.items() if kind in kinds}
    figures |= {name: share(*result["fields"][name]) for name in ("named", "metric", "stance", "event")}
    figures["ready"] = share(*result["timeline"])
    return {name: figures[name] for name in CLAIM_BARS if name in figures}


F1_OF = {"count F1": "count", "location": "location", "statement": "statement"}


def share(right: int, of: int) -> float:
    return right / of if of else 0.0


def dates(shared: Path, readings: Readings) -> Table:
    """Dates resolved to intervals, in the two parts of KRAUTS."""
    judge, folder = scorer(shared, "dates"), shared / "eval" / "dates" / "krauts"
    if judge is None or not folder.is_dir():
        return Table("dates", (), f"{folder} is not here")
    results = []
    for part, bar in DATE_PARTS.items():
        files = sorted((folder / f"KRAUTS_{part}").glob("*.tml"))
        read = {judge.stem(file): judge.read(file) for file in files}
        gold = {doc: expressions for doc, (_, _, expressions) in read.items()}
        found = {
            doc: date_rows(readings.doc(Article(doc, text, published or None, None)))
            for doc, (published, text, _) in read.items()
        }
        figures = printed(lambda gold=gold, found=found: judge.tally(gold, found))  # type: ignore[misc]
        named = {f"{name} F1": value for name, value in figures.items()}
        results.append(Result(f"KRAUTS {part}", named, {"value F1": bar}))
    return Table("dates", tuple(results))


def attribution(shared: Path, readings: Readings) -> Table:
    """Who says what, in the open part of the quotation corpus."""
    judge, folder = scorer(shared, "attribution"), shared / "eval" / "attribution" / "data" / "dev"
    if judge is None or not folder.is_dir():
        return Table("who says what", (), f"{folder} is not here")
    documents = judge.load(folder)
    rows = []
    for row in documents:
        article = Article(row["doc"], row["text"], row["published"], row["title"])
        rows += [{"doc": row["doc"], **found} for found in statement_rows(readings.doc(article))]
    figures = printed(lambda: judge.score(documents, rows))
    names = {"statement": "statement F1", "speaker": "speaker", "joint": "joint F1"}
    named = {names[name]: value for name, value in figures.items() if name in names}
    return Table("who says what", (Result("quotations dev", named, ATTRIBUTION_BARS),))


def printed(scoring: Callable[[], None]) -> dict[str, float]:
    """The figures that a scorer prints, by the first word of their line."""
    out = io.StringIO()
    with redirect_stdout(out):
        scoring()
    return {match["name"]: float(match["value"]) for match in PRINTED.finditer(out.getvalue())}
