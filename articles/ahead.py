"""What the database knows of a run of articles, asked at once, and the new ones among them, stored at once.

In: the articles of one transaction, in their order. Out: which of them are new for certain; these as rows. Where two
writers meet, the caller's transaction fails, and it stores its articles one by one (`articles.copies`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection

from articles import copies, inserting, reserving, revising
from articles.fingerprints import content_hash
from articles.models import Article, Outlet
from articles.records import CleanArticle

# By name in any letter case, the oldest first, as `copies.find_outlet` does for one.
_NAMED = """
SELECT DISTINCT ON (asked) asked, o.id FROM unnest(%s::text[]) AS asked
JOIN articles_outlet o ON upper(o.name) = upper(asked) ORDER BY asked, o.id
"""


class Run:
    """A run of articles, most of which nobody has brought before.

    For one transaction; it holds the locks of all their addresses, in one order, until commit.
    """

    def __init__(self, articles: Sequence[CleanArticle]) -> None:
        self.digests = {id(article): content_hash(article.text) for article in articles}
        self.addresses = revising.known_addresses({article.url for article in articles if article.url})
        known = Article.everything.filter(content_hash__in=set(self.digests.values()))
        self.known = set(known.values_list("content_hash", flat=True))
        self.outlets = known_outlets(articles)
        self.waiting: dict[int, tuple[Article, bytes | None]] = {}

    def is_new(self, article: CleanArticle) -> bool:
        """Say whether neither the text nor the address of an article of the run is known; from now on they are."""
        digest = self.digests[id(article)]
        new = digest not in self.known and article.url not in self.addresses
        self.known.add(digest)
        self.addresses |= {article.url} if article.url else set()
        return new

    def add(self, key: int, article: CleanArticle, raw: bytes | None) -> None:
        """Note a new article of the run, to be stored with others; key: by which `store` tells it."""
        row = copies.row_of(article, raw, self.digests[id(article)], self.outlet_of(article))
        self.waiting[key] = (row, raw)

    def store(self) -> dict[int, int]:
        """Store what is noted; return the articles' ids by key."""
        waiting, self.waiting = self.waiting, {}
        inserting.insert_numbered([row for row, _ in waiting.values()])
        for row, raw in waiting.values():
            reserving.note_page(row, raw)
        return {key: row.pk for key, (row, _) in waiting.items()}

    def outlet_of(self, article: CleanArticle) -> Outlet | None:
        """Return the article's outlet, made where there is none; each is asked for once."""
        key = (article.outlet, article.domain)
        if key not in self.outlets:
            self.outlets[key] = copies.outlet_of(article)
        return self.outlets[key]


def known_outlets(articles: Iterable[CleanArticle]) -> dict[tuple[str, str], Outlet | None]:
    """Return by name and domain the outlets that are here already, and None for articles that name none: two queries.

    Those that are known by their domain only are left out: `copies.outlet_for` finds them.
    """
    keys = {(article.outlet, article.domain) for article in articles}
    names = {name: " ".join(name.split())[:200] for name, _ in keys}
    with connection.cursor() as cursor:
        cursor.execute(_NAMED, [sorted(filter(None, names.values()))])
        ids: dict[str, int] = dict(cursor.fetchall())
    rows = Outlet.objects.in_bulk(ids.values())
    found: dict[tuple[str, str], Outlet | None] = {key: None for key in keys if key == ("", "")}
    return found | {key: rows[ids[name]] for key in keys if (name := names[key[0]]) in ids}
