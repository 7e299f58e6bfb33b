"""The strings and features of plain words, each made once for a process.

In: numbers of spaCy's vocabulary, or features as Universal Dependencies write them. Out: strings, `Features`.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

STRINGS_KEPT = 50_000  # five megabytes


class Features:
    """Like `token.morph`, for each combination of features once."""

    __slots__ = ("values",)

    def __init__(self, written: str) -> None:
        pairs = (feature.partition("=") for feature in written.split("|") if "=" in feature)
        self.values = {name: value.split(",") for name, _, value in pairs}

    def get(self, name: str, default: list[str] | None = None) -> list[str]:
        return self.values.get(name) or default or []


class Strings(dict[int, str]):
    """Number → string. The number is a hash of the string, the same in each vocabulary, so one process needs one."""

    def column(self, doc: Doc, numbers: list[int]) -> list[str]:
        """The strings with these numbers, each one object, so that its own hash is known by the second look."""
        try:
            return [*map(self.__getitem__, numbers)]
        except KeyError:
            if len(self) > STRINGS_KEPT:
                self.clear()
            self.update((number, doc.vocab.strings[number]) for number in set(numbers).difference(self))
            return [*map(self.__getitem__, numbers)]


STRINGS = Strings()


@cache
def features(written: str) -> Features:
    """The features written so."""
    return Features(written)
