"""Words of a search, marked where they stand. In: a text and the words. Out: the text with `<mark>`s, escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def found_in(text: object, words: str | Iterable[str] | None) -> SafeString:
    """Mark the words in the text, whatever their case. words: a list, or a search as it was typed."""
    asked = words.split() if isinstance(words, str) else list(words or ())
    wanted = sorted({word for word in asked if word}, key=lambda word: (-len(word), word))
    if not wanted:
        return escape(str(text))
    pattern = re.compile("|".join(map(re.escape, wanted)), re.IGNORECASE)
    pieces, last = [], 0
    for match in pattern.finditer(str(text)):
        pieces += [escape(str(text)[last : match.start()]), f'<mark class="found">{escape(match[0])}</mark>']
        last = match.end()
    return mark_safe("".join([*pieces, escape(str(text)[last:])]))  # each piece is escaped
