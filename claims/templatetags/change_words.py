"""A change in one sentence: who said what, when, instead of what, and what that is in percent.

In: a `Change` with its claims, their sources and outlets, as lists load it (`ChangeQuerySet.for_list`). Out: a sentence
in the page's language. Sources and what is counted have German names; German sentences inflect them (`grammar`).
"""

from __future__ import annotations

from functools import cache

from babel.dates import format_date
from django import template
from django.utils.translation import get_language, gettext

from claims.extraction.lexicon import load
from claims.models import Approximation, Change, Claim, SourceType, Stance
from claims.templatetags.change_patterns import MOVED, is_by_text, pattern
from claims.templatetags.formats import figure, locale_of_page, signed, signed_percent
from claims.templatetags.grammar import Named, named, unit_words

register = template.Library()
What = Change.What


@register.filter
def change_sentence(change: Change) -> str:
    """Tell a change in one sentence that stands for itself, its day included."""
    said = change.claim.reported_on or change.claim.article.published_on  # the day of the change, whatever row it is of
    said = change.day if is_by_text(change) else said
    day = said and format_date(said, "long", locale=locale_of_page())
    return _sentence(change, gettext(" on %(day)s") % {"day": day} if day else "")


@register.filter
def change_words(change: Change) -> str:
    """Tell a change in one sentence, beside which its day is written."""
    return _sentence(change, "")


@register.filter
def difference_apart(change: Change) -> str:
    """Write the difference beside the sentence, in percent only where the sentence does not tell that."""
    if not change.difference:
        return ""
    if change.percent is None or change.what in MOVED:
        return signed(change.difference)
    return f"{signed(change.difference)} ({signed_percent(change.percent)})"


@register.filter
def counted(claim: Claim) -> str:
    """Name what the claim counts in the number that its figure asks for, in German: 1 Soldat, 500 Soldaten."""
    return unit_words(claim.unit, claim.subject, claim.subject_class, claim.value_low, claim.value_high)


def _sentence(change: Change, on: str) -> str:
    now, before = change.claim, change.previous
    speaker, other = _speaker(now), _speaker(before) if before else Named("")
    own = before is not None and _whose(now) == _whose(before)
    percent = f" ({signed_percent(change.percent)})" if change.percent is not None and change.what in MOVED else ""
    places = ", ".join(_places(change))
    values = {
        "n": 2 if speaker.plural else 1,
        "source": _opening(speaker.text) if now.source_id else speaker.text,
        "its": _its(speaker, now),
        "on": on,
        "new": _said(now),
        "old": _said(before, alone=change.what == What.RETRACTED or now.stance == Stance.DENIES) if before else "",
        "other": other.text,
        "name": (before.source or before.article.outlet or other.text) if before else "",
        "outlet": now.article.outlet or gettext("An outlet"),
        "whose": f" ({before.source})" if before and before.source_id else "",
        "places": f": {places}" if places else "",
        "percent": percent,
    }
    return str(pattern(change, own=own) % values)


def _opening(words: str) -> str:
    """Words as a sentence begins with them; outlets keep the letters that they write themselves with."""
    return words[:1].upper() + words[1:]


def source_of(claim: Claim) -> str:
    """The plain name of who answers for it; '' where the article speaks for itself."""
    return claim.source.name if claim.source else ""


def _places(change: Change) -> list[str]:
    """The names of the claim's places, where they came along: lists load them with the change, cards with the claim."""
    named_with_claim = [place["name"] for place in getattr(change.claim, "named", ())]
    return list(dict.fromkeys(getattr(change, "places", None) or named_with_claim))


def _whose(claim: Claim) -> tuple[int, int]:
    """Who answers for it; of articles that speak for themselves, each outlet."""
    return claim.source_id or 0, 0 if claim.source_id else claim.article.outlet_id or 0


def _speaker(claim: Claim) -> Named:
    """Who says it; the outlet where nobody is named. Articles stand before German names in German only."""
    source = claim.source
    if source is None or not source.name:
        outlet = claim.article.outlet
        own = gettext("%(outlet)s (in its own voice)") % {"outlet": outlet.name} if outlet else ""
        return Named(own or gettext("the article itself"))
    name = named(source.name, unnamed=source.type == SourceType.UNNAMED)
    return name if _is_german() else Named(source.name, name.plural)


def _its(speaker: Named, claim: Claim) -> str:
    """The word before `figure` that says whose it is; of a person, whose gender nobody knows, only `the`."""
    if _is_german():
        return speaker.its
    source = claim.source
    if source is None or source.type in (SourceType.PERSON, SourceType.EXPERT):
        return "the"
    return "their" if speaker.plural else "its"


def _said(claim: Claim, *, alone: bool = True) -> str:
    """The figure as it is understood; in German with what it counts, unless another figure names that."""
    if not _is_german():
        return figure(claim)
    words = _vague(claim) or figure(claim)
    unit = counted(claim) if alone and not claim.value_low == claim.value_high == 1 else ""
    return f"{words} {unit}".strip()


def _vague(claim: Claim) -> str:
    """`Tausende` for 2.000 or more, vaguely: as the lexicon read it."""
    if claim.approx != Approximation.VAGUE or claim.value_high is not None or claim.value_low is None:
        return ""
    return _vague_words().get(int(claim.value_low), "")


@cache
def _vague_words() -> dict[int, str]:
    words: dict[int, str] = {}
    for word, value in load("numbers")["vague"].items():
        words.setdefault(value, word.capitalize())
    return words


def _is_german() -> bool:
    return (get_language() or "").startswith("de")
