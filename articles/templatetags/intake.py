"""How items are shown.

In: a BatchItem. Out: words for a template.
"""

from django import template

from articles.models import BatchItem
from articles.reasons import sentence

register = template.Library()


@register.filter
def reason_words(item: BatchItem) -> str:
    """Return why the item ended as it did, in the reader's language; "" where nothing needs a word."""
    return sentence(item.reason, item.detail) if item.reason else ""
