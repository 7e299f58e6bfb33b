"""A full stop in its text → whether a sentence ends there: abbreviations, initials, ordinals, figures.

In: text and offsets. Out: a truth value. Source: Duden on full stops, abbreviations, ordinals. A capitalised small word
behind an abbreviation shows that it also closed its sentence, for nothing else gives small words capitals.
"""

from __future__ import annotations

import re
from functools import cache

from claims.extraction.lexicon import load

REACH = 40  # characters before a full stop in which its word is looked for
WORD = re.compile(r"([\w.]+)$")
# Single letters with full stops: initials, "z. B.", "i. d. R.", "U.S.".
LETTERS = re.compile(r"(?<![\w.])((?:[^\W\d_]\.[ \u00a0]?)*[^\W\d_])$")
NEXT_WORD = re.compile(r"\s*(?:``|''|,,|[„«»“\"'‚‹›(\[–—•-])*\s?(\w+)")
PREVIOUS = re.compile(r"(\S+)[ \t\u00a0]+$")
FIGURE = re.compile(r"(?:\d{1,3}|[IVX]{1,5})$")
ROMAN = re.compile(r"[IVX]+")
ARTICLE = re.compile(
    r"(?:d(?:er|ie|as|en|em|es)|(?:[ms]?ein|kein|ihr|unser)(?:e|en|em|er|es)?|(?:dies|jed|jen|welch)(?:e|en|em|er|es)"
    r"|am|im|vom|zum|zur|beim|ins|ans)$",
    re.IGNORECASE,
)
UNITS = frozenset("mtlgh")
LINE_START = re.compile(r"(?:^|\n)[ \t]*$")
STREET = re.compile(r"[a-zäöüß]str$")


def ends_sentence(text: str, stop: int, after: int) -> bool:
    """Whether the full stop at text[stop] ends a sentence; text[after:] is what follows its closing marks."""
    begin = max(0, stop - REACH)
    following = NEXT_WORD.match(text, after)
    word_after = following.group(1) if following else ""
    letters = LETTERS.search(text, begin, stop)
    if letters:
        return letters_end(letters.group(1), word_before(text, letters.start()), word_after)
    word = WORD.search(text, begin, stop)
    if not word:
        return True
    if FIGURE.match(word.group()):
        return figure_ends(text, word.start(), word.group(), word_after)
    return word_ends(word.group().lower(), word_after)


def letters_end(letters: str, before: str, word_after: str) -> bool:
    """Initials and abbreviations of single letters close a sentence only where the next word clearly opens one."""
    known = re.sub(r"\s", "", letters).lower()
    if known in words("never_end"):
        return False
    if letters == "X" and before in words("before_platform"):
        return True
    # "7,40 m. Helfer": a unit.
    return word_after in words("opens") or (letters in UNITS and before[-1:].isdigit())


def word_ends(word: str, word_after: str) -> bool:
    """The same for a written word or its abbreviation."""
    if word in words("never_end"):
        return False
    if word in words("may_end") or STREET.search(word) or dotted(word):
        return word_after in words("opens")
    if word in words("before_figures"):
        return not (word_after[:1].isdigit() or ROMAN.fullmatch(word_after))
    return True


def dotted(word: str) -> bool:
    """Whether full stops stand inside a word of letters ("n.Chr"), and it is no address ("stadt.example")."""
    parts = word.split(".")
    return len(parts) > 1 and all(part.isalpha() and len(part) < 4 for part in parts)


def figure_ends(text: str, start: int, figure: str, word_after: str) -> bool:
    """Whether the figure at text[start] is a cardinal at the end of its sentence: no ordinal, no number of a list."""
    if figure.isdigit() and LINE_START.search(text, max(0, start - REACH), start):
        return False
    if word_after in words("opens"):
        return True
    before = word_before(text, start)
    if word_after in words("after_ordinal") or word_after.lower() in load("months")["month"]:
        return False
    if before.lower() in words("before_cardinal") or before.rstrip(".").lower() in words("before_figures"):
        return True
    if len(figure) == 3 and figure.isdigit():
        return not ARTICLE.match(before)
    # "Gleis 7. Reisende": no ordinal behind a bare noun; but kings have theirs there ("Karl IV. Kaiser").
    noun = before[:1].isupper() and (before[-1].isalnum() or bool(STREET.search(before[:-1])))
    return figure.isdigit() and noun and before not in words("opens")


def word_before(text: str, at: int) -> str:
    """The word before text[at] with its punctuation, "" where there is none."""
    found = PREVIOUS.search(text, max(0, at - REACH), at)
    return found.group(1) if found else ""


@cache
def words(name: str) -> frozenset[str]:
    """A list of `sentences.toml`."""
    return frozenset(load("sentences")[name])
