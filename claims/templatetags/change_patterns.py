"""The sentences that changes are told in, by kind of change, of claim and of stance.

In: a change. Out: a pattern with the places that `change_words` fills: %(source)s, the other %(other)s, %(its)s figure,
%(on)s a day or nothing, %(old)s, %(new)s and %(percent)s; `n` is 2 where the source is several. Past tense throughout,
so that English needs no second form; German does.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy, ngettext_lazy, npgettext_lazy

from claims.models import Change, Kind, Metric, Stance

What = Change.What
Pattern = Any  # a lazy string that takes a mapping
DOUBTS = (Stance.DENIES, Stance.CANNOT_CONFIRM)
# Kinds whose sentence says by how much in percent: one figure took the place of another.
MOVED = frozenset({What.RAISED, What.LOWERED, What.CORRECTED, What.OVERTAKEN})

FIGURES: dict[str, Pattern] = {
    What.FIRST: ngettext_lazy(
        "%(source)s gave a figure for the first time%(on)s: %(new)s.",
        "%(source)s gave a figure for the first time%(on)s: %(new)s.",
        "n",
    ),
    What.RAISED: ngettext_lazy(
        "%(source)s raised %(its)s figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "%(source)s raised %(its)s figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "n",
    ),
    What.LOWERED: ngettext_lazy(
        "%(source)s lowered %(its)s figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "%(source)s lowered %(its)s figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "n",
    ),
    What.REFINED: ngettext_lazy(
        "%(source)s made %(its)s figure more exact%(on)s: %(new)s instead of %(old)s.",
        "%(source)s made %(its)s figure more exact%(on)s: %(new)s instead of %(old)s.",
        "n",
    ),
    What.WIDENED: ngettext_lazy(
        "%(source)s made %(its)s figure less exact%(on)s: %(new)s instead of %(old)s.",
        "%(source)s made %(its)s figure less exact%(on)s: %(new)s instead of %(old)s.",
        "n",
    ),
    What.REPEATED: ngettext_lazy(
        "%(source)s gave the same figure again%(on)s: %(new)s.",
        "%(source)s gave the same figure again%(on)s: %(new)s.",
        "n",
    ),
    What.CORRECTED: ngettext_lazy(
        "%(source)s corrected %(its)s figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "%(source)s corrected %(its)s figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "n",
    ),
    What.CONFIRMED: ngettext_lazy(
        "%(source)s confirmed a figure%(on)s that could not be confirmed before: %(new)s.",
        "%(source)s confirmed a figure%(on)s that could not be confirmed before: %(new)s.",
        "n",
    ),
    What.ADMITTED: ngettext_lazy(
        "%(source)s admitted a figure%(on)s that had been denied before: %(new)s.",
        "%(source)s admitted a figure%(on)s that had been denied before: %(new)s.",
        "n",
    ),
    What.RETRACTED: ngettext_lazy(
        "%(source)s no longer stood by %(its)s figure%(on)s: %(old)s.",
        "%(source)s no longer stood by %(its)s figure%(on)s: %(old)s.",
        "n",
    ),
    What.CORROBORATED: ngettext_lazy(
        "%(source)s gave a figure%(on)s in line with %(other)s (%(old)s): %(new)s.",
        "%(source)s gave a figure%(on)s in line with %(other)s (%(old)s): %(new)s.",
        "n",
    ),
    What.CONTRADICTED: ngettext_lazy(
        "%(source)s gave another figure%(on)s than %(other)s (%(old)s): %(new)s.",
        "%(source)s gave another figure%(on)s than %(other)s (%(old)s): %(new)s.",
        "n",
    ),
    What.OVERTAKEN: ngettext_lazy(
        "%(source)s gave %(new)s%(percent)s%(on)s, which overtakes the older figure of %(name)s (%(old)s).",
        "%(source)s gave %(new)s%(percent)s%(on)s, which overtakes the older figure of %(name)s (%(old)s).",
        "n",
    ),
}
# Figures that are expected only.
PLANNED: dict[str, Pattern] = {
    What.FIRST: npgettext_lazy(
        "planned",
        "%(source)s gave an expected figure for the first time%(on)s: %(new)s.",
        "%(source)s gave an expected figure for the first time%(on)s: %(new)s.",
        "n",
    ),
    What.RAISED: npgettext_lazy(
        "planned",
        "%(source)s raised the expected figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "%(source)s raised the expected figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "n",
    ),
    What.LOWERED: npgettext_lazy(
        "planned",
        "%(source)s lowered the expected figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "%(source)s lowered the expected figure%(on)s from %(old)s to %(new)s%(percent)s.",
        "n",
    ),
    What.REPEATED: npgettext_lazy(
        "planned",
        "%(source)s gave the same expected figure again%(on)s: %(new)s.",
        "%(source)s gave the same expected figure again%(on)s: %(new)s.",
        "n",
    ),
}
# A correction of what somebody else had said.
CORRECTED_ANOTHER = ngettext_lazy(
    "%(source)s corrected the figure of %(name)s%(on)s from %(old)s to %(new)s%(percent)s.",
    "%(source)s corrected the figure of %(name)s%(on)s from %(old)s to %(new)s%(percent)s.",
    "n",
)
# What a doubt about a figure does, by kind of change and stance.
DOUBTED: dict[tuple[str, str], Pattern] = {
    (What.FIRST, Stance.DENIES): ngettext_lazy(
        "%(source)s denied a figure%(on)s: %(new)s.", "%(source)s denied a figure%(on)s: %(new)s.", "n"
    ),
    (What.FIRST, Stance.CANNOT_CONFIRM): ngettext_lazy(
        "%(source)s could not confirm a figure%(on)s: %(new)s.",
        "%(source)s could not confirm a figure%(on)s: %(new)s.",
        "n",
    ),
    (What.REPEATED, Stance.DENIES): ngettext_lazy(
        "%(source)s again denied a figure%(on)s: %(new)s.", "%(source)s again denied a figure%(on)s: %(new)s.", "n"
    ),
    (What.REPEATED, Stance.CANNOT_CONFIRM): ngettext_lazy(
        "%(source)s still could not confirm a figure%(on)s: %(new)s.",
        "%(source)s still could not confirm a figure%(on)s: %(new)s.",
        "n",
    ),
    (What.CONTRADICTED, Stance.DENIES): ngettext_lazy(
        "%(source)s denied a figure%(on)s that %(name)s had given: %(old)s.",
        "%(source)s denied a figure%(on)s that %(name)s had given: %(old)s.",
        "n",
    ),
}


# What a new version of an article does: it is the outlet that changed its text, whoever had given the figure.
IN_THE_TEXT: dict[tuple[str, str], Pattern] = {
    (What.CORRECTED, Kind.COUNT): gettext_lazy(
        "%(outlet)s replaced a figure%(whose)s in its text%(on)s: %(new)s instead of %(old)s%(percent)s."
    ),
    (What.RETRACTED, Kind.COUNT): gettext_lazy("%(outlet)s took a figure%(whose)s out of its text%(on)s: %(old)s."),
    (What.RETRACTED, Kind.LOCATION): gettext_lazy("%(outlet)s took a place%(whose)s out of its text%(on)s%(places)s."),
    (What.RETRACTED, Kind.STATEMENT): gettext_lazy("%(outlet)s took a statement%(whose)s out of its text%(on)s."),
}


def is_by_text(change: Change) -> bool:
    """Whether the change is that a later version of an article says it no more, or says another figure instead."""
    if change.what == What.RETRACTED:
        return change.claim_id == change.previous_id
    before = change.previous
    corrected = change.what == What.CORRECTED and before is not None and not change.claim.takes_back
    return corrected and before is not None and change.claim.article_id == before.article_id


def of_figure(change: Change, *, own: bool) -> Pattern:
    """The pattern for a change of figures. own: whether the claim before is of the same source."""
    now = change.claim
    if change.what == What.CORRECTED and not own:
        return CORRECTED_ANOTHER
    if now.stance in DOUBTS and (change.what, now.stance) in DOUBTED:
        return DOUBTED[change.what, now.stance]
    expected = now.metric == Metric.PLANNED or now.stance == Stance.EXPECTS
    return PLANNED.get(change.what, FIGURES[change.what]) if expected else FIGURES[change.what]


def pattern(change: Change, *, own: bool) -> Pattern:
    """The pattern for any change."""
    from claims.templatetags.stance_patterns import of_place, of_position

    if is_by_text(change):
        return IN_THE_TEXT[change.what, change.claim.kind]
    if change.claim.kind == Kind.COUNT:
        return of_figure(change, own=own)
    is_place = change.claim.kind == Kind.LOCATION and change.what in PRESENT
    return of_place(change) if is_place else of_position(change)


# What happens to places themselves; other changes of claims about places are of positions.
PRESENT = frozenset({What.FIRST, What.REPEATED, What.CORROBORATED})
