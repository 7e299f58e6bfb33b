"""Gold sentence boundaries and a splitter → precision, recall and F of whole sentences.

In: `boundaries.jsonl` (tests/gold/model: file, and offset and first words of each sentence) and a function text →
starts. Out: `Scores`, and the sentences that only one side has. A sentence is right where both its start and its end
are: so count UD's evaluation script and spaCy's `sents_f`.

`python -m claims.extraction.training.boundaries tests/gold/model/boundaries.jsonl` measures the pipeline of today.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

Splitter = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Article:
    """A text as the extraction gets it, and the offset of each sentence's first character, ascending."""

    file: str
    text: str
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares between 0 and 1, and the numbers of sentences they come from."""

    right: int
    gold: int
    predicted: int

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        return 2 * self.right / (self.gold + self.predicted) if self.right else 0.0


def read(path: Path, root: Path | None = None) -> Iterator[Article]:
    """The articles of a gold file; their files are named from `root`, the repository (three folders up if not given).

    Raises `ValueError` where a sentence's first words do not stand at its offset: the article was changed.
    """
    root = root or path.resolve().parents[3]
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = body((root / row["file"]).read_text(encoding="utf-8"))
        for at, words in row["starts"]:
            if not text.startswith(words, at):
                raise ValueError(f"{row['file']}: {words!r} is not at {at}")
        yield Article(row["file"], text, tuple(at for at, _ in row["starts"]))


def body(text: str) -> str:
    """What follows the front matter, as `articles.readers` takes it off."""
    if not text.startswith("---\n"):
        return text
    return text.split("\n---\n", 1)[1].lstrip("\n")


def sentence_scores(gold: Iterable[Sequence[int]], predicted: Iterable[Sequence[int]]) -> Scores:
    """Scores over articles; gold, predicted: for each article the starts of its sentences, ascending.

    Raises `ValueError` where one side has more articles.
    """
    right = in_gold = in_predicted = 0
    for true, read_ in zip(gold, predicted, strict=True):
        right += len(whole(true) & whole(read_))
        in_gold += len(true)
        in_predicted += len(read_)
    return Scores(right, in_gold, in_predicted)


def whole(starts: Sequence[int]) -> set[tuple[int, int]]:
    """Each sentence as (its start, the start of the next, -1 for none): as they follow one another, that is its end."""
    return set(pairwise([*starts, -1]))


def differences(article: Article, predicted: Sequence[int]) -> Iterator[str]:
    """A line for each boundary that one side has alone: `missed` or `invented`, with the text around it."""
    wrong = set(article.starts) ^ set(predicted)
    for at in sorted(wrong):
        kind = "missed" if at in article.starts else "invented"
        around = article.text[max(0, at - 30) : at] + "¦" + article.text[at : at + 30]
        yield f"{kind:9}{Path(article.file).stem}: {' '.join(around.split())}"


def by_rules(text: str) -> list[int]:
    """Starts of sentences as the product's pipeline of today sees them."""
    from claims.extraction.components.sentences import spans
    from claims.extraction.pipeline import pipeline
    from claims.extraction.wrapping import unwrapped

    nlp = pipeline()
    doc = nlp.get_pipe("claimtrack_sentences")(nlp.make_doc(unwrapped(text)))
    return [start for start, _ in spans(doc)]


def report(articles: Sequence[Article], split: Splitter) -> Iterator[str]:
    """The differences, then precision, recall and F."""
    predicted = [split(article.text) for article in articles]
    for article, starts in zip(articles, predicted, strict=True):
        yield from differences(article, starts)
    scores = sentence_scores([article.starts for article in articles], predicted)
    yield (
        f"{len(articles)} articles, {scores.gold} sentences: "
        f"P {scores.precision:.1%}  R {scores.recall:.1%}  F {scores.f:.1%}"
    )


if __name__ == "__main__":
    print("\n".join(report(list(read(Path(sys.argv[1]))), by_rules)))
