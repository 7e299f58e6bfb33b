"""What sites wish of programs that read for machines, beyond the protocols of `reservations`.

In: a site's ai.txt and robots.txt, an answer's headers. Out: a Reservation, or None. Sources: ai.txt (Spawning, 2023),
rules by user agent as in robots.txt, with patterns for kinds of files; Content-Signal (contentsignals.org, 2025), which
its text calls a reservation by article 4 of directive (EU) 2019/790; Content-Usage (IETF working group aipref, drafts
of 2025), as line of robots.txt and as header.

claimtrack reads texts by machine, so wishes against that count: ai.txt, `ai-input=no`, `bots=n`, `tdm=n`.
Wishes about search engines and about training of models (`search=no`, `ai-train=no`, `train-ai=n`) do not: it does
neither. Where several groups of robots.txt speak, the one that names us counts alone; of its lines the longest path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import splitext

from articles.fetching import robots
from articles.fetching.reservations import Reservation, fits
from articles.fetching.targets import Target

PATH = "/ai.txt"
AGAINST = {
    "content-signal": {"ai-input": ("no",)},
    "content-usage": {"bots": ("n",), "tdm": ("n",)},
}
SHOWN = {"content-signal": "Content-Signal", "content-usage": "Content-Usage"}
PAIR = re.compile(r"([a-z][a-z0-9-]*)\s*=\s*\"?([a-z]+)")
MOST_LINES = 2000


@dataclass(slots=True)
class Group:
    """Lines of robots.txt for some user agents: (field, path or "", wish against us or "")."""

    agents: set[str] = field(default_factory=set)
    lines: list[tuple[str, str, str]] = field(default_factory=list)


def ai_txt(body: bytes) -> str:
    """Return an ai.txt as text to keep; "" where there is a page in its place, or nothing that a rule needs."""
    text = robots.text_of(body)
    return text if "user-agent" in text.lower() and not text.lstrip().startswith("<") else ""


def of_ai_txt(text: str, target: Target) -> Reservation | None:
    """Return what ai.txt says of a target; an address without a kind of file in it is a page, `.html`."""
    if not text.strip() or all(robots.allows(text, each) for each in (target, _as_page(target))):
        return None
    return Reservation("ai.txt", f"{target.origin}{PATH}")


def of_robots(text: str, target: Target) -> Reservation | None:
    """Return what the lines Content-Signal and Content-Usage of robots.txt say of a target."""
    if "content-" not in text.lower():
        return None
    groups = list(_groups(text))
    own = [group for group in groups if robots.NAME in group.agents]
    lines = [line for group in own or [g for g in groups if "*" in g.agents] for line in group.lines]
    for name, shown in SHOWN.items():
        fitting = [line for line in lines if line[0] == name and fits(line[1], target.path)]
        _, _, wish = max(fitting, key=lambda line: (len(line[1]), bool(line[2])), default=("", "", ""))
        if wish:
            return Reservation(f"robots.txt, {shown}: {wish}", f"{target.origin}{robots.PATH}")
    return None


def of_headers(headers: Mapping[str, str]) -> Reservation | None:
    """Return what the header Content-Usage of an answer says."""
    wish = _wish("content-usage", headers.get("content-usage", ""))
    return Reservation(f"Content-Usage: {wish}") if wish else None


def _as_page(target: Target) -> Target:
    path, _, query = target.path.partition("?")
    if splitext(path)[1]:
        return target
    page = f"{path}index.html" if path.endswith("/") else f"{path}.html"
    return replace(target, path=f"{page}?{query}" if query else page)


def _groups(text: str) -> Iterator[Group]:
    """The groups of a robots.txt: agents that follow each other share what comes behind them."""
    group, opened = Group(), False
    for line in text.splitlines()[:MOST_LINES]:
        name, colon, value = line.partition("#")[0].partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon:
            continue
        if name == "user-agent":
            if not opened:
                yield group
                group, opened = Group(), True
            group.agents.add(value.lower())
            continue
        opened = False
        if name in SHOWN:
            path, rest = _path_of(value)
            group.lines.append((name, path, _wish(name, rest)))
    yield group


def _path_of(value: str) -> tuple[str, str]:
    """The path at the beginning of a line, if there is one, and what follows it."""
    first, _, rest = value.partition(" ")
    return (first, rest) if first.startswith(("/", "*")) else ("", value)


def _wish(name: str, value: str) -> str:
    """The first wish against reading by machine, as written; "" where there is none."""
    against = AGAINST[name]
    pairs = PAIR.findall(value.lower())
    return next((f"{key}={answer}" for key, answer in pairs if answer in against.get(key, ())), "")
