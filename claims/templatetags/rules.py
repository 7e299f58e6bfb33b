"""Why a claim was read so: the rules behind its parts in words, and how sure the reading is, drawn and in words.

In: the line that extraction stores with a claim (`claims.trails`), and its confidence. Out: words and signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from claims import trails
from claims.models import Claim
from claims.templatetags.formats import percent
from claims.templatetags.rule_names import DOUBTS, LABELS, LEVELS, PREPOSITIONS, RULES, date_words
from claims.timeline.filters import BANDS

register = template.Library()

WIDTH = 40  # of the drawn bar


@dataclass(frozen=True, slots=True)
class Reading:
    """How one part of a claim was read; doubtful: it is among the less certain ones."""

    label: str
    words: str
    code: str
    doubtful: bool


@register.filter
def readings(claim: Claim) -> list[Reading]:
    """The parts of a claim with the rules that read them; of a line in no known form, the line itself."""
    parts = trails.parts_of(claim.rule)
    if claim.rule and not parts:
        return [Reading(str(LABELS["rule"]), claim.rule, claim.rule, False)]
    doubts = trails.values_of(parts.pop("doubt", ""))
    return [
        Reading(str(label), words_of(part, parts[part]), f"{part}={parts[part]}", part in doubts)
        for part, label in LABELS.items()
        if part in parts
    ]


def words_of(part: str, value: str) -> str:
    """The rules of a part in words, several side by side; one that has no words stands for itself."""
    return ", ".join(dict.fromkeys(word_of(part, one) for one in trails.values_of(value)))


def word_of(part: str, code: str) -> str:
    if part == "event" and code.startswith("date."):
        return str(date_words(code.removeprefix("date.")))
    code = code.removeprefix("tree-") if part == "source" else code
    if part == "source" and code in PREPOSITIONS:
        return gettext("named by “%(words)s”") % {"words": PREPOSITIONS[code]}
    return str(RULES[part].get(code, code))


@register.filter
def is_checked(claim: Claim) -> bool:
    """Whether an editor answers for a claim, so that how sure the machine was says nothing any more."""
    return claim.review in {Claim.Review.ACCEPTED, Claim.Review.CORRECTED} or not claim.rule


@register.filter
def level(confidence: float) -> str:
    """The step of a confidence: `likely`, `uncertain`, `doubtful`."""
    return next((name for name, (low, high) in BANDS.items() if low <= confidence < high), "likely")


@register.filter
def level_words(confidence: float) -> str:
    """The step of a confidence in words."""
    return str(LEVELS[level(confidence)])


@register.filter
def of_hundred(confidence: float) -> str:
    """What a confidence means, as people count."""
    return gettext("Of 100 claims read like this one, about %(n)d are right in every part.") % {
        "n": round(100 * confidence)
    }


@register.filter
def doubt_words(claim: Claim) -> str:
    """The parts that make a claim doubtful, the most doubtful first: "source, time"."""
    codes = trails.values_of(trails.parts_of(claim.rule).get("doubt", ""))
    return ", ".join(str(DOUBTS[code]) for code in codes if code in DOUBTS)


@register.simple_tag
def confidence_bar(claim: Any) -> SafeString:
    """Draw how sure a reading is: a bar filled so far, the rest open. In words for those who cannot see it."""
    sure: float = claim.confidence
    return format_html(
        '<svg class="sure sure-{}" viewBox="0 0 {w} 8" width="{w}" height="8" role="img" aria-label="{}">'
        "<title>{}</title>"
        '<rect class="sure-rest" x="0.5" y="1.5" width="{}" height="5" rx="1.5"/>'
        '<rect class="sure-part" x="0" y="1" width="{}" height="6" rx="1.5"/></svg>',
        level(sure),
        gettext("confidence %(p)s") % {"p": percent(sure)},
        of_hundred(sure),
        WIDTH - 1,
        round(WIDTH * sure, 1),
        w=WIDTH,
    )
