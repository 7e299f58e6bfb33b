"""Why a change is called what it is called, in one sentence."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext_lazy, pgettext_lazy

from claims.models import Change
from claims.templatetags.change_patterns import is_by_text

register = template.Library()
What = Change.What
_FIGURES = {
    What.FIRST: gettext_lazy("The source gives its first figure in this series."),
    What.RAISED: gettext_lazy("The source gave a lower figure before, and the two do not overlap."),
    What.LOWERED: gettext_lazy("The source gave a higher figure before, and the two do not overlap."),
    What.REFINED: gettext_lazy("The new figure lies within what the source said before."),
    What.WIDENED: gettext_lazy("What the source said before lies within the new figure."),
    What.REPEATED: gettext_lazy("The source gave this figure before."),
    What.CORRECTED: gettext_lazy("The text itself takes the older figure back."),
    What.CONFIRMED: gettext_lazy("The source could not confirm such a figure before."),
    What.ADMITTED: gettext_lazy("The source denied such a figure before."),
    What.RETRACTED: gettext_lazy("The source gave this figure before and no longer stands by it."),
    What.CORROBORATED: gettext_lazy("Another source gave a figure within the last month that overlaps with this one."),
    What.CONTRADICTED: gettext_lazy(
        "Another source gave a figure for the same time that does not overlap, or this one is denied."
    ),
    What.OVERTAKEN: gettext_lazy(
        "At least two sources have since given figures about a later time, on the same side of the older one; its own "
        "source has not followed for three days or more."
    ),
}
_POSITIONS = {
    What.FIRST: pgettext_lazy("position", "The source says so for the first time."),
    What.REFINED: pgettext_lazy("position", "The source could not confirm it before, and now says so."),
    What.REPEATED: pgettext_lazy("position", "The source said so before."),
    What.CONFIRMED: pgettext_lazy("position", "The source could not confirm it before, or only with reserve."),
    What.ADMITTED: pgettext_lazy("position", "The source denied it before."),
    What.RETRACTED: pgettext_lazy("position", "The source confirmed it before and no longer does."),
    What.CORROBORATED: pgettext_lazy("position", "Another source says the same."),
    What.CONTRADICTED: pgettext_lazy("position", "Another source says the opposite."),
}
_IN_THE_TEXT = {
    What.CORRECTED: gettext_lazy("A later version of the article tells another figure in the same place."),
    What.RETRACTED: gettext_lazy(
        "A later version of the article does not say this any more, nor does any other article in the source’s name. "
        "The source itself may still stand by it."
    ),
}


@register.filter
def change_reason(change: Change) -> str:
    """Say by what rule the change is one."""
    what = What(change.what)
    if is_by_text(change):
        return str(_IN_THE_TEXT[what])
    return str(_FIGURES[what] if change.claim.metric else _POSITIONS.get(what, _FIGURES[what]))
