"""Who says how many of whom, where and when: claims read from German news text. Pure Python on spaCy, no Django.

>>> from datetime import date
>>> [claim] = extract("Laut Pentagon sind 3.000 Soldaten in Kursk stationiert.", published=date(2024, 10, 28))
>>> claim.value_low, claim.source.canonical
(Decimal('3000'), 'Pentagon')

`extract` is the one door. The pipeline is built on first use in a process, so importing this package costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from claims.records import NormalisedClaim

# Raised with every change of a rule or word list that changes what is read; recorded with each extraction run.
CODE_VERSION = "rules-6"
BATCH = 100_000  # characters read at once by `extract_many`


def extract(
    text: str, published: date | None = None, title: str | None = None, *, model: str | None = None
) -> list[NormalisedClaim]:
    """The claims of one article, in order of their evidence, offsets into `text`.

    published: day of publication, against which relative dates resolve; without it they stay unknown. title: the
    headline, where known, so that its repetition in the text counts as noise. model: the trained pipeline's name, by
    default the chosen one; `rules` needs none. Raises `LexiconError` where a word list
    cannot be read, and `ValueError` for texts beyond `pipeline.MAX_CHARACTERS`; no other input makes it fail.
    """
    from claims.extraction.export import normalise
    from claims.extraction.pipeline import analyse, built, passing, reader

    nlp = built(model) if model else reader(text)
    with passing(nlp):
        return normalise(analyse(text, published, title, nlp))


def extract_many(articles: Iterable[tuple[str, date | None, str | None]]) -> Iterator[list[NormalisedClaim]]:
    """`extract` for (text, published, title), in batches, one result an article in their order."""
    from claims.extraction.pipeline import READ_BY_MODEL

    batch: list[tuple[str, date | None, str | None]] = []
    characters = 0
    for article in articles:
        if len(article[0]) > READ_BY_MODEL or characters + len(article[0]) > BATCH:
            yield from read_batch(batch)
            batch, characters = [], 0
        if len(article[0]) > READ_BY_MODEL:
            yield extract(*article)
            continue
        batch.append(article)
        characters += len(article[0])
    yield from read_batch(batch)


def read_batch(batch: Sequence[tuple[str, date | None, str | None]]) -> list[list[NormalisedClaim]]:
    """The claims of each article of a batch."""
    from claims.extraction.export import normalise
    from claims.extraction.pipeline import analyse_all, passing, pipeline

    with passing(pipeline()):
        return [normalise(doc) for doc in analyse_all(batch)]


def code_version() -> str:
    """Version of the rules and word lists."""
    return CODE_VERSION


def model_version() -> str:
    """Name and version of the pipeline that the rules run on; nothing is built for it. Errors as in `choice`."""
    from claims.extraction import choice

    return choice.model_version()
