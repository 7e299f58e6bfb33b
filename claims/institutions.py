"""What the word lists of the extraction know of an institution by any of its names.

In: a name. Out: the name that answers for it, with its country and all other names as they are listed, not declined.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from claims.extraction.components.institutions import institutions


@dataclass(frozen=True, slots=True)
class KnownInstitution:
    """name: the canonical one; type: a `SourceType`; country: its German name, ''; names: the others."""

    name: str
    type: str
    country: str
    names: tuple[str, ...]


def known_institution(name: str) -> KnownInstitution | None:
    """The institution of this name; of several the first of the lists, one that is called so itself before others."""
    listed = _listed()
    return listed.get(name) or listed.get(_others().get(name, ""))


@cache
def _listed() -> dict[str, KnownInstitution]:
    names: dict[str, dict[str, None]] = {}
    about: dict[str, tuple[str, str]] = {}
    for _, known in institutions():
        names.setdefault(known.canonical, {})[known.name] = None
        about.setdefault(known.canonical, (known.type.value, known.country or ""))
    taken: set[str] = set(names)
    found = {}
    for canonical, told in names.items():
        declined = {name + ending for name in told for ending in ("s", "es")}
        others = tuple(name for name in told if name not in taken and name not in declined)
        taken |= set(others)
        found[canonical] = KnownInstitution(canonical, *about[canonical], others)
    return found


@cache
def _others() -> dict[str, str]:
    return {name: known.name for known in _listed().values() for name in known.names}
