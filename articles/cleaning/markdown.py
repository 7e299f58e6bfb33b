"""Markdown's marks taken off, its text kept.

In: Markdown. Out: plain text with the same lines; what cannot be told from text (a lone asterisk) stays.
"""

from __future__ import annotations

import re

RULES = (
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\1"),
    (re.compile(r"!\[([^\[\]\n]{0,300})\]\([^()\s]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,300})\]\([^()\s]{0,2000}\)"), r"\1"),
    (re.compile(r"(?<![\w*])\*\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<!\w)_(?=\S)([^_\n]{1,500}?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
)


def plain(text: str) -> str:
    """Return the text of a Markdown document."""
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text
