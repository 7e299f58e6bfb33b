"""The bridge from articles to whoever reads them; `articles` itself knows no reader.

articles_ready: sent after commit with `article_ids`, a list (sender: Article), when articles are stored, when their
date of publication has been said or changed, and when an admin retries the reading of their claims. An article may
come more than once; how many come at once is no promise.

Deletion needs no signal of its own: connect Django's `post_delete` with sender Article. It comes for every way in which
an article goes (retention, admin, code), inside the deleting transaction, after the rows that hang on it are gone.

The bin (`articles.binning`) sends, always inside its transaction; a receiver that raises stops the whole:

articles_weighed: `articles` (a queryset). A receiver answers with what else would go, as a list of (words, number).
articles_moving: before any row is locked or changed, so that receivers take their own locks first, in one order.
articles_hidden: `article_ids`, a list. From this commit on no page may show anything of them; the rows stay.
articles_shown: `article_ids`, a list. They are back as they were; what hangs on them may follow after the commit.
"""

from django.dispatch import Signal

articles_ready = Signal()
articles_weighed = Signal()
articles_moving = Signal()
articles_hidden = Signal()
articles_shown = Signal()

# `article_ids`, a list: articles that have another group of near copies than before. Sent after commit.
copies_changed = Signal()
# Another version of an article may be shown from this transaction on. First `article_id`, before any row is locked, so
# that receivers take their locks; then `article`, and its `old` and `new` `Revision`: what counts in the article's
# offsets moves with the text, inside of the transaction. A receiver that raises stops the whole.
article_revising = Signal()
article_revised = Signal()
