"""How far a batch is, in words and as a bar; where an item comes from.

In: a `Progress`, numbers of items by state, a BatchItem. Out: words or marks for a template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Batch, BatchItem
from articles.progress import Progress
from articles.reasons import sentence
from articles.states import ItemState

register = template.Library()

BAR = 1000  # units that the bar is wide
LEAST = 6  # units that a state has at least, so that one failure of thousands is seen
# From what is done on the left to what is open on the right.
ORDER = ("extracted", "duplicate", "skipped", "failed", "cancelled", "stored", "received")
# Only of formats that hold many articles is a number behind `#` that of a record: a headline may end on one, too.
ROW = re.compile(r"(?P<file>.+\.(?P<kind>csv|tsv|jsonl|ndjson|json|warc)(?:\.gz)?)#(?P<number>\d+)", re.IGNORECASE)


@register.filter
def title_words(batch: Batch) -> str:
    """Return the batch's title; the demo's in the reader's language."""
    return _("Demo articles") if batch.origin == Batch.Origin.DEMO else batch.title


@register.filter
def receiving_words(progress: Progress) -> str:
    """Return how far the files of an upload are that still becomes items, and what it waits for, if it does."""
    arrival = progress.arrival
    if arrival is None:
        return ""
    words = ngettext(
        "The file has arrived and is being unpacked: %(items)s items so far, %(percent)s %%.",
        "The files have arrived and are being unpacked: %(items)s items so far, %(percent)s %%.",
        len(arrival.files),
    ) % {"items": number_format(arrival.items_done, force_grouping=True), "percent": arrival.percent}
    return f"{words} {sentence(arrival.reason)}" if arrival.reason else words


@register.filter
def pace_words(progress: Progress) -> str:
    """Return how fast the batch is read and how long that still takes; where nobody can know, that."""
    left = progress.seconds_left
    if progress.a_minute is None or left is None:
        return _("How long that takes cannot be said yet: nothing has come to its end in the last minute.")
    rate = round(progress.a_minute) or 1
    pace = ngettext("%(n)d item a minute", "%(n)d items a minute", rate) % {"n": rate}
    return f"{pace}, {left_words(left)}"


def left_words(seconds: float) -> str:
    """Return a span as roughly as it is known."""
    if seconds < 50:
        return _("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 90:
        return ngettext("about %(n)d minute left", "about %(n)d minutes left", minutes) % {"n": minutes}
    hours = round(seconds / 3600)
    if hours < 48:
        return ngettext("about %(n)d hour left", "about %(n)d hours left", hours) % {"n": hours}
    days = round(seconds / 86400)
    return ngettext("about %(n)d day left", "about %(n)d days left", days) % {"n": days}


@register.filter
def place_words(item: BatchItem) -> str:
    """Return an item's name with its row or record in words: “liste.csv, row 12”."""
    found = ROW.fullmatch(item.name)
    if found is None:
        return item.name
    is_table = found["kind"].lower() in ("csv", "tsv")
    named = _("%(file)s, row %(number)s") if is_table else _("%(file)s, record %(number)s")
    return named % {"file": found["file"], "number": found["number"]}


@register.simple_tag
def total_of(counts: Mapping[str, int]) -> int:
    """Return the number of all items."""
    return sum(counts.values())


@register.inclusion_tag("articles/_bar.html")
def state_bar(counts: Mapping[str, int]) -> dict[str, Any]:
    """Draw the items by state as one bar, told in words to those who do not see it."""
    labels = dict(ItemState.choices)
    shown = [(state, counts[state]) for state in ORDER if counts.get(state)]
    total = sum(number for _state, number in shown)
    parts, start = [], 0
    for state, width in zip((state for state, _number in shown), widths([n for _state, n in shown]), strict=True):
        parts.append({"state": state, "start": start, "width": width})
        start += width
    words = ", ".join(f"{number_format(number)} {labels[state]}" for state, number in shown)
    return {"parts": parts, "width": BAR, "words": words, "total": total}


def widths(numbers: list[int]) -> list[int]:
    """Share the bar among the numbers; the largest gives what small ones need to be seen."""
    total = sum(numbers)
    if not total:
        return []
    found = [max(LEAST, round(number * BAR / total)) for number in numbers]
    found[numbers.index(max(numbers))] += BAR - sum(found)
    return found
