"""What is stored of articles and of the way they came in. PostgreSQL is the truth, the queue only a hint."""

from articles.models.arrivals import Arrival
from articles.models.articles import Article
from articles.models.batches import Batch, BatchItem
from articles.models.copies import CopyGroup, CopyPair, Signature
from articles.models.feeds import Feed, FeedEntry
from articles.models.notices import Notices, Watch
from articles.models.outlets import Outlet
from articles.models.revisions import Revision
from articles.models.saying import Saying
from articles.models.sites import Reservation, Site
from articles.models.staging import KnownHeader, Staging
from articles.models.tokens import ApiAnswer, ApiToken

__all__ = [
    "ApiAnswer",
    "ApiToken",
    "Arrival",
    "Article",
    "Batch",
    "BatchItem",
    "CopyGroup",
    "CopyPair",
    "Feed",
    "FeedEntry",
    "KnownHeader",
    "Notices",
    "Outlet",
    "Reservation",
    "Revision",
    "Saying",
    "Signature",
    "Site",
    "Staging",
    "Watch",
]
