"""Acts of editors in words, for templates."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, gettext_lazy, ngettext

from claims.models import Step
from claims.readable import FIGURE, PERIOD, label_of

register = template.Library()
QUIET = frozenset({"version", "review", "rejected_for"})  # they say what happened, which the act says by itself
# Columns that are one thing to who edits them; other columns are called as they are.
TOGETHER = {
    **dict.fromkeys((*FIGURE, "former", "takes_back"), gettext_lazy("Figure")),
    **dict.fromkeys(PERIOD, gettext_lazy("Happened")),
    **dict.fromkeys(("start", "end", "quote", "quote_from", "figure_start", "figure_end"), gettext_lazy("Evidence")),
}


@register.filter
def act_words(step: Step) -> str:
    """Say what the editor has just done."""
    if step.claims > 1:
        return ngettext("%(n)d claim was set.", "%(n)d claims were set.", step.claims) % {"n": step.claims}
    said = {
        Step.Action.ACCEPT: gettext("The claim was accepted."),
        Step.Action.REJECT: gettext("The claim was rejected."),
        Step.Action.ADD: gettext("The claim was added."),
        Step.Action.UNDO: gettext("Undone: the claim is as it was before."),
        Step.Action.RESTORE: gettext("The claim is back at a former version."),
    }
    return said.get(Step.Action(step.action), gettext("The claim was corrected."))


@register.filter
def act_effects(step: Step) -> str:
    """Say what that did to the timeline; what did not happen is left out."""
    if not step.came and not step.went:
        return gettext("In the timeline no change came or went.")
    came = ngettext("%(n)d change came", "%(n)d changes came", step.came) % {"n": step.came}
    if not step.went:
        return gettext("In the timeline %(came)s.") % {"came": came}
    if not step.came:
        went = ngettext("%(n)d change went", "%(n)d changes went", step.went) % {"n": step.went}
        return gettext("In the timeline %(went)s.") % {"went": went}
    went = ngettext("%(n)d went", "%(n)d went", step.went) % {"n": step.went}
    return gettext("In the timeline %(came)s, %(went)s.") % {"came": came, "went": went}


@register.filter
def act_names(step: Step) -> str:
    """Say which names were merged by the act, or parted by it; '' for other acts."""
    made = getattr(step, "merge", None) or getattr(getattr(step, "undoes", None), "merge", None)
    return str(made or "")


@register.filter
def act_fields(step: Step) -> str:
    """Name the fields that changed."""
    names = [name for name in step.fields if name not in QUIET]
    return ", ".join(dict.fromkeys(_label(name) for name in names))


def _label(name: str) -> str:
    return str(TOGETHER.get(name) or label_of(name.removesuffix("_id")))
