"""Which outlet a domain or a name stands for (outlets.toml).

In: a host, or a name as pages and columns write it. Out: a `Known` outlet, or None.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

CALLED = re.compile(
    r"(?:nachrichten|presse|news|depeschen)-?\s?(?:agentur|agency)|depeschendienst|pressedienst", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Known:
    """An outlet of the registry: the name it goes by, its first domain, its country, and whether it is an agency."""

    name: str
    domain: str
    country: str
    is_agency: bool


@cache
def tables() -> tuple[dict[str, Known], dict[str, Known]]:
    """Return outlets by domain, and by every name in lower case."""
    content: dict[str, list[dict[str, Any]]] = tomllib.loads(
        files("articles.cleaning").joinpath("outlets.toml").read_text(encoding="utf-8")
    )
    domains: dict[str, Known] = {}
    names: dict[str, Known] = {}
    for kind, entries in content.items():
        for entry in entries:
            known = Known(entry["name"], entry["domains"][0], entry["country"], kind == "agency")
            domains |= dict.fromkeys(entry["domains"], known)
            names |= {name.casefold(): known for name in (entry["name"], *entry.get("also", ()))}
    return domains, names


def by_domain(host: str) -> Known | None:
    """Return the outlet of a host or of the domain that it belongs to: "www1.wdr.de" is "wdr.de"."""
    domains, _ = tables()
    labels = host.lower().rstrip(".").split(".")[-5:]  # no outlet's host has more
    return next((domains[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in domains), None)


def by_name(name: str) -> Known | None:
    """Return the outlet that goes by a name, in any letter case."""
    return tables()[1].get(" ".join(name.split()).casefold())


def is_agency(name: str, known: Known | None) -> bool:
    """Say whether an outlet is a news agency: by the registry, else by what it calls itself."""
    return known.is_agency if known else bool(CALLED.search(name))


def identify(named: str, host: str, on_page: str = "") -> tuple[str, str, Known | None]:
    """Return (name, domain, what the registry knows) of an article's outlet.

    named: what a column, front matter or the sender says; it counts, in the registry's spelling, unless the article's
    host is another outlet's, whose name then is not meant by it. on_page: the page's name for its site.
    """
    by_host = by_domain(host)
    known = by_host or (by_name(named or on_page) if not host else None)
    domain = by_host.domain if by_host else host
    if named:
        meant = by_name(named)
        if known and (meant == known or named.lower().strip() in (known.domain, host)):
            return known.name, domain, known
        return named, domain, by_host if meant is None else None
    return (known.name if known else on_page), domain, known
