"""What an arrangement did, or would do, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, ngettext

from claims.models import Arrangement

register = template.Library()
NAMINGS = {Arrangement.Action.NAME_TOPIC, Arrangement.Action.NAME_SERIES}


@register.filter
def effects(row: Arrangement, when: str = "done") -> str:
    """Claims that moved, and changes that came and went, if any. when: `done`, or `foreseen` by a look ahead."""
    if row.action in NAMINGS:
        return gettext("The new name is shown everywhere.")
    if not row.claims:
        return gettext("No claim moves.") if when == "foreseen" else gettext("No claim moved.")
    claims = ngettext("%(n)s claim", "%(n)s claims", row.claims) % {"n": row.claims}
    sources = ngettext("%(n)s source", "%(n)s sources", row.sources) % {"n": row.sources}
    said = {"claims": claims, "sources": sources, "went": _changes(row.went), "came": _changes(row.came)}
    if when == "foreseen":
        moved = gettext("Moving: %(claims)s of %(sources)s.")
        went, came = gettext("Vanishing: %(went)s."), gettext("Appearing: %(came)s.")
    else:
        moved = gettext("Moved: %(claims)s of %(sources)s.")
        went, came = gettext("Vanished: %(went)s."), gettext("Appeared: %(came)s.")
    told = [words for words, n in ((went, row.went), (came, row.came)) if n]
    return " ".join([moved, *(told or [gettext("All changes stay as they are.")])]) % said


def outcome(row: Arrangement) -> str:
    """What became what, and with which effect: for the page on which the editor goes on."""
    words = gettext("“%(what)s” is now: “%(into)s”.") if row.action in NAMINGS else gettext("“%(what)s” → “%(into)s”.")
    return f"{words % {'what': arranged_what(row), 'into': arranged_into(row)}} {effects(row)}"


@register.filter
def arranged_what(row: Arrangement) -> str:
    """What was arranged, by its present name where there is one; of a renaming the name before."""
    if row.action in NAMINGS or row.action == Arrangement.Action.MOVE:
        return row.what
    return str(row.series or row.topic or row.what)


@register.filter
def arranged_into(row: Arrangement) -> str:
    """What it became, by its present name where there is one."""
    if row.action in NAMINGS:
        return row.name or row.into
    if row.action == Arrangement.Action.MOVE and not (row.into_series or row.into):
        return gettext("No timeline")
    return str(row.into_series or row.into_topic or row.into)


def _changes(n: int) -> str:
    return ngettext("%(n)s change", "%(n)s changes", n) % {"n": n}
