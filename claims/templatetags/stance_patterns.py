"""The sentences for positions and places: who said, doubted, denied or confirmed it, and who put whom where.

In: a change. Out: a pattern with the places that `change_words` fills (see `change_patterns`); `this` is what the topic
is about, which is written beside it.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext_lazy

from claims.models import Change, Stance

What = Change.What
Pattern = Any  # a lazy string that takes a mapping

FIRST: dict[str, Pattern] = {
    Stance.ASSERTS: ngettext_lazy(
        "%(source)s said this for the first time%(on)s.", "%(source)s said this for the first time%(on)s.", "n"
    ),
    Stance.HEDGES: ngettext_lazy(
        "%(source)s said this for the first time%(on)s, with reserve.",
        "%(source)s said this for the first time%(on)s, with reserve.",
        "n",
    ),
    Stance.EXPECTS: ngettext_lazy(
        "%(source)s expected this for the first time%(on)s.",
        "%(source)s expected this for the first time%(on)s.",
        "n",
    ),
    Stance.CONFIRMS: ngettext_lazy(
        "%(source)s confirmed this for the first time%(on)s.",
        "%(source)s confirmed this for the first time%(on)s.",
        "n",
    ),
    Stance.CANNOT_CONFIRM: ngettext_lazy(
        "%(source)s could not confirm this%(on)s.", "%(source)s could not confirm this%(on)s.", "n"
    ),
    Stance.DENIES: ngettext_lazy(
        "%(source)s denied this for the first time%(on)s.", "%(source)s denied this for the first time%(on)s.", "n"
    ),
}
AGAIN: dict[str, Pattern] = {
    Stance.ASSERTS: ngettext_lazy("%(source)s said this again%(on)s.", "%(source)s said this again%(on)s.", "n"),
    Stance.HEDGES: ngettext_lazy(
        "%(source)s said this again%(on)s, with reserve.", "%(source)s said this again%(on)s, with reserve.", "n"
    ),
    Stance.EXPECTS: ngettext_lazy(
        "%(source)s still expected this%(on)s.", "%(source)s still expected this%(on)s.", "n"
    ),
    Stance.CONFIRMS: ngettext_lazy(
        "%(source)s confirmed this again%(on)s.", "%(source)s confirmed this again%(on)s.", "n"
    ),
    Stance.CANNOT_CONFIRM: ngettext_lazy(
        "%(source)s still could not confirm this%(on)s.", "%(source)s still could not confirm this%(on)s.", "n"
    ),
    Stance.DENIES: ngettext_lazy("%(source)s denied this again%(on)s.", "%(source)s denied this again%(on)s.", "n"),
}
TURNED: dict[str, Pattern] = {
    What.CONFIRMED: ngettext_lazy(
        "%(source)s confirmed this%(on)s, which could not be confirmed before.",
        "%(source)s confirmed this%(on)s, which could not be confirmed before.",
        "n",
    ),
    What.ADMITTED: ngettext_lazy(
        "%(source)s admitted this%(on)s after denying it before.",
        "%(source)s admitted this%(on)s after denying it before.",
        "n",
    ),
    What.RETRACTED: ngettext_lazy(
        "%(source)s took back the earlier confirmation of this%(on)s.",
        "%(source)s took back the earlier confirmation of this%(on)s.",
        "n",
    ),
    What.REFINED: ngettext_lazy(
        "%(source)s said this%(on)s, which could not be confirmed before.",
        "%(source)s said this%(on)s, which could not be confirmed before.",
        "n",
    ),
    What.CORROBORATED: ngettext_lazy(
        "%(source)s confirmed this%(on)s, in line with %(other)s.",
        "%(source)s confirmed this%(on)s, in line with %(other)s.",
        "n",
    ),
}
CONFIRMED_AFTER_RESERVE = ngettext_lazy(
    "%(source)s confirmed this%(on)s, having said it with reserve before.",
    "%(source)s confirmed this%(on)s, having said it with reserve before.",
    "n",
)
CONTRADICTED = {
    True: ngettext_lazy(
        "%(source)s denied this%(on)s, against %(other)s.", "%(source)s denied this%(on)s, against %(other)s.", "n"
    ),
    False: ngettext_lazy(
        "%(source)s confirmed this%(on)s, against %(other)s.",
        "%(source)s confirmed this%(on)s, against %(other)s.",
        "n",
    ),
}
PLACES: dict[str, Pattern] = {
    What.FIRST: ngettext_lazy(
        "%(source)s named a place for the first time%(on)s%(places)s.",
        "%(source)s named a place for the first time%(on)s%(places)s.",
        "n",
    ),
    What.REPEATED: ngettext_lazy(
        "%(source)s named the same place again%(on)s%(places)s.",
        "%(source)s named the same place again%(on)s%(places)s.",
        "n",
    ),
    What.CORROBORATED: ngettext_lazy(
        "%(source)s named the same place as %(other)s%(on)s%(places)s.",
        "%(source)s named the same place as %(other)s%(on)s%(places)s.",
        "n",
    ),
}


def of_position(change: Change) -> Pattern:
    """The pattern for a change of positions."""
    stance = Stance(change.claim.stance)
    if change.what == What.FIRST:
        return FIRST[stance]
    if change.what == What.CONTRADICTED:
        return CONTRADICTED[stance == Stance.DENIES]
    was = change.previous.stance if change.previous else ""
    if change.what == What.CONFIRMED and was in (Stance.HEDGES, Stance.EXPECTS):
        return CONFIRMED_AFTER_RESERVE
    return TURNED.get(change.what) or AGAIN[stance]


def of_place(change: Change) -> Pattern:
    """The pattern for a change in who puts whom where."""
    return PLACES[change.what]
