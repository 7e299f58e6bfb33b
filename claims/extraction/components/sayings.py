"""Dates that say when something was said, not when it happened.

In: a scene, its statements and date expressions. Out: whether an expression dates a saying; the day of a statement.
`Am Freitag hatte der Dienst von 1.500 Soldaten gesprochen`, `laut Angaben vom Freitag`, `im März war die Rede von …`.
Source of the rule: annotation guideline, "Clarifications", time.
"""

from __future__ import annotations

import re
from datetime import date

from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import DateExpression, Statement
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
CLOSED = {Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.RANGE}
LOOKBACK = 40


def of_statement(scene: Scene, statement: Statement | None) -> date | None:
    """The first day of the words that date a statement."""
    if statement and statement.reported and statement.reported.low:
        return statement.reported.low
    within = (statement.frame_start, statement.frame_end) if statement else (scene.start, scene.end)
    found = (item for item in scene.dates if within[0] <= item.start < within[1] and own_word(scene, item))
    return next((item.low for item in found if item.low), None)


def dates_saying(scene: Scene, item: DateExpression) -> bool:
    """Whether an expression dates a saying of its sentence."""
    reported = (other.reported for other in scene.statements if other.reported is not None)
    return any(date.start == item.start for date in reported) or own_word(scene, item)


def as_event(scene: Scene) -> tuple[date | None, date | None, Precision]:
    """The day on which a verb of saying counts, as the day of what it counts."""
    found = (item for item in scene.dates if item.precision is Precision.DAY and own_word(scene, item))
    return next(((item.low, item.high, item.precision) for item in found), (None, None, Precision.UNKNOWN))


def own_word(scene: Scene, item: DateExpression) -> bool:
    """Whether a noun or verb of saying takes the expression: before the figure that the verb reports."""
    if item.precision not in CLOSED:
        return False
    if DATED_NOUN.search(scene.text, max(scene.start, item.start - LOOKBACK), item.start):
        return True
    first, last = scene.clause(item.start)
    figures = [quantity.start for quantity in scene.quantities if first <= quantity.start < last]
    return bool(figures) and item.start < figures[0] and SPOKEN.search(scene.text, first, last) is not None
