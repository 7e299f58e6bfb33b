"""From a stored article back to the page that it was made of.

In: an article's id. Out: what the cleaning of its page left out. Read anew from the bytes received, nothing is stored.
"""

from __future__ import annotations

from articles.cleaning.left_out import LeftOut, left_out
from articles.models import Article
from articles.readers.encoding import decode
from articles.records import Refused

LARGEST = 2_000_000  # bytes; tracing a larger page would keep a reader waiting


def left_out_of(article_id: int) -> list[LeftOut]:
    """Return the visible passages of the article's page that are not in its text; [] where no page is kept.

    One query. The bytes were decoded once before, so they can be again; a page that cannot any more has no passages.
    """
    row = Article.objects.filter(pk=article_id, raw__isnull=False).values_list("text", "raw").first()
    text, page = (row[0], bytes(row[1] or b"")) if row else ("", b"")
    if not page or len(page) > LARGEST:
        return []
    try:
        return left_out(text, decode(page, page=True))
    except Refused:
        return []
