"""What is stored of articles and of the way they came in. PostgreSQL is the truth, the queue only a hint."""

from articles.models.articles import Article
from articles.models.batches import Batch, BatchItem
from articles.models.outlets import Outlet

__all__ = ["Article", "Batch", "BatchItem", "Outlet"]
