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


def wrapped(text: str, room: float) -> list[str]:
    """Break `text` into lines no wider than `room`, between words where it can be, within longer ones where it must."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".lstrip()
        if width(joined) <= room:
            lines[-1] = joined
            continue
        *full, rest = _pieces(word, room)
        lines += [*full, rest]
    return [line for line in lines if line]


def _pieces(word: str, room: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces
