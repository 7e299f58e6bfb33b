"""What an admin saw of a row before setting it: of two who do so at once none sets over what the other one set.

In: a row, the values that its form showed (`seal`), and those that were typed. Out: what was typed by this admin, and
what of that somebody else has set otherwise in the meantime.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.text import capfirst

from claims.registry.columns import column, plain, readable, value
from claims.registry.kinds import Named

SEAL = "claims.registry.seen"
Side = tuple[str, str, str]  # label, stored by now, typed


@dataclass(frozen=True)
class Typed:
    """own: values that differ from those that the form showed. clashes: of these what was set otherwise meanwhile."""

    own: dict[str, Any]
    clashes: tuple[Side, ...]


def seal(row: Named, names: Iterable[str]) -> str:
    """The values of these columns, as a text that only this installation writes."""
    return signing.dumps({name: plain(row, name, value(row, name)) for name in names}, salt=SEAL, compress=True)


def typed(row: Named, sealed: str, values: Mapping[str, Any]) -> Typed:
    """Tell apart what was typed from what the form showed. row: as it is now. Without a seal all counts as typed."""
    was = _unsealed(sealed)
    if was is None:
        return Typed(dict(values), ())
    told = {name: plain(row, name, new) for name, new in values.items()}
    own = [name for name in values if name not in was or told[name] != was[name]]
    now = {name: plain(row, name, value(row, name)) for name in own}
    clashing = [name for name in own if name in was and now[name] not in (was[name], told[name])]
    return Typed({name: values[name] for name in own}, _sides(row, values, clashing))


def differing(row: Named, values: Mapping[str, Any]) -> tuple[Side, ...]:
    """Label, what is stored and what would be, of each value that the row does not have."""
    return _sides(row, values, (name for name, new in values.items() if value(row, name) != new))


def _sides(row: Named, values: Mapping[str, Any], names: Iterable[str]) -> tuple[Side, ...]:
    return tuple(
        (
            capfirst(str(column(row, name).verbose_name)),
            readable(row, name, value(row, name)),
            readable(row, name, values[name]),
        )
        for name in names
    )


def _unsealed(sealed: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = signing.loads(sealed, salt=SEAL)
    except signing.BadSignature:
        return None
    return found
