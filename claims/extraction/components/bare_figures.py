"""Figures without a noun: what they count stands before (`die Zahl der Toten stieg auf 26`, `110 wurden verletzt`,
`die Veranstalter von 250.000`).

In: a figure, its scene, the article's memory. Out: a `Subject`, or None where nothing says what is counted.
"""

from __future__ import annotations

import re
from decimal import Decimal

from claims.extraction.components import subjects
from claims.extraction.components.nouns import lookup
from claims.extraction.components.scenes import Scene
from claims.extraction.components.subjects import Memory, Subject
from claims.extraction.extensions import Quantity

NUMBER_OF = re.compile(
    r"(?:Zahl|Anzahl|Summe) (?:der|von) (?:\w+ ){0,4}?(?P<noun>[A-ZÄÖÜ]\w+)"
    r"|(?P<total>Opferzahl|Totenzahl|Todeszahl|Teilnehmerzahl|Verletztenzahl|Verluste)\b"
)
TOTALS = {
    "Opferzahl": "Opfer",
    "Totenzahl": "Tote",
    "Todeszahl": "Tote",
    "Teilnehmerzahl": "Teilnehmer",
    "Verletztenzahl": "Verletzte",
    "Verluste": "Verluste",
}
ELLIPSIS = re.compile(
    r" (?:weitere[nr]? |davon |von ihnen )?(?:\w+ ){0,3}?"
    r"(?:verletzt|verwundet|getötet|vermisst|tot|festgenommen|verhaftet|schwer|leicht|gestorben)\b"
)
THEIR_NUMBER = re.compile(
    r"\b(?:[Ii]hre|[Dd]eren|[Dd]ie|[Ss]eine) (?:Zahl|Stärke|Mannschaftsstärke)\b(?! (?:der|von)\b)"
)
# A figure that ends its clause is no number of a list, clock or name.
ENDS = re.compile(
    r"(?:\s+(?:gesprochen|aus|ausgegangen|gerechnet|gezählt|genannt|gemeldet|angegeben|an|steigen|gestiegen|erhöht|angehoben|zu))?"
    r"\s*(?:[.,;:!?)–]|$|\n|und die\b|und der\b)"
)
SPOKEN = re.compile(
    r"(?:\b(?:von|auf|bei|mit|rund|etwa)|\b\w*(?:nannten?|meldeten?|zählten?|nennen|melden|zählen)(?: \w+)?)\s$"
)
SMALLEST = Decimal(20)  # smaller ones are too often something else
LOOKBACK = 40


def counted(scene: Scene, quantity: Quantity, memory: Memory, last: Subject | None) -> Subject | None:
    """What a figure without a noun counts."""
    named = NUMBER_OF.search(scene.text, scene.start, quantity.start)
    if named:
        noun = named["noun"] or TOTALS[named["total"]]
        at = named.start("noun") if named["noun"] else named.start("total")
        return subjects.of_noun(scene, (), noun, at, at + len(named["noun"] or named["total"]), memory)
    if ELLIPSIS.match(scene.text, quantity.end, scene.end):
        return last if last and last.noun and last.noun.person else people(scene, quantity, memory)
    if (quantity.low or quantity.high or 0) < SMALLEST or not ENDS.match(scene.text, quantity.end):
        return None
    if THEIR_NUMBER.search(scene.text, scene.start, quantity.start):
        return memory.latest or memory.counted
    spoken = SPOKEN.search(scene.text, max(scene.start, quantity.start - LOOKBACK), quantity.start)
    return moved(last or memory.counted, scene, quantity, memory) if spoken else None


def people(scene: Scene, quantity: Quantity, memory: Memory) -> Subject:
    """A figure of people (`110 wurden verletzt`): soldiers where the article tells of the losses of a force."""
    if memory.story.suffers:
        return subjects.force_of(memory, quantity.start, quantity.end)
    subject = Subject("Menschen", None, "Menschen", lookup("Menschen"), quantity.start, quantity.end)
    return subjects.finished(scene, subject, memory, ())


def moved(subject: Subject | None, scene: Scene, quantity: Quantity, memory: Memory) -> Subject | None:
    """The subject counted before, here with the place of this clause: only people, who are counted again and again."""
    if subject is None or subject.noun is None or not subject.noun.person:
        return None
    here = Subject(subject.name, None, subject.cls, subject.noun, quantity.start, quantity.end)
    return subject if subject.noun.force else subjects.finished(scene, here, memory, ())
