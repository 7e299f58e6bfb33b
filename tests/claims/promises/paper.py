"""What is printed and what a machine reads in it: articles of a few sentences, read differently by each version.

In: numbers of sentences, a mood of the machine. Out: articles at addresses of their own, and records that quote them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from articles import copies
from articles.models import Article
from articles.records import CleanArticle, FoundDate
from claims import recording, runs
from claims.records import Kind, Metric, NormalisedClaim, PlaceRef, PlaceRole, SourceType, Stance
from tests import factories as make

DAY = date(2024, 10, 18)
SENTENCES = (
    "Der NIS nennt 1.500 Soldaten in der Region Kursk.",
    "Das Pentagon spricht von 10.000 Soldaten in ganz Russland.",
    "Kiew rechnet mit 3.000 Soldaten bis zum Jahresende.",
    "Der Kreml dementiert jede Zahl entschieden.",
    "Truppen stehen nach Angaben der NATO im Gebiet Kursk.",
    "Nach Moskau wurden 12.000 Mann gebracht, heißt es in Seoul.",
)
SOURCES, WHERE = ("NIS", "Pentagon", "Dienst", "Kreml"), ("Kursk", "Gebiet Kursk", "Moskau")
ABOUT, CLASSES = ("Nordkorea", "DVRK", "NIS"), ("Soldaten", "Truppen")


def bring(number: int, chosen: Sequence[int], figure: int, day: int) -> Article:
    """Store a version of the article of this number, of these sentences; `figure` changes what the first one tells."""
    lines = [f"Dies ist die Meldung {number} der Redaktion.", *(SENTENCES[one] for one in chosen)]
    if figure:
        lines[1] = re.sub(r"[\d.]*\d", f"{figure}.700", lines[1], count=1)
    clean = CleanArticle(
        title=f"Soldaten, Folge {number}", text="\n".join(lines), url=f"https://bote.example/folge-{number}",
        outlet="Bote", published=FoundDate(DAY + timedelta(days=day), "day", "meta"),
    )  # fmt: skip
    return Article.everything.get(pk=copies.store(clean, None)[0])


def read(article: Article, mood: int) -> bool:
    """Let a version of the machine read the article: it sees or misses sentences, names and figures by its mood."""
    lease = runs.take(make.run(article).pk)
    assert lease is not None
    return recording.store(lease, list(_records(article, mood)), f"rules {mood}", "")


def _records(article: Article, mood: int) -> Iterator[NormalisedClaim]:
    start = 0
    for number, line in enumerate(article.text.splitlines()):
        if number and (mood + number) % 5:
            yield _record(line, start, mood >> number, mood, article.text_day)
        start += len(line) + 1


def _record(line: str, start: int, turn: int, mood: int, day: date | None) -> NormalisedClaim:
    """One sentence as this mood has it."""
    at = tuple(PlaceRef(WHERE[n % 3], PlaceRole.AT) for n in {turn % 3, (turn + mood % 2) % 3})
    told: dict[str, Any] = {
        "start": start, "end": start + len(line), "quote": line, "reported_on": day,
        "source": make.source(SOURCES[turn % 4]) if turn % 7 else None,
        "subject_actor": ABOUT[turn // 2 % 3], "subject_class": CLASSES[turn // 4 % 2],
    }  # fmt: skip
    found = re.search(r"[\d.]*\d", line)
    if found is None:
        kind: dict[str, Any] = {"kind": Kind.LOCATION, "places": at} if "Truppen" in line else {}
        stance = (Stance.DENIES, Stance.ASSERTS, Stance.CONFIRMS)[turn % 3]
        return make.statement(stance, **told | kind | {"source": make.source("Kreml", SourceType.GOVERNMENT)})
    value = int(found[0].replace(".", "")) + 100 * (turn % 2)
    return make.record(
        value, value, figure_start=start + found.start(), figure_end=start + found.end(), places=at,
        metric=(Metric.DEPLOYED, Metric.KILLED)[turn // 3 % 2], confidence=0.3 + turn % 3 / 5, **told,
    )  # fmt: skip
