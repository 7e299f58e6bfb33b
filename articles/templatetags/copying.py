"""What an item brought that was not wholly new: a near copy, or a version of an article.

In: a BatchItem of `ItemQuerySet.for_list`. Out: words and an address for a template.
"""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.states import ItemState

register = template.Library()
BROUGHT = {ItemState.STORED, ItemState.EXTRACTED}


@register.filter
def version_words(item: Any) -> str:
    """Return that the item brought a version of an article, and whether it is the one that is shown; else ""."""
    if not item.version or item.state not in BROUGHT or item.article is None:
        return ""
    if item.version == item.article.content_hash:
        return _("New version of an article that was here before.")
    return _("A version of this article; another one is shown.")


@register.filter
def near_words(item: Any) -> str:
    """Return what the item's article is a near copy of, and how alike, else ""."""
    if not item.near or item.state not in BROUGHT:
        return ""
    title = item.near["title"]
    if item.near["outlet"]:
        title = _("%(title)s (%(outlet)s)") % {"title": title, "outlet": item.near["outlet"]}
    return _("Near copy of “%(title)s”, %(percent)d %%.") % {"title": title, "percent": item.near["alike"]}


@register.filter
def near_address(item: Any) -> str:
    """Return the page that shows where the copy differs."""
    near = item.near
    return f"{reverse('articles:copies', args=[near['group']])}?a={near['article']}&b={item.article_id}#differences"
