"""The rule that read a claim, in words: its code names what was read and by which words a source answers for it.

In: codes as extraction makes them, `count.number.attribution.clause`. Out: "figure, its source in the clause before".
"""

from __future__ import annotations

from django import template
from django.utils.translation import gettext, gettext_lazy

register = template.Library()

WHAT = {
    "count.number": gettext_lazy("figure"),
    "count.range": gettext_lazy("range of figures"),
    "count.or_more": gettext_lazy("figure open upward"),
    "count.several": gettext_lazy("round number in words, as “dozens”"),
    "count.vague": gettext_lazy("vague quantity in words"),
    "location": gettext_lazy("place"),
    "statement": gettext_lazy("position"),
}
HOW = {
    "own": gettext_lazy("no source named"),
    "attribution.alone": gettext_lazy("source and verb in the same clause"),
    "attribution.clause": gettext_lazy("reported by the clause before it"),
    "attribution.inverted": gettext_lazy("reported by the clause after it"),
    "attribution.noun": gettext_lazy("reported by a noun, as “the view that”"),
    "attribution.gapping": gettext_lazy("second source of a shared verb"),
    "attribution.quotation": gettext_lazy("in a quotation"),
    "attribution.quotation-continued": gettext_lazy("in a quotation that goes on"),
    "attribution.list": gettext_lazy("in a list below its source"),
    "attribution.pointing-ahead": gettext_lazy("source named just before it"),
    "attribution.pointing-back": gettext_lazy("source in the sentence after it"),
    "attribution.subjunctive": gettext_lazy("reported speech of the source before"),
    "attribution.hearsay": gettext_lazy("hearsay (“soll”)"),
    "attribution.linked": gettext_lazy("linked to the source before"),
}
# Not translated: the words are those of the article.
PREPOSITIONS = {
    "laut": "laut …",
    "nach-angaben": "nach Angaben …",
    "nach-eigenen-angaben": "nach eigenen Angaben",
    "so": "so …",
    "wie": "wie … berichtet",
    "zufolge": "… zufolge",
}


@register.filter
def rule_words(rule: str) -> str:
    """Say what a rule read; one that has no words stands for itself."""
    what = next((code for code in WHAT if rule.startswith(f"{code}.")), "")
    how = _how(rule.removeprefix(f"{what}."))
    return f"{WHAT[what]}, {how}" if what and how else rule


def _how(code: str) -> str:
    """Name the way to the source; prepositions are named after their German words: `nach-angaben`."""
    if code in HOW:
        return str(HOW[code])
    family, _, name = code.partition(".")
    if family != "attribution" or name not in PREPOSITIONS:
        return ""
    return gettext("source named by “%(words)s”") % {"words": PREPOSITIONS[name]}
