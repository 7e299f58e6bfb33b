"""The one bridge from articles to whoever reads them: sent after commit with `article_id`, for each stored article."""

from django.dispatch import Signal

article_ready = Signal()
