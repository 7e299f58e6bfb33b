"""Dates and places that say when and where something was said, not when and where it happened.

In: a scene, its statements, date expressions and places. Out: whether one belongs to a saying; the day of a statement.
`Am Freitag hatte der Dienst von 1.500 Soldaten gesprochen`, `laut Angaben vom Freitag`, `im März war die Rede von …`.
Source of the rule: annotation guideline, "Clarifications", time.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from claims.extraction.components import governors
from claims.extraction.components.governors import Tense
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import DateExpression, PlaceMention, Statement
from claims.extraction.lexicon import load
from claims.records import Precision

# A noun of saying that the date belongs to.
DATED_NOUN = re.compile(
    r"(?:[Aa]ngaben?|Informationen|Berichten?|Berichts|Mitteilung|Meldung(?:en)?|Schätzung(?:en)?"
    r"|Zählung|Erklärung)\s(?:vom|von|aus dem|am)\s$"
)
# A verb of saying in the past whose object is the figure itself.
SPOKEN = re.compile(
    r"\b(?:gesprochen|ausgegangen|gemeldet|genannt|beziffert|angegeben|gezählt|berichtet|erwähnt|sprach(?:en)?|nannten?"
    r"|meldeten?|bezifferten?|zählten?|gingen? .{3,120} aus|ging .{3,120} aus|die Rede)\b"
)
# What follows the place of a saying that has its matter in the same clause: "hatte in Oslo von 30 Toten gesprochen".
OF_MATTER = re.compile(r"(?:\s+\w+){0,4}?\s+von\s")
VERBLESS = re.compile(
    r"\s*(?:und )?(?:(?:noch|erst|schon|zuvor) )?(?:am|im|Anfang|Mitte|Ende|gestern)\b[^,]{0,40}\bvon\s"
)
FIRST_DAY = re.compile(r"\bam ersten (?:Tag|Abend)\b")
SPEAKING = re.compile(r"\b(?:gesprochen|sprach(?:en)?|sprechen|spricht)\b")
CLOSED = {Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.RANGE}
LOOKBACK = 40
AIM = re.compile(r"\b(?:für|zum|zur)\s(?:de[nr]\s)?$")  # "für Freitag angekündigt"
PAST = {*governors.DONE, Tense.PLUPERFECT}


def of_statement(scene: Scene, statement: Statement | None) -> date | None:
    """The first day of the words that date a statement."""
    if statement and statement.reported and statement.reported.low:
        return statement.reported.low
    within = (statement.frame_start, statement.frame_end) if statement else (scene.start, scene.end)
    found = (item for item in scene.dates if within[0] <= item.start < within[1] and own_word(scene, item))
    return next((item.low for item in found if item.low), None)


def of_figure(scene: Scene, at: int, incident: date | None) -> date | None:
    """The day of a saying whose verb the clause before has: `hatte von 694 Toten gesprochen, am Freitag von 144`;
    or of one on the first day of the incident: `sprach am ersten Abend von 144 Toten`."""
    first, last = scene.clause(at)
    if incident and FIRST_DAY.search(scene.text, first, at) and SPOKEN.search(scene.text, first, last):
        return incident
    if not VERBLESS.match(scene.text, first, last) or not SPOKEN.search(scene.text, scene.start, first):
        return None
    found = (item for item in scene.dates if first <= item.start < at and item.precision in CLOSED)
    return next((item.low for item in found if item.low), None)


@cache
def verbs() -> frozenset[str]:
    """Infinitives of verbs of speech, in one word."""
    entries = (entry for table in load("speech")["verbs"].values() for entry in table)
    return frozenset(entry.partition(":")[0].replace(" ", "") for entry in entries)


def dates_saying(scene: Scene, item: DateExpression) -> bool:
    """Whether an expression dates a saying of its sentence."""
    reported = (other.reported for other in scene.statements if other.reported is not None)
    return any(date.start == item.start for date in reported) or own_word(scene, item)


def as_event(scene: Scene) -> tuple[date | None, date | None, Precision]:
    """The day on which a verb of saying counts, as the day of what it counts."""
    found = (item for item in scene.dates if item.precision is Precision.DAY and counts_then(scene, item))
    return next(((item.low, item.high, item.precision) for item in found), (None, None, Precision.UNKNOWN))


@cache
def telling() -> frozenset[str]:
    """Infinitives of verbs that, with a date of their own, tell when somebody said something."""
    return verbs() - set(load("speech")["weak"]["lemmas"]) - set(load("events")["published"]["not_telling"])


@cache
def publishing() -> frozenset[str]:
    return frozenset(load("events")["published"]["verbs"])


def own_word(scene: Scene, item: DateExpression) -> bool:
    """Whether a noun or verb of saying takes the expression."""
    return counts_then(scene, item) or (item.precision in CLOSED and is_told(scene, item))


def is_told(scene: Scene, item: DateExpression) -> bool:
    """Whether the tree hangs the expression on a verb of saying itself: `am Montag bekannt gegeben`."""
    told = governors.predicate(scene, item.start)
    if told is None or AIM.search(scene.text, max(scene.start, item.start - LOOKBACK), item.start):
        return False
    if not governors.is_adverbial(scene, item, told):
        return False
    known = any(child.lower_ == "bekannt" for child in told.children)
    verb = ("bekannt" if known else "") + governors.infinitive(told)
    return verb in telling() or (verb in publishing() and governors.tense(told) in PAST)


def counts_then(scene: Scene, item: DateExpression) -> bool:
    """Whether a noun of saying takes the expression, or a verb of saying before the figure that it reports."""
    if item.precision not in CLOSED:
        return False
    if DATED_NOUN.search(scene.text, max(scene.start, item.start - LOOKBACK), item.start):
        return True
    first, last = scene.clause(item.start)
    figures = [quantity.start for quantity in scene.quantities if first <= quantity.start < last]
    return bool(figures) and item.start < figures[0] and SPOKEN.search(scene.text, first, last) is not None


def placed(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place is where something was said: `sagte er in Oslo`, `hatte in Oslo von 30 Toten gesprochen`."""
    framed = any(
        item.speaker_start is not None
        and item.frame_start <= place.start < item.frame_end
        and not item.start <= place.start < item.end
        for item in scene.statements
    )
    return framed or _before_matter(scene, place)


def _before_matter(scene: Scene, place: PlaceMention) -> bool:
    first, last = scene.clause(place.start)
    if not SPEAKING.search(scene.text, first, last):
        return False
    return OF_MATTER.match(scene.text, place.end, last) is not None
