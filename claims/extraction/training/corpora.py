"""The training corpora as `Sentence`s, each with just those columns that it annotates reliably.

In: the data folder (see its list of licences). Out: lists of sentences. What UD German-GSD annotates otherwise than
German-PUD, or annotated otherwise in the release that the tag file was made from, is left out of the other corpus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import spacy

from claims.extraction.components.sentences import breaks
from claims.extraction.tokenizer import ArticleTokenizer
from claims.extraction.training.conllu import Sentence, empty, opened, read

TAGS = "de_gsd-ud-train.upos.txt.xz"
LABELS = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "OTH": "MISC"}
MOBIE = {
    "organization-company": "ORG",
    "organization": "ORG",
    "person": "PER",
    "location": "LOC",
    "location-city": "LOC",
    "location-stop": "LOC",
    "location-street": "LOC",
    "location-route": "LOC",
}
ENDINGS = ("e", "en", "er", "es", "em")
CLOSES = set(".,;:!?)]}%…“") | {"..."}
OPENS = set("([{„»")
COPULAS = {
    *[
        "bin",
        "bist",
        "ist",
        "sind",
        "seid",
        "war",
        "warst",
        "waren",
        "wart",
        "sei",
        "seien",
        "wäre",
        "wären",
        "sein",
        "gewesen",
        "bleiben",
        "bleibt",
        "blieb",
        "blieben",
    ],
    *[
        "habe",
        "hast",
        "hat",
        "haben",
        "habt",
        "hatte",
        "hatten",
        "hätte",
        "hätten",
        "gehabt",
        "gelten",
        "gilt",
        "galt",
        "galten",
    ],
    *[
        "werde",
        "wirst",
        "wird",
        "werden",
        "werdet",
        "wurde",
        "wurden",
        "würde",
        "würden",
        "geworden",
        "worden",
        "heißt",
        "hieß",
    ],
}
# Determiners and pronouns that GSD re-annotated after the release of the tag file.
REANNOTATED = ("dies", "kein", "all", "beid", "einig", "viel", "mehrer", "ander", "jed", "jen", "manch", "sämtlich")
REANNOTATED_WORDS = {"deren", "dessen", "wie", "bis", "um", "wobei", "%", "euro"}
GSD_LIKE_IN_PUD = {"DET", "PUNCT", "VERB", "AUX", "PRON", "NUM", "PART", "INTJ"}


def spaced(words: list[str]) -> list[bool]:
    """White space after each word, guessed for corpora that lost it."""
    spaces = [True] * len(words)
    quoted = False
    for index, word in enumerate(words):
        if index and word in CLOSES:
            spaces[index - 1] = False
        if word in OPENS or word == "/":
            spaces[index] = False
        if word == "/" and index:
            spaces[index - 1] = False
        if word in ('"', "''", "``"):
            if quoted and index:
                spaces[index - 1] = False
            elif not quoted:
                spaces[index] = False
            quoted = not quoted
    return spaces


def gsd(data: Path) -> list[Sentence]:
    """UD German-GSD dev, 799 sentences."""
    return [without_names(s) for s in read(data / "de_gsd-ud-dev.conllu.xz", "gsd")]


def without_names(sentence: Sentence) -> Sentence:
    sentence.names = [None] * len(sentence)
    return sentence


def pud(data: Path) -> list[Sentence]:
    """UD German-PUD, 1,000 sentences: trees and features; tags only where GSD tags alike."""
    sentences = [without_names(s) for s in read(data / "de_pud-ud-test.conllu.xz", "pud")]
    for s in sentences:
        s.xpos = [None] * len(s)
        s.upos = [tag if tag in GSD_LIKE_IN_PUD else None for tag in s.upos]
    return sentences


def own(folder: Path) -> list[Sentence]:
    """Our own gold sentences."""
    return [s for path in sorted(folder.glob("*.conllu")) for s in read(path, "own")]


def reliable(word: str, tag: str) -> str | None:
    """A tag of the older release where today's GSD would give the same, else None."""
    lower = word.lower()
    if lower.startswith(REANNOTATED) or lower in REANNOTATED_WORDS:
        return None
    if tag in ("AUX", "VERB") and (tag == "AUX" or lower in COPULAS):
        return "AUX" if tag == "AUX" and lower in COPULAS - {"gilt", "galt", "gelten", "galten", "heißt"} else None
    return None if tag == "X" else tag


def tagged_line(line: str) -> tuple[list[str], list[str | None]]:
    """`Im##_ in##ADP dem##DET Rahmen##NOUN` → Im, Rahmen with ADP, NOUN."""
    words: list[str] = []
    tags: list[str | None] = []
    skip = 0
    for item in line.split():
        word, tag = item.rsplit("##", 1)
        if skip:
            skip -= 1
            tags[-1] = "ADP"
            continue
        words.append(word)
        tags.append(reliable(word, tag))
        skip = 2 if tag == "_" else 0
    return words, tags


def gsd_tags(data: Path) -> Iterator[Sentence]:
    """UD German-GSD train, 13,814 sentences with universal tags only."""
    often = adjectives(data)
    for line in opened(data / TAGS):
        words, tags = tagged_line(line)
        if words:
            sentence = empty(words, spaced(words), "gsd-tags")
            # Today's GSD calls an adjective so where it stands for an adverb, too; the older release wavered.
            sentence.upos = [None if t == "ADV" and w in often else t for w, t in zip(words, tags, strict=True)]
            yield sentence


@cache
def adjectives(data: Path) -> frozenset[str]:
    """Small words that GSD train calls adjectives in at least four of five cases, adverbs else; and bare stems of
    inflected adjectives, if it does not call them adverbs."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in opened(data / TAGS):
        for item in line.split():
            word, tag = item.rsplit("##", 1)
            if word.islower() and tag in ("ADJ", "ADV"):
                counts[word][tag] += 1
    inflected: Counter[str] = Counter()
    for word, seen in counts.items():
        for ending in ENDINGS:
            inflected[word.removesuffix(ending)] += seen["ADJ"] if word.endswith(ending) else 0
    stems = {stem for stem, count in inflected.items() if stem.isalpha() and len(stem) > 3 and count >= 2}
    return frozenset(w for w in stems | counts.keys() if adjectival(counts[w], w in stems))


def adjectival(seen: Counter[str], stem: bool) -> bool:
    """Whether a form is an adjective rather than an adverb of its own; a stem need not have been seen bare."""
    return seen["ADJ"] >= (0 if stem else 3) and seen["ADJ"] >= 4 * seen["ADV"]


def iob_rows(path: Path, word_at: int, label_at: int) -> Iterator[tuple[list[str], list[str]]]:
    """(words, labels as written) of each sentence of a column file."""
    words: list[str] = []
    labels: list[str] = []
    for line in opened(path):
        fields = line.rstrip("\n").split("\t")
        # A comment has a blank behind its mark; a hashtag is a word.
        comment = line.startswith(("# ", "#\t"))
        if comment or line.startswith("-DOCSTART-") or len(fields) <= max(word_at, label_at):
            if words and not comment:
                yield words, labels
                words, labels = [], []
            continue
        words.append(fields[word_at])
        labels.append(fields[label_at])
    if words:
        yield words, labels


def germeval_label(label: str) -> str:
    """GermEval's outer label in ours: `LOCderiv` is DERIV, `ORGpart` nothing."""
    if label == "O":
        return "O"
    mark, kind = label.split("-", 1)
    if kind.endswith("deriv"):
        return f"{mark}-DERIV"
    return f"{mark}-{LABELS[kind]}" if kind in LABELS else "O"


def legal(labels: list[str]) -> list[str]:
    """BIO without an I after something else."""
    out: list[str] = []
    for label in labels:
        if label.startswith("I-") and (not out or out[-1][2:] != label[2:]):
            label = "B" + label[1:]
        out.append(label)
    return out


def named(words: list[str], labels: list[str], kind: str) -> Sentence:
    sentence = empty(words, spaced(words), kind)
    sentence.names = list(legal(labels))
    return sentence


def germeval(data: Path, part: str) -> list[Sentence]:
    """GermEval 2014 `test` (which trains) or `dev` (which measures)."""
    rows = iob_rows(data / f"germeval2014-NER-de-{part}.tsv.xz", 1, 2)
    return [named(words, [germeval_label(x) for x in labels], "germeval") for words, labels in rows]


def uner(data: Path) -> list[Sentence]:
    """Universal NER's German PUD: PER, ORG, LOC. Measures only."""
    rows = iob_rows(data / "uner_de_pud.iob2.xz", 1, 2)
    return [named(words, [x.replace("OTH", "MISC") for x in labels], "uner") for words, labels in rows]


def mobie(data: Path) -> list[Sentence]:
    """MobIE train: names in tweets and traffic reports."""
    found = []
    for words, labels in iob_rows(data / "mobie" / "train.conll2003", 0, 3):
        ours = [x[:2] + MOBIE[x[2:]] if x[2:] in MOBIE else "O" for x in labels]
        found.append(named(words, ours, "mobie"))
    return found


def word_counts(lines: Iterator[str], limit: int) -> Counter[str]:
    """Words of raw text by white space, punctuation cut off; at most `limit` lines are read."""
    counts: Counter[str] = Counter()
    for index, line in enumerate(lines):
        if index >= limit:
            break
        counts.update(word.strip("„“\"'(),.;:!?…–-»«") for word in line.split())
    return counts


def speeches(data: Path, count: int) -> Iterator[Sentence]:
    """Sentences of Bundestag protocols, cut by punctuation, spread over the whole file; 6 to 50 words each."""
    nlp = spacy.blank("de")
    tokenizer = ArticleTokenizer(nlp)
    found = 0
    for index, line in enumerate(opened(data / "bundestag_wp19-21_half.txt.xz")):
        # Every fortieth paragraph: all terms and all speakers come up.
        if index % 40:
            continue
        text = line.strip()
        bounds = [0, *breaks(text), len(text)]
        for start, end in pairwise(bounds):
            doc = tokenizer(text[start:end].strip())
            words = [t.text for t in doc]
            if 6 <= len(words) <= 50 and words[-1] in ".?!" and not any(t.is_space for t in doc):
                yield empty(words, [bool(t.whitespace_) for t in doc], "speech")
                found += 1
            if found >= count:
                return
