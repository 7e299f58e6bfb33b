"""Silver data: what trained networks say about text that nobody annotated.

In: JSON lines `{"words", "spaces", "pos", "tags", "morphs", "heads", "deps", "names"}` per network (each key but
`words` may be missing). Out: `Sentence`s that carry only what agrees: with a gold tag where there is one, and between
two networks where there are two.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import Any

from claims.extraction.training.conllu import Sentence, empty, opened
from claims.extraction.training.corpora import spaced
from claims.extraction.words.stts import settled

Row = dict[str, Any]


def rows(path: Path) -> Iterator[Row]:
    """The lines of a silver file."""
    for line in opened(path):
        yield json.loads(line)


def by_words(lines: Iterable[Row]) -> dict[str, Row]:
    return {" ".join(row["words"]): row for row in lines}


def sentence(row: Row, kind: str) -> Sentence:
    """One network's reading, unchecked."""
    words = list(row["words"])
    made = empty(words, list(row.get("spaces") or spaced(words)), kind)
    if "heads" in row:
        made.upos, made.xpos = list(row["pos"]), list(row["tags"])
        made.feats = [f or "_" for f in row["morphs"]]
        made.heads, made.deps = list(row["heads"]), list(row["deps"])
    if "names" in row:
        made.names = list(row["names"])
    return made


def forget(made: Sentence, index: int) -> None:
    """Drop the tree and the tags of one word."""
    made.heads[index] = made.deps[index] = made.xpos[index] = made.feats[index] = None


def constrain(made: Sentence, gold: list[str | None]) -> Sentence:
    """Put gold tags in; a word that the network took for something else loses its arc, and its tag if no rule tells."""
    for index, tag in enumerate(gold):
        if tag is not None and tag != made.upos[index]:
            before = made.xpos[index]
            forget(made, index)
            made.upos[index] = tag
            by_rule = settled(made.words[index], tag, before)
            made.xpos[index] = by_rule if by_rule != before else None
    return made


def by_rules(made: Sentence, adjectives: Container[str]) -> Sentence:
    """Tags that follow from the word: adjectives that stand for adverbs, and what word and universal tag settle."""
    for index, word in enumerate(made.words):
        if word in adjectives and made.upos[index] in (None, "ADV") and made.xpos[index] in (None, "ADV", "ADJD"):
            made.upos[index], made.xpos[index] = "ADJ", "ADJD"
    made.xpos = [settled(*row) for row in zip(made.words, made.upos, made.xpos, strict=True)]
    return made


def agree(made: Sentence, other: Row) -> Sentence:
    """Keep what a second network says as well."""
    for index in range(len(made)):
        if "heads" in other:
            if made.heads[index] != other["heads"][index]:
                made.heads[index] = made.deps[index] = None
            elif made.deps[index] != other["deps"][index]:
                made.deps[index] = None
            for column, key in ((made.upos, "pos"), (made.xpos, "tags"), (made.feats, "morphs")):
                if column[index] != (other[key][index] or "_"):
                    column[index] = None
    if "names" in other and made.names != list(other["names"]):
        # A name is a whole: where the two differ, nothing of either is kept.
        torn = {i for i, (a, b) in enumerate(zip(made.names, other["names"], strict=True)) if a != b}
        torn |= {i for i in range(len(made)) for span in (made.names, other["names"]) if in_torn_name(span, i, torn)}
        made.names = [None if i in torn else label for i, label in enumerate(made.names)]
    return made


def in_torn_name(labels: list[Any], index: int, torn: set[int]) -> bool:
    """Whether the name around `index` has a word in `torn`."""
    if labels[index] in (None, "O"):
        return False
    start = index
    while start and str(labels[start]).startswith("I-"):
        start -= 1
    end = index + 1
    while end < len(labels) and str(labels[end]).startswith("I-"):
        end += 1
    return any(start <= i < end for i in torn)


def study(data: Path, name: str) -> Iterator[Row]:
    """Silver trees that the feasibility study's teacher made: `gsd`, `ge` or `bt`."""
    return rows(data / "silver" / f"teacher_parse_{name}.jsonl.xz")


def study_names(data: Path) -> dict[str, list[str]]:
    """Its silver names on GSD and Bundestag text, by the words."""
    return {" ".join(r["words"]): r["tags"] for r in rows(data / "silver" / "teacher_ner_bt_gsd.jsonl.xz")}
