"""CoNLL-U → sentences as our tokenizer sees them: contractions are one token, relation subtypes are coarse.

In: a `.conllu` file, plain or `.xz`. Out: `Sentence` records.
"""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

COARSE = {
    "acl:relcl": "acl",
    "flat:name": "flat",
    "obl:tmod": "obl",
    "nmod:poss": "nmod",
    "expl:pv": "expl",
    "cc:preconj": "cc",
    "csubj:pass": "csubj",
    "nsubj:outer": "nsubj",
    "obl:agent": "obl",
    "iobj": "obl:arg",
    "det:poss": "det",
    "advmod:neg": "advmod",
}
# What GSD and PUD both mark; the rest is annotated in one of them only.
FEATURES = frozenset(
    [
        "Case",
        "Gender",
        "Number",
        "Person",
        "Tense",
        "Mood",
        "VerbForm",
        "PronType",
        "Definite",
        "Degree",
        "Poss",
        "Reflex",
        "NumType",
        "Polarity",
        "Voice",
    ]
)


@dataclass(slots=True)
class Sentence:
    """Parallel columns, one entry a token; None where a corpus says nothing.

    heads: index of the head in the sentence, the token's own index at the root; deps: `ROOT` there.
    names: BIO labels.
    """

    words: list[str]
    spaces: list[bool]
    upos: list[str | None]
    xpos: list[str | None]
    feats: list[str | None]
    lemmas: list[str | None]
    heads: list[int | None]
    deps: list[str | None]
    names: list[str | None]
    id: str = ""
    kind: str = field(default="", compare=False)

    def __len__(self) -> int:
        return len(self.words)

    @property
    def text(self) -> str:
        return "".join(w + (" " if s else "") for w, s in zip(self.words, self.spaces, strict=True)).rstrip()


def empty(words: list[str], spaces: list[bool], kind: str = "") -> Sentence:
    """A sentence that is not annotated yet."""

    def unknown() -> list[Any]:
        return [None] * len(words)

    columns: dict[str, Any] = {c: unknown() for c in ("upos", "xpos", "feats", "lemmas", "heads", "deps", "names")}
    return Sentence(words=words, spaces=spaces, kind=kind, **columns)


def opened(path: Path) -> Iterator[str]:
    """Lines of a text file, unpacked where its name ends in `.xz`."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        yield from file


def blocks(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """(comments, rows) of each sentence."""
    meta: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in opened(path):
        line = line.rstrip("\n")
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            meta[key.strip()] = value.strip()
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield meta, rows
            meta, rows = {}, []
    if rows:
        yield meta, rows


def features(value: str) -> str:
    """The features both treebanks mark, sorted; `_` for none."""
    kept = sorted(f for f in value.split("|") if f.split("=")[0] in FEATURES)
    return "|".join(kept) or "_"


def misc(value: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in value.split("|") if "=" in part)


@dataclass(slots=True)
class Merged:
    """One of our tokens: a CoNLL-U word, or all words of a contraction."""

    form: str
    misc: dict[str, str]
    rows: list[list[str]]


def merged(rows: list[list[str]]) -> list[Merged]:
    """Words of a contraction (`zum` = `zu` + `dem`) under the written form."""
    tokens: list[Merged] = []
    until = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            until = int(row[0].split("-")[1])
            tokens.append(Merged(row[1], misc(row[9]), []))
        elif int(row[0]) <= until:
            tokens[-1].rows.append(row)
        else:
            tokens.append(Merged(row[1], misc(row[9]), [row]))
    return tokens


def attachment(token: Merged, own: int, places: dict[int, int]) -> tuple[int, str]:
    """Head and relation of a merged token: the first of its words that hangs on another token."""
    for row in token.rows:
        if row[6] == "0":
            return own, "ROOT"
        head = places[int(row[6])]
        if head != own:
            return head, COARSE.get(row[7], row[7])
    return own, "ROOT"


def article_features(token: Merged) -> str:
    """A contraction carries case, gender and number of its article."""
    if len(token.rows) == 1 or token.rows[0][3] != "ADP":
        return features(token.rows[0][5])
    kept = [f for f in token.rows[1][5].split("|") if f.split("=")[0] in ("Case", "Gender", "Number")]
    return features("|".join(kept))


def sentence(meta: dict[str, str], rows: list[list[str]], kind: str = "") -> Sentence:
    """One sentence; raises `KeyError` where a head is no token of the sentence."""
    tokens = merged(rows)
    places = {int(row[0]): index for index, token in enumerate(tokens) for row in token.rows}
    arcs = [attachment(token, index, places) for index, token in enumerate(tokens)]
    contraction = [len(t.rows) > 1 and t.rows[0][3] == "ADP" for t in tokens]
    return Sentence(
        words=[t.form for t in tokens],
        spaces=[t.misc.get("SpaceAfter") != "No" for t in tokens],
        upos=[t.rows[0][3] for t in tokens],
        xpos=["APPRART" if c else t.rows[0][4] for t, c in zip(tokens, contraction, strict=True)],
        feats=[article_features(t) for t in tokens],
        lemmas=[t.rows[0][2] for t in tokens],
        heads=[head for head, _ in arcs],
        deps=[dep for _, dep in arcs],
        names=[t.misc.get("NE", "O") for t in tokens],
        id=meta.get("sent_id", ""),
        kind=kind,
    )


def read(path: Path, kind: str = "") -> Iterator[Sentence]:
    """All sentences of a file."""
    for meta, rows in blocks(path):
        yield sentence(meta, rows, kind)
