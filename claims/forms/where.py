"""Places of a claim as people type them. In: "in Kursk; nach Russland; aus Nordkorea". Out: names with roles.

One place a line or between semicolons; the first word says its role in either language: in, at (or none), nach/to,
aus/from, über/via.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.records import PlaceRole

ROLE_WORDS = {
    "in": PlaceRole.AT, "at": PlaceRole.AT, "bei": PlaceRole.AT, "an": PlaceRole.AT, "auf": PlaceRole.AT,
    "nach": PlaceRole.TO, "to": PlaceRole.TO, "aus": PlaceRole.FROM, "von": PlaceRole.FROM, "from": PlaceRole.FROM,
    "über": PlaceRole.VIA, "via": PlaceRole.VIA,
}  # fmt: skip
_WRITTEN = {
    "de": {PlaceRole.AT: "in", PlaceRole.TO: "nach", PlaceRole.FROM: "aus", PlaceRole.VIA: "über"},
    "en": {PlaceRole.AT: "in", PlaceRole.TO: "to", PlaceRole.FROM: "from", PlaceRole.VIA: "via"},
}
LONGEST = 200  # characters of a name, as the column that keeps it
MOST = 40

Where = tuple[str, str]  # a place's name and its role, a value of PlaceRole


def parse_places(text: str) -> tuple[Where, ...]:
    """Return the places that `text` names, each once, in its order; ValueError for too many or too long ones."""
    found = dict.fromkeys(_place(part) for part in re.split(r"[;\n]", text.replace("\0", " ")) if part.strip())
    if len(found) > MOST:
        raise ValueError(f"{len(found)} places")
    return tuple(found)


def written_places(places: Iterable[Where], language: str) -> str:
    """Write places so that `parse_places` reads them as they are."""
    words = _WRITTEN["de" if language == "de" else "en"]
    return "; ".join(f"{words[PlaceRole(role)]} {name}" for name, role in places)


def _place(part: str) -> Where:
    first, _, rest = " ".join(part.split()).partition(" ")
    role = ROLE_WORDS.get(first.lower()) if rest else None
    name = rest if role else f"{first} {rest}".strip()
    if len(name) > LONGEST:
        raise ValueError(name[:60])
    return name, (role or PlaceRole.AT).value
