"""What is asked for, in words: on the page where requests wait, and beside the claims and names that they are about.

In: a proposal, and the claim that it is about, if it is about one. Out: sentences and pairs of before and after.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from claims.models import Arrangement, Claim, Proposal
from claims.proposing import decoded, differing
from claims.readable import FIGURE, PERIOD, differences
from claims.registry.columns import column, fact_words
from claims.reviewing.arranged import UNDO
from claims.reviewing.ends import end_words
from claims.reviewing.named import register_called
from claims.templatetags.arranged import effects
from claims.templatetags.formats import number

Side = tuple[str, str, str]  # label, what is so now, what is proposed
UNTOLD = ("source_type", "quote_from")  # they say how another field is meant
TOLD = 3  # fields that a short sentence names
Act = Proposal.Act


def sides_of(row: Proposal, claim: Claim | None) -> list[Side]:
    """What is proposed, as people read it, beside what the one claim says that it is about."""
    if row.deed:
        return [(capfirst(label), before, after) for label, before, after in _fields(row.deed)]
    if claim is not None:
        values: Sequence[tuple[str, Any, Any]] = differing(claim, row.values)
    else:
        values = [(name, None, value) for name, value in decoded(row.values).items() if name not in UNTOLD]
    known = {name: getattr(claim, name, None) for name in (*FIGURE, *PERIOD)}
    now = SimpleNamespace(**known | {name: value for name, value, _ in values})
    then = SimpleNamespace(**known | {name: value for name, _, value in values})
    names = [name for name, _, value in values if not (name == "note" and value == row.why)]
    told = differences(now, then, sorted(names, key=_place))
    return [(each.label, each.old, each.new) for each in told]


def _place(name: str) -> int:
    return 0 if name in FIGURE else 2 if name in PERIOD else 1  # sorting is stable: others stand as they were given


def words_of(row: Proposal, claim: Claim | None = None) -> str:
    """What is asked for, in one line. claim: beside which it is told; of many it is one."""
    if row.deed:
        return deed_words(row.deed)
    if row.act == Act.UNDO and row.step:
        return _with_others(gettext("Undo: %(what)s") % {"what": row.step.get_action_display()}, row)
    if row.act == Act.ADD:
        return row.get_act_display()
    told = sides_of(row, claim)
    words = "; ".join(f"{capfirst(label)}: {_becomes(before, after)}" for label, before, after in told[:TOLD])
    if len(told) > TOLD:
        words += " …"
    if row.act == Act.MANY:
        words = _with_others(words, row)
    return words or row.get_act_display()


def _with_others(words: str, row: Proposal) -> str:
    """The words, and of how many claims they are said together."""
    others = len(row.members) - 1
    if others < 1:
        return words
    with_others = ngettext("with %(n)s other claim", "with %(n)s other claims", others) % {"n": number(others)}
    return f"{words} ({with_others})"


def title_of(deed: Mapping[str, Any]) -> str:
    """The act without what it is about."""
    if deed["name"] == UNDO:
        return gettext("Undo: %(what)s") % {"what": Arrangement.Action(deed["action"]).label}
    actor = deed["terms"].get("register") == "actor"
    titles = {
        "name_topic": gettext("Rename a topic"),
        "name_series": gettext("Rename a series"),
        "merge_topics": gettext("Merge topics"),
        "merge_series": gettext("Merge series"),
        "split_series": gettext("Split a series"),
        "move_claim": gettext("Move a claim"),
        "move_to_new_topic": gettext("Move a claim to a new topic"),
        "rename_place": gettext("Rename a place"),
        "merge_names": gettext("Merge actors") if actor else gettext("Merge places"),
        "edit_name": gettext("Edit an actor") if actor else gettext("Edit a place"),
        "add_name": gettext("Another name"),
        "withdraw_name": gettext("Withdraw a name"),
    }
    return titles[deed["name"]]


def deed_words(deed: Mapping[str, Any]) -> str:
    """An act upon topics, series or names, in one line."""
    told: dict[str, Any] = {**_ends(deed), "n": len(deed["terms"].get("claims", ()))}
    fields = "; ".join(f"{capfirst(label)}: {_becomes(before, after)}" for label, before, after in _fields(deed))
    sentences = {
        "name_topic": gettext("The topic “%(what)s” to be called “%(into)s”"),
        "name_series": gettext("The series “%(what)s” to be called “%(into)s”"),
        "merge_topics": gettext("The topic “%(what)s” to be merged into “%(into)s”"),
        "merge_series": gettext("The series “%(what)s” to be merged into “%(into)s”"),
        "split_series": ngettext(
            "%(n)d claim of “%(what)s” to be split off as “%(into)s”",
            "%(n)d claims of “%(what)s” to be split off as “%(into)s”",
            told["n"],
        ),
        "move_claim": gettext("A claim (%(what)s) to be moved to “%(into)s”"),
        "move_to_new_topic": gettext("A claim (%(what)s) to be moved to “%(into)s”"),
        "rename_place": gettext("“%(what)s” to be called “%(into)s”"),
        "merge_names": gettext("“%(what)s” to be merged into “%(into)s”"),
        "add_name": gettext("“%(into)s” to be another name of “%(what)s”"),
        "withdraw_name": gettext("“%(into)s” to be a name of “%(what)s” no longer"),
        "edit_name": gettext("“%(what)s”: %(fields)s"),
    }
    if deed["name"] == UNDO:
        action = Arrangement.Action(deed["action"]).label
        told |= {"action": action, "into": told["into"] or gettext("No timeline")}
        return gettext("To be undone: %(action)s, “%(what)s” → “%(into)s”") % told
    if deed["name"] == "move_claim" and not told["into"]:
        return gettext("A claim (%(what)s) to be taken out of every timeline") % told
    return sentences[deed["name"]] % {**told, "fields": fields}


def effects_of(deed: Mapping[str, Any]) -> list[str]:
    """What the act would do to claims and changes, sentence by sentence; nothing where it moves none."""
    figures = deed["figures"]
    if "action" in deed:
        if deed["name"] == UNDO and deed["action"] in (Arrangement.Action.NAME_TOPIC, Arrangement.Action.NAME_SERIES):
            return [gettext("The former name is shown everywhere.")]
        return [effects(Arrangement(action=deed["action"], **figures), "foreseen")]
    if deed["name"] not in ("merge_names", "rename_place"):
        return []
    kept = figures["claims"]
    said = [
        ngettext("%(n)s claim is kept with the other one", "%(n)s claims are kept with the other one", kept),
        ngettext("%(n)s series is compared anew", "%(n)s series are compared anew", figures["series"]),
        ngettext("%(n)s topic leads on", "%(n)s topics lead on", figures["topics"]),
        ngettext("%(n)s other name goes along", "%(n)s other names go along", figures["aliases"]),
        ngettext("%(n)s change would come", "%(n)s changes would come", figures["came"]),
        ngettext("%(n)s change would go", "%(n)s changes would go", figures["went"]),
    ]
    counts = ("claims", "series", "topics", "aliases", "came", "went")
    return [words % {"n": number(figures[name])} for words, name in zip(said, counts, strict=True) if figures[name]]


def _becomes(before: str, after: str) -> str:
    return f"{before} → {after or '–'}" if before else after or "–"


def _ends(deed: Mapping[str, Any]) -> dict[str, str]:
    return {name: end_words(deed[name]) for name in ("what", "into")}


def _fields(deed: Mapping[str, Any]) -> Iterable[Side]:
    """Each field that is set, in words. Older requests keep them as they were told then, as `sides`."""
    yield from ((label, before, after) for label, before, after in deed.get("sides", ()))
    for name, before, after in deed.get("fields", ()):
        model = register_called(deed["terms"]["register"]).model
        label = str(column(model, name).verbose_name)
        yield label, fact_words(model, name, before), fact_words(model, name, after)
