"""Makes `lexicon/lemmas.tsv`: the words whose lemma the rules of `claims.extraction.words` get wrong.

In: the data folder: UD German-GSD dev, UD German-PUD, the SIGMORPHON 2019 files of GSD, the nouns of Wiktionary. Out:
lines `form TAB part of speech TAB lemma`, sorted. Sentences of GSD's test are left out; of the others, two must agree.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from claims.extraction.training.conllu import blocks, opened, read
from claims.extraction.words.closed import pronouns
from claims.extraction.words.known import infinitive
from claims.extraction.words.lemmas import TABLED, ruled

Seen = tuple[str, str, str]  # form, part of speech, lemma

HEADER = """\
# Words whose lemma no rule finds: form, part of speech, lemma. Made by claims/extraction/training/lemma_table.py.
# Creative Commons Attribution-ShareAlike 4.0: UD German-GSD, UD German-PUD, SIGMORPHON 2019, Wiktionary (see NOTICE).
"""
AGREEING = 2
SHARE = 0.75
SHORTEST = 3
UNIMORPH = {"N": "NOUN", "PROPN": "PROPN", "V": "VERB", "V.PTCP": "VERB", "ADJ": "ADJ", "ADV": "ADV"}
TAGS = {
    "NOUN": ("NN",),
    "PROPN": ("NE", "NN", "ADJA"),
    "VERB": ("VVFIN", "VVPP", "VVINF"),
    "ADJ": ("ADJA", "ADJD"),
    "ADV": ("ADV", "ADJD"),
}
CASES = ("nominativ", "genitiv", "dativ", "akkusativ")


def build(data: Path, out: Path) -> None:
    """Write the table."""
    table = {**from_nouns(nouns(data / "lexica" / "german_nouns.csv.xz")), **from_sentences(treebanks(data))}
    lines = [f"{form}\t{upos}\t{lemma}\n" for (form, upos), lemma in sorted(table.items())]
    out.write_text(HEADER + "".join(lines), encoding="utf-8")


def from_sentences(seen: Iterable[Seen]) -> dict[tuple[str, str], str]:
    """What gold sentences agree on, against the rules."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, upos, lemma in seen:
        if upos in TABLED:
            counts[written(form, upos), upos][lemma] += 1
    table = {}
    for (form, upos), lemmas in counts.items():
        lemma, times = lemmas.most_common(1)[0]
        agreed = times >= AGREEING and times >= SHARE * lemmas.total()
        if agreed and sound(form, upos, lemma) and lemma not in by_rule(form, upos):
            table[form, upos] = lemma
    return table


def by_rule(form: str, upos: str) -> set[str]:
    """What the rules give with any tag: where the tag decides, no table should."""
    return {ruled(form, upos, tag, genitive) for tag in TAGS[upos] for genitive in (False, True)}


def written(form: str, upos: str) -> str:
    """Nouns and names with their capital, the rest without one."""
    return form if upos in ("NOUN", "PROPN") else form.lower()


def sound(form: str, upos: str, lemma: str) -> bool:
    """No slips of the treebanks: two lemmas in one, spellings of before 1996, plurals left as they were."""
    if "|" in lemma or not lemma.isalpha() or ("ß" in lemma and "ß" not in form) or form.lower() in pronouns():
        return False
    if upos == "PROPN":
        return len(lemma) > SHORTEST and form.lower().startswith(lemma.lower()[:SHORTEST])
    if upos == "VERB":
        return infinitive(lemma)
    if upos == "NOUN":
        return lemma != form and lemma[:1].isupper()
    if upos == "ADJ":
        return lemma.islower() and not lemma.endswith("n")
    return True


def treebanks(data: Path) -> Iterator[Seen]:
    """Words of the gold sentences, none of GSD's test."""
    held_out = {meta["text"] for meta, _ in blocks(data / "heldout" / "de_gsd-ud-test.conllu.xz")}
    for name in ("de_gsd-ud-dev.conllu.xz", "de_pud-ud-test.conllu.xz"):
        for sentence in read(data / name):
            yield from zip(sentence.words, map(str, sentence.upos), map(str, sentence.lemmas), strict=True)
    for name in ("de_gsd-um-dev.sigmorphon2019.conllu.xz", "de_gsd-um-test.sigmorphon2019.conllu.xz"):
        for meta, rows in blocks(data / name):
            if meta["sent_id"].startswith("train-") and meta["text"] not in held_out:
                yield from ((row[1], part_of_speech(row[5]), row[2]) for row in rows)


def part_of_speech(unimorph: str) -> str:
    """UPOS of a UniMorph description, as far as the table needs it."""
    marks = unimorph.split(";")
    return next((upos for mark, upos in UNIMORPH.items() if mark in marks), "X")


def from_nouns(paradigms: Iterable[tuple[str, set[str]]]) -> dict[tuple[str, str], str]:
    """Forms of Wiktionary's nouns that the rules lead to no noun that has them."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    for lemma, forms in paradigms:
        for form in forms | {lemma}:
            lemmas[form].add(lemma)
    return {
        (form, "NOUN"): form if form in found else min(found)
        for form, found in lemmas.items()
        if ruled(form, "NOUN") not in found
    }


def nouns(path: Path) -> Iterator[tuple[str, set[str]]]:
    """(lemma, its forms) of each noun that is one word of letters."""
    rows = csv.DictReader(opened(path))
    columns = [name for name in rows.fieldnames or () if name.startswith(CASES)]
    for row in rows:
        forms = {row[name] or "" for name in columns}
        if "Substantiv" in (row["pos"] or "") and plain(row["lemma"]):
            yield row["lemma"], set(filter(plain, forms))


def plain(form: str) -> bool:
    """Whether a form is one capitalised word of letters."""
    return form.isalpha() and form[:1].isupper() and not form.isupper()
