"""What counts, locations and statements have in common: source, stance, time and places of a clause.

In: a scene and an interval of it. Out: the fields of a claim. Rules: annotation guideline, "Clarifications".
"""

from __future__ import annotations

import re
from datetime import date

from claims.extraction.components import event_dates, governors, sayings, wording
from claims.extraction.components.scenes import Scene
from claims.extraction.extensions import DateExpression, PlaceMention, Statement
from claims.records import PlaceRef, PlaceRole, Precision, Stance

Reported = tuple[str, date] | None
Event = event_dates.Event
NO_EVENT = event_dates.NO_EVENT
CONTINUED = {f"attribution.{name}" for name in ("subjunctive", "hearsay", "linked", "quotation-continued", "list")}
NAMED = re.compile(r"[A-ZÄÖÜ]\w{3,} $")  # the years belong to the name before them ("Weltkrieg 1939-1945")
COMPARED = re.compile(r"\b(?:als|wie) (?:noch |zuletzt )?(?:(?:im|am|in|vor) )?$")  # "mehr als im Vorjahr"
# "erstmals seit 1998", "die schwersten Kämpfe seit Juni": how long nothing like it was.
FIRST = re.compile(
    r"\b(?:erstmals|zum ersten Mal|(?:erste|[a-zäöüß]{3,30}ste)[nrsm]?) (?:[^,;:]{1,60} )?$", re.IGNORECASE
)
FAR = 110  # characters that a comparison spans
NARROW = {Precision.DAY, Precision.WEEK, Precision.OPEN}


def reported_on(scene: Scene, statement: Statement | None, published: date | None, before: Reported) -> date | None:
    """When it was said: the words' first day; in a report that goes on, that of the sentence before; else the day of
    publication, after which nothing was said. before: who spoke last, and when."""
    named = sayings.of_statement(scene, statement)
    if named is None and statement and statement.source and statement.rule in CONTINUED and before:
        named = before[1] if before[0] == statement.source.canonical else None
    if named is None or (published and named > published):
        return published
    return named


def last_reported(scene: Scene, before: Reported) -> Reported:
    """Who spoke last in a sentence, and when, if it tells; a report that goes on keeps what was."""
    for statement in reversed(scene.statements):
        if statement.source and not (statement.rule in CONTINUED and before):
            day = sayings.of_statement(scene, statement)
            return (statement.source.canonical, day) if day else None
    return before


def stance(scene: Scene, statement: Statement | None, start: int, end: int) -> Stance:
    """What the source does: the frame's stance and that of the words inside."""
    if statement is None:
        return wording.of_words(scene.text[start:end])
    inside = scene.text[max(start, statement.start) : min(end, statement.end)] or scene.text[start:end]
    return wording.combined(statement.stance, wording.of_content(inside))


def event(scene: Scene, start: int, end: int, statement: Statement | None, at: int | None = None) -> Event:
    """When it happened or holds, by a date of the sentence that does not date the saying: by the tree, and where the
    pipeline makes none by the clause, else by the sentence."""
    usable = [item for item in scene.dates if dates_event(scene, item, statement)]
    usable = [item for item in usable if not governors.is_attributive(scene, item.start)]
    if scene.span is not None:
        return event_dates.of_claim(scene, usable, start, end, at)
    inside = [item for item in usable if start <= item.start < end]
    # From another clause only what is exact: a day, not the years of a comparison.
    chosen = (inside or [item for item in usable if item.precision in NARROW])[:1]
    return (chosen[0].low, chosen[0].high, chosen[0].precision) if chosen else NO_EVENT


def dates_event(scene: Scene, item: DateExpression, statement: Statement | None) -> bool:
    """Whether an expression dates the event, not the saying."""
    if (item.low is None and item.high is None) or item.rule == "date.present":
        return False
    if item.rule == "date.year_range" and NAMED.search(scene.text, scene.lead(item.start), item.start):
        return False
    if is_compared(scene, item):
        return False
    if sayings.dates_saying(scene, item) or COMPARED.search(scene.text, max(scene.start, item.start - 12), item.start):
        return False
    return not (
        statement
        and statement.frame_start <= item.start < statement.frame_end
        and not statement.start <= item.start < statement.end
    )


def is_compared(scene: Scene, item: DateExpression) -> bool:
    """Whether an expression says for how long nothing like it was: `erstmals seit 1998`."""
    return FIRST.search(scene.text, max(scene.start, item.start - FAR), item.start) is not None and (
        item.precision is Precision.OPEN or item.low is None
    )


def places(scene: Scene, start: int, end: int) -> tuple[PlaceRef, ...]:
    """Places with a role in text[start:end], each once, the finer instead of the wider around it."""
    found: dict[tuple[str, PlaceRole], PlaceRef] = {}
    for mention in mentions(scene, start, end):
        role = mention.role
        if role:
            found.setdefault((mention.name, role), PlaceRef(mention.name, role))
    return tuple(found.values())


def mentions(scene: Scene, start: int, end: int) -> list[PlaceMention]:
    """Named places in text[start:end] that have a role."""
    return [
        place for place in scene.places
        if start <= place.start < end and place.role is not None and not place.adjectival
        and not speaks(scene, place) and not sayings.placed(scene, place)
    ]  # fmt: skip


def speaks(scene: Scene, place: PlaceMention) -> bool:
    """Whether the place is part of a source's name (`ein Sprecher in Seoul`)."""
    return any(
        item.speaker_start is not None
        and item.speaker_end is not None
        and item.speaker_start <= place.start < item.speaker_end
        for item in scene.statements
    )  # fmt: skip


def evidence(scene: Scene, statement: Statement | None, start: int, end: int) -> tuple[int, int]:
    """The frame where one is, else the clause; never beyond the sentence, without blanks and marks at its ends."""
    if statement:
        first, last = (
            max(scene.start, min(statement.frame_start, statement.start)),
            min(scene.end, max(statement.frame_end, statement.end)),
        )
        start, end = min(first, start), max(last, end)
    return trimmed(scene.text, start, end)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space, list marks and sentence marks at the ends."""
    while end > start and text[end - 1] in ' \t\n\u00a0.,;:!?–—“”"»(':
        end -= 1
    while start < end and text[start] in " \t\n\u00a0,;:–—-•*)":
        start += 1
    return start, end
