"""What a page shows, in sentences for a file that stands by itself. In: timeline and filters. Out: sentences."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from claims.templatetags.formats import day
from claims.timeline.filters import FACETS, Filters
from claims.timeline.records import Facet, Timeline


def filter_notes(timeline: Timeline, filters: Filters) -> list[str]:
    """Say how much is shown, as of when, on which axis, and which choices are made."""
    shown = ngettext(
        "%(n)s claim is shown, in %(shown)s of %(total)s mentions.",
        "%(n)s claims are shown, in %(shown)s of %(total)s mentions.",
        timeline.drawn,
    ) % {"n": timeline.drawn, "shown": timeline.shown, "total": timeline.total}
    axis = gettext("Time axis: when it happened.") if filters.event else gettext("Time axis: when it was said.")
    notes = [_asof(filters), f"{shown} {axis}", *_choices(timeline, filters)]
    return [note for note in notes if note]


def _asof(filters: Filters) -> str:
    if filters.asof is None:
        return ""
    return gettext("As it was known on the evening of %(day)s.") % {"day": day(filters.asof)}


def _choices(timeline: Timeline, filters: Filters) -> list[str]:
    """Name the choices, a sentence each; nothing chosen needs no words."""
    chosen = [(facet.label, ", ".join(_labels(facet))) for name in FACETS if (facet := timeline.facets[name]).chosen]
    left_out = [o.label for o in timeline.facets["source"].options if o.value in filters.hidden]
    chosen += [(gettext("Left out"), ", ".join(left_out))] if left_out else []
    chosen += [(gettext("Words"), f"„{filters.text}“")] if filters.text else []
    chosen += [(gettext("Days"), _days(filters))] if filters.since or filters.until else []
    return ["; ".join(f"{label}: {words}" for label, words in chosen)] if chosen else []


def _labels(facet: Facet) -> list[str]:
    return [option.label for option in facet.options if option.chosen]


def _days(filters: Filters) -> str:
    if filters.since and filters.until:
        return f"{day(filters.since)} – {day(filters.until)}"
    if filters.since:
        return gettext("from %(day)s on") % {"day": day(filters.since)}
    return gettext("until %(day)s") % {"day": day(filters.until)}
