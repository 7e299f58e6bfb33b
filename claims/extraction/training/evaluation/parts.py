"""The parts of the evaluation: each gives the values of its rows, by the keys of `MEASURES`.

In: a pipeline, the data folder or our own gold. Out: dictionaries of figures. A corpus that is not there has no rows.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from spacy.language import Language

from claims.extraction.training.conllu import Sentence, read
from claims.extraction.training.corpora import germeval, uner
from claims.extraction.training.evaluation import names, process, speed, splits, trees
from claims.extraction.training.evaluation.models import megabytes

GSD_TEST = Path("heldout") / "de_gsd-ud-test.conllu.xz"
GERMEVAL = Path("germeval2014-NER-de-dev.tsv.xz")
UNER = Path("uner_de_pud.iob2.xz")
Values = dict[str, float]


def absent(data: Path | None) -> list[str]:
    """The corpora that are not there."""
    return [str(name) for name in (GSD_TEST, GERMEVAL, UNER) if not has(data, name)]


def has(data: Path | None, name: Path) -> bool:
    return data is not None and (data / name).exists()


def keyed(prefix: str, scores: Values) -> Values:
    return {f"{prefix}.{name}": value for name, value in scores.items()}


def gsd(nlp: Language, data: Path | None, most: int | None = None) -> Values:
    """Trees, tags, lemmas on UD German-GSD's test part."""
    if data is None or not has(data, GSD_TEST):
        return {}
    pairs = trees.examples(nlp, list(read(data / GSD_TEST))[:most])
    return keyed("gsd", trees.scores(pairs)) | keyed("gsd.relation", trees.by_relation(pairs))


def named(nlp: Language, data: Path | None, most: int | None = None) -> Values:
    """Names in GermEval 2014's development part and in Universal NER's PUD."""
    found: Values = {}
    if data is not None and has(data, GERMEVAL):
        found |= name_scores(nlp, germeval(data, "dev")[:most], "germeval", names.KINDS)
    if data is not None and has(data, UNER):
        found |= name_scores(nlp, uner(data)[:most], "uner", ("PER", "ORG", "LOC"))
    return found


def name_scores(nlp: Language, sentences: list[Sentence], prefix: str, kinds: Collection[str], size: int = 1) -> Values:
    compared = names.compare(nlp, sentences, size)
    single = {kind.lower(): compared.scores([kind])["f"] for kind in sorted(compared.kinds())}
    return keyed(prefix, compared.scores(kinds) | single)


def own(nlp: Language, gold: Path) -> Values:
    """Our own sentences, in documents of five."""
    sentences = list(read(gold / "sentences.conllu"))
    found = name_scores(nlp, sentences, "own", names.KINDS, trees.DOCUMENT)
    found["own.names"] = found["own.f"]
    return found | keyed("own", trees.scores(trees.examples(nlp, sentences)))


def cut(nlp: Language, gold: Path) -> Values:
    """Sentences of running news."""
    return {"boundaries.f": 100 * splits.scores(nlp, gold / "boundaries.jsonl").f}


def paced(nlp: Language, data: Path | None) -> Values:
    """Speed on running text, and that of the bare tokenizer."""
    paragraphs = speed.texts(data)
    words, bare = speed.words_per_second(nlp, paragraphs), speed.floor(paragraphs)
    return {"speed.words": words, "speed.floor": bare, "speed.share": 100 * words / bare}


def cost(model: Path, data: Path | None) -> Values:
    """Size, and time and memory of a fresh process."""
    found = process.costs(model, speed.texts(data))
    return {"cost.size": megabytes(model)} | {
        f"cost.{name}": getattr(found, name) for name in ("load", "load_cpu", "imported", "loaded", "read")
    }
