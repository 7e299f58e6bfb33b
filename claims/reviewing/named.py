"""Deeds upon actors and places: each line of `NAMED` does by its terms what `claims.registry` does.

Terms name the register by its word, `actor` or `place`, and the row by `number`. What an editor saw before it was set
(`was`) has to be so still: a request never sets over what somebody else set meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext

from claims.arranging import Refused, Stale
from claims.models import Merge
from claims.registry.aliases import add_alias, withdraw_alias
from claims.registry.columns import column, fact, plain, value, value_of
from claims.registry.editing import change
from claims.registry.kinds import ACTORS, PLACES, Named, Register, register_of
from claims.registry.merging import merge
from claims.registry.renaming import rename
from claims.reviewing.deeds import Deed, Does, Done


def editing(row: Named, values: Mapping[str, Any]) -> Deed:
    """The deed that sets those of the values that the row does not have, by names of its columns."""
    told = {name: new for name, new in values.items() if value(row, name) != new}
    was = {name: plain(row, name, value(row, name)) for name in told}
    set_to = {name: plain(row, name, new) for name, new in told.items()}
    return Deed("edit_name", {"register": register_of(row).word, "number": row.pk, "was": was, "values": set_to})


def register_called(word: str) -> Register:
    """The register of a deed's terms."""
    return ACTORS if word == ACTORS.word else PLACES


def _renames(terms: Mapping[str, Any], user: User, why: str) -> Done:
    made, _ = rename(terms["number"], terms["name"], user, why=why)
    return Done(made.what, made.into, rows={"place": terms["number"]}, figures=_figures(made), step=made.step)


def _merges(terms: Mapping[str, Any], user: User, why: str) -> Done:
    register = register_called(terms["register"])
    more = {name: value for name, value in terms.items() if name not in ("register", "number", "into")}
    made, _ = merge(register, terms["number"], terms["into"], user, why=why, **more)
    rows = {register.word: terms["number"], f"into_{register.word}": terms["into"]}
    return Done(made.what, made.into, rows=rows, figures=_figures(made), step=made.step)


def _figures(made: Merge) -> dict[str, int]:
    figures = {name: getattr(made, name) for name in ("series", "topics", "aliases")}
    return figures | {name: getattr(made.step, name) for name in ("claims", "came", "went")}


def _edits(terms: Mapping[str, Any], user: User, _: str) -> Done:
    register, row = _row(terms)
    before = {name: plain(row, name, value(row, name)) for name in terms["was"]}
    moved = [name for name, was in terms["was"].items() if before[name] not in (was, terms["values"][name])]
    if moved:
        words = gettext("Somebody else set this meanwhile: %(fields)s.")
        raise Stale(words % {"fields": ", ".join(str(column(row, name).verbose_name) for name in moved)})
    values = {name: value_of(row, name, told) for name, told in terms["values"].items()}
    fields = tuple(_fields(row, values))
    if not fields:
        raise Refused(gettext("It says so already."))
    told = str(row)
    change(row, values, user)
    return Done(told, rows={register.word: row.pk}, fields=fields)


def _adds_name(terms: Mapping[str, Any], user: User, _: str) -> Done:
    register, row = _row(terms)
    more = {name: value for name, value in terms.items() if name not in ("register", "number", "name")}
    alias = add_alias(row, terms["name"], user, **more)
    return Done(str(row), alias.name, rows={register.word: row.pk})


def _withdraws_name(terms: Mapping[str, Any], user: User, _: str) -> Done:
    register, row = _row(terms)
    alias = withdraw_alias(register, terms["alias"], user)
    return Done(str(row), alias.name, rows={register.word: row.pk})


def _row(terms: Mapping[str, Any]) -> tuple[Register, Named]:
    register = register_called(terms["register"])
    row: Named | None = register.model.objects.select_related("parent").filter(pk=terms["number"]).first()
    if row is None:
        missing = gettext("This actor does not exist any more.")
        raise Stale(missing if register is ACTORS else gettext("This place does not exist any more."))
    return register, row


def _fields(row: Named, values: Mapping[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    for name, wanted in values.items():
        now = value(row, name)
        if now != wanted:
            yield name, fact(row, name, now), fact(row, name, wanted)


NAMED: dict[str, Does] = {
    "merge_names": _merges,
    "rename_place": _renames,
    "edit_name": _edits,
    "add_name": _adds_name,
    "withdraw_name": _withdraws_name,
}
