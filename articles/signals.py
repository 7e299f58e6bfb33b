"""The bridge from articles to whoever reads them; `articles` itself knows no reader.

article_ready: sent after commit with `article_id` (sender: Article) when an article is stored, when its date of
publication has been said or changed, and when an admin retries the reading of its claims. It may come more than once.

Deletion needs no signal of its own: connect Django's `post_delete` with sender Article. It comes for every way in which
an article goes (retention, admin, code), inside the deleting transaction, after the rows that hang on it are gone.
"""

from django.dispatch import Signal

article_ready = Signal()
