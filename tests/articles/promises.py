"""What must be true of whatever the readers make of any bytes; asked by tests and by the fuzzer.

In: what a file expanded to. Out: nothing, or an AssertionError.
"""

from articles.cleaning import clean
from articles.readers import read
from articles.records import Fault, Reason, Refused


def check(found):
    """Each part is a fault with a reason, or an article that reads, cleans or is refused, and can be stored."""
    assert found
    for part in found:
        check_storable(part.name)
        if isinstance(part, Fault):
            assert part.reason in Reason
            check_storable(part.detail)
            continue
        try:
            check_article(clean(read(part)))
        except Refused as refusal:
            check_storable(refusal.detail)


def check_article(article):
    """Its words can be stored, its marks lie within its text, in order and apart from each other."""
    for value in (article.title, article.text, article.author, article.outlet, article.domain, article.url):
        check_storable(value)
    assert article.text.strip()
    end = 0
    for mark in article.noise:
        assert end <= mark.start < mark.end <= len(article.text)
        end = mark.end
    assert (article.published.day is None) == (article.published.precision == "unknown")


def check_storable(value):
    """PostgreSQL stores no NUL, UTF-8 holds no half of a surrogate pair."""
    assert "\x00" not in value
    value.encode()
