"""How much of a name fits into the room beside a chart. In: words and the room. Out: the words, cut where they must be.

SVG neither wraps nor cuts words, and the server knows no font: widths are those of common sans-serif letters at the
size of the charts' words, rounded up.
"""

from __future__ import annotations

_NARROW = frozenset("iljftrI.,:;'()[]|!-–/ ·")
_WIDE = frozenset("mwMW@%—…")
_ELLIPSIS = "…"


def letter_width(letter: str) -> float:
    """Return the width of a letter of 12 units' size."""
    if letter in _NARROW:
        return 4.4
    if letter in _WIDE:
        return 10.8
    return 8.6 if letter.isupper() else 7.0


def width(text: str) -> float:
    """Return the width of words of 12 units' size."""
    return sum(letter_width(letter) for letter in text)


def fitted(text: str, room: float) -> str:
    """Return `text`, cut and with an ellipsis where it is wider than `room`."""
    if width(text) <= room:
        return text
    left = room - letter_width(_ELLIPSIS)
    kept = ""
    for letter in text:
        left -= letter_width(letter)
        if left < 0:
            break
        kept += letter
    return kept.rstrip(" -,.·") + _ELLIPSIS
