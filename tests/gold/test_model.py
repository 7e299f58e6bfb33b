"""Each shipped model on its floors: our own gold always, public test sets where `../shared` holds them.

A floor stands a little below what was last measured on just these sentences (`MOST` of each public set, in its order);
`python -m claims.extraction.training evaluate` measures everything.
"""

from functools import cache
from pathlib import Path

import pytest

from claims.extraction.training.evaluate import evaluate
from claims.extraction.training.evaluation import process, speed
from claims.extraction.training.evaluation.models import located, megabytes, shipped
from claims.extraction.training.evaluation.parts import GERMEVAL, GSD_TEST, UNER

DATA = Path(__file__).resolve().parents[3] / "shared" / "train"
MOST = 150
MODELS = ("accurate", "fast")

FLOORS = {
    #                  accurate  fast
    "own.las":         (89.5,    85.5),
    "own.uas":         (92.0,    89.0),
    "own.upos":        (96.0,    95.0),
    "own.stts":        (95.5,    95.0),
    "own.lemma":       (97.5,    97.5),
    "own.names":       (91.0,    75.0),
    "boundaries.f":    (98.0,    98.5),
    "gsd.las":         (78.5,    74.0),
    "gsd.uas":         (83.5,    80.0),
    "gsd.upos":        (94.0,    93.5),
    "gsd.stts":        (93.5,    93.0),
    "gsd.lemma":       (96.5,    96.5),
    "germeval.f":      (78.0,    56.5),
    "uner.f":          (79.0,    57.5),
}  # fmt: skip
CEILINGS = {
    "megabytes on disk":         (60.0,  60.0),
    "CPU seconds to load":       (4.0,   4.0),  # 1.5 on a machine that does nothing else
    "megabytes of memory":       (400.0, 400.0),
}  # fmt: skip
CORPORA = {"gsd": GSD_TEST, "germeval": GERMEVAL, "uner": UNER}


def of(table: dict[str, tuple[float, float]]) -> list[tuple[str, str, float]]:
    return [(model, key, pair[at]) for at, model in enumerate(MODELS) for key, pair in table.items()]


@cache
def values(model: str) -> dict[str, float]:
    parts = ("own", "boundaries", "trees", "names")
    return evaluate(located(model), DATA if DATA.is_dir() else None, parts=parts, most=MOST).values


@cache
def costs(model: str) -> dict[str, float]:
    found = process.costs(located(model), speed.texts(None, 50), runs=1)
    return {
        "megabytes on disk": megabytes(located(model)),
        "CPU seconds to load": found.load_cpu,
        "megabytes of memory": found.read,
    }


def there(model: str) -> None:
    if model not in shipped():
        pytest.skip(f"claims/extraction/model/{model} is not in this checkout")


@pytest.mark.parametrize(("model", "key", "floor"), of(FLOORS))
def test_it_reads_as_well_as_it_did(model, key, floor):
    there(model)
    corpus = CORPORA.get(key.partition(".")[0])
    if corpus and not (DATA / corpus).exists():
        pytest.skip(f"../shared/train/{corpus} is not here")
    assert values(model)[key] >= floor


@pytest.mark.parametrize(("model", "key", "ceiling"), of(CEILINGS))
def test_it_costs_no_more_than_it_may(model, key, ceiling):
    there(model)
    assert costs(model)[key] <= ceiling
