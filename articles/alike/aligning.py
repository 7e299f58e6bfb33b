"""Which words of two texts answer to each other.

In: two lists of words. Out: blocks (i, j, n): n words from i on in the one are those from j on in the other; in order.

Runs of words that stand just once in each text hold the two together, in the longest order that both keep (patience
diff). That takes n log n, so a book is aligned as well as a flash; only the small gaps between are left to difflib,
whose time grows with the product of the two. A gap too large for that has nothing in common worth showing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from articles.alike.tokens import BREAK

Block = tuple[int, int, int]

RUN = 3  # words of a run in the first round; in the second, single words
GAP = 40_000  # words of one side times words of the other


def aligned(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """Return the blocks of words that both have, in order, adjoining ones joined."""
    coarse = list(_between(one, other, [(0, 0, 0)], RUN))
    fine = list(_between(one, other, coarse, 1))
    gaps = _gaps(fine, len(one), len(other))
    small = [block for gap in gaps for block in _by_difflib(one, other, *gap)]
    return _slid(one, other, _joined(sorted([*fine, *small])))


def _between(one: Sequence[str], other: Sequence[str], blocks: list[Block], run: int) -> Iterator[Block]:
    """The blocks, and in each gap between them the runs that stand once on each side, grown as far as both agree."""
    yield from blocks
    for i, i_end, j, j_end in _gaps(blocks, len(one), len(other)):
        yield from _anchored(one, other, (i, i_end, j, j_end), run)


def _anchored(one: Sequence[str], other: Sequence[str], gap: tuple[int, int, int, int], run: int) -> Iterator[Block]:
    i, i_end, j, j_end = gap
    # What both begin with needs no anchor.
    while i < i_end and j < j_end and one[i] == other[j]:
        yield i, j, 1
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and one[i_end - 1] == other[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
        yield i_end, j_end, 1
    for at, to in _longest_order(_once_in_both(one, other, (i, i_end, j, j_end), run)):
        # Anchors overlap where they adjoin: what the one before has taken is skipped.
        skip = max(0, i - at, j - to)
        at, to = at + skip, to + skip
        while at > i and to > j and one[at - 1] == other[to - 1]:
            at, to = at - 1, to - 1
        while at < i_end and to < j_end and one[at] == other[to]:
            yield at, to, 1
            at, to = at + 1, to + 1
        i, j = max(i, at), max(j, to)


def _once_in_both(
    one: Sequence[str], other: Sequence[str], gap: tuple[int, int, int, int], run: int
) -> list[tuple[int, int]]:
    """Places of the runs that stand just once on each side of the gap, by the place on the first."""
    i, i_end, j, j_end = gap
    here = {at: tuple(one[at : at + run]) for at in range(i, i_end - run + 1)}
    there = {to: tuple(other[to : to + run]) for to in range(j, j_end - run + 1)}
    counts_here, counts_there = Counter(here.values()), Counter(there.values())
    places = {words: to for to, words in there.items() if counts_there[words] == 1}
    return [(at, places[words]) for at, words in here.items() if counts_here[words] == 1 and words in places]


def _longest_order(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that rise on both sides: the longest increasing subsequence."""
    lasts: list[int] = []  # the least second place at which an order of each length ends
    ends: list[int] = []  # the pair that it ends with
    before: list[int] = []
    for number, (_, to) in enumerate(pairs):
        length = bisect_left(lasts, to)
        before.append(ends[length - 1] if length else -1)
        if length == len(lasts):
            lasts.append(to)
            ends.append(number)
        else:
            lasts[length], ends[length] = to, number
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _gaps(blocks: list[Block], length: int, other_length: int) -> list[tuple[int, int, int, int]]:
    """What lies between the blocks on both sides; where one side is empty nothing can be found."""
    found, i, j = [], 0, 0
    for at, to, n in [*sorted(blocks), (length, other_length, 0)]:
        if at > i and to > j:
            found.append((i, at, j, to))
        i, j = at + n, to + n
    return found


def _by_difflib(one: Sequence[str], other: Sequence[str], i: int, i_end: int, j: int, j_end: int) -> Iterator[Block]:
    if (i_end - i) * (j_end - j) > GAP:
        return
    matcher = SequenceMatcher(None, one[i:i_end], other[j:j_end], autojunk=False)
    for at, to, n in matcher.get_matching_blocks():
        # A lone `der` or comma amid other words is chance, and would cut one change into two.
        if n > 1 or (n == 1 and len(one[i + at]) > 3):
            yield i + at, j + to, n


def _slid(one: Sequence[str], other: Sequence[str], blocks: list[Block]) -> list[Block]:
    """Move what only one side has to where a paragraph or sentence begins, if its words allow that.

    Of `A. B. C.` against `A. C.`, not `. B` is new but `B.`: both are true, one is readable.
    """
    found: list[Block] = []
    for at, to, n in blocks:
        if found and n:
            i, j, before = found[-1]
            if (i + before == at) != (j + before == to):
                words, start, end = (other, j + before, to) if i + before == at else (one, i + before, at)
                by = _best_slide(words, start, end, before, n)
                found[-1] = (i, j, before + by)
                at, to, n = at + by, to + by, n - by
        found.append((at, to, n))
    return [block for block in found if block[2]]


def _best_slide(words: Sequence[str], start: int, end: int, back: int, ahead: int) -> int:
    """By how many words words[start:end] moves, at most so many back or ahead, to begin best; nearest of the best."""
    slides = [0]
    while -slides[0] < back and words[start + slides[0] - 1] == words[end + slides[0] - 1]:
        slides.insert(0, slides[0] - 1)
    while slides[-1] < ahead and end + slides[-1] < len(words) and words[start + slides[-1]] == words[end + slides[-1]]:
        slides.append(slides[-1] + 1)
    return max(slides, key=lambda by: (_opens(words, start + by), -abs(by)))


def _opens(words: Sequence[str], at: int) -> int:
    """How well a change may begin here: 2 at a paragraph, 1 at a sentence."""
    before = words[at - 1] if at else BREAK
    return 2 if before == BREAK else int(before in ".!?…")


def _joined(blocks: list[Block]) -> list[Block]:
    found: list[Block] = []
    for at, to, n in blocks:
        if n and found and (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]) == (at, to):
            found[-1] = (found[-1][0], found[-1][1], found[-1][2] + n)
        elif n:
            found.append((at, to, n))
    return found
