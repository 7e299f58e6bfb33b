"""Which articles of an upload are copies: exact ones and near ones, of stored articles and of each other.

In: outcomes in their order, each with its own words (`looking.Foreseen.own`). Out: the same with what they are copies
of. Exact copies would not be stored again (`articles.copies`). Near ones would, in one group with what they resemble,
or as a new version of it where both have one address; so their state stays, and they say how much is the same.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from articles.alike.comparing import are_near, percent
from articles.alike.shingles import shingles, words
from articles.alike.signatures import bands
from articles.alike.versions import names_an_article
from articles.looking import unpacked
from articles.models import Article
from articles.near import MOST, near_copies_of
from articles.records import Reason

Outcome = dict[str, Any]
KEPT = 5_000  # texts of one upload that are compared with each other: some 40 MB


class Resembling:
    """What was met in one upload so far.

    seconds: for how long near copies are looked up, as whoever waits for a page has only so much time; what is not
    looked up any more says so (`unchecked`).
    """

    def __init__(self, seconds: float = float("inf")) -> None:
        self.until = time.monotonic() + seconds
        self.digests: dict[str, str] = {}
        self.own: list[tuple[str, str, str]] = []  # name, address, packed text
        self.by_band: dict[int, list[int]] = {}

    def told(self, items: Iterable[Outcome]) -> Iterator[Outcome]:
        """Yield each with what it is a copy of. One query for all, and for each new text one for its near copies."""
        rows = list(items)
        digests = {row["digest"] for row in rows if row["digest"]}
        stored = Article.objects.filter(content_hash__in=digests).values_list("content_hash", "pk", "title")
        known = {digest: (pk, title) for digest, pk, title in stored}
        for row in rows:
            own = row.pop("own", "")
            digest = row["digest"]
            if digest in known:
                pk, title = known[digest]
                row |= {"state": "duplicate", "reason": Reason.COPY, "copy_of": title, "article": pk}
            elif digest and digest in self.digests:
                row |= {"state": "duplicate", "reason": Reason.COPY, "copy_of": self.digests[digest]}
            elif digest:
                self.digests[digest] = row["name"]
                self._resembles(row, own)
            yield row

    def _resembles(self, row: Outcome, packed: str) -> None:
        """Note what the text is most alike to; what is stored before what comes with it."""
        if not packed:
            return
        if time.monotonic() > self.until or len(self.own) >= KEPT:
            row["unchecked"] = True
            return
        own = unpacked(packed)
        found = [*_stored_like(own, row["url"]), *self._sent_like(own, packed, row)]
        if found:
            best = max(found, key=lambda like: like["percent"])
            row["like"] = {**best, "others": len(found) - 1}

    def _sent_like(self, own: str, packed: str, row: Outcome) -> list[Outcome]:
        """Those of this upload that came before it; keeps it for those that come behind it."""
        told = words(own)
        numbers = bands(told)
        shared = Counter(at for number in numbers for at in self.by_band.get(number, ()))
        mine, found = shingles(told), []
        for at, _ in shared.most_common(MOST):
            name, url, other = self.own[at]
            text = unpacked(other)
            theirs = shingles(words(text))
            if are_near(mine, theirs):
                share = percent(own, mine, text, theirs)
                found.append({"name": name, "percent": share, "version": _is_version(url, row["url"])})
        for number in numbers:
            self.by_band.setdefault(number, []).append(len(self.own))
        self.own.append((row["name"], row["url"], packed))
        return found


def _stored_like(own: str, url: str) -> list[Outcome]:
    """The stored articles that are near copies of a text; none that lies in the bin. Two queries at most."""
    near = near_copies_of(own)
    rows = Article.objects.filter(pk__in=near).values_list("pk", "title", "url") if near else []
    return [
        {"article": pk, "name": title, "percent": near[pk], "version": _is_version(address, url)}
        for pk, title, address in rows
    ]


def _is_version(one: str, other: str) -> bool:
    return bool(one) and one == other and names_an_article(one)
