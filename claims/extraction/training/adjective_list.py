"""Makes `lexicon/adjectives.txt`: small forms that GSD train calls adjectives, used by `words/stts.py`.

In: the data folder. Out: one form a line, sorted.
"""

from __future__ import annotations

from pathlib import Path

from claims.extraction.training.corpora import adjectives

HEAD = """\
# Adjective forms that are hardly ever adverbs of their own: ADJ in four of five cases in the tags of German-GSD train
# (UD, CC BY-SA 4.0), and bare stems of its inflected adjectives. Made by claims/extraction/training/adjective_list.py.
"""


def build(data: Path, out: Path) -> None:
    """Write the list."""
    out.write_text(HEAD + "".join(f"{form}\n" for form in sorted(adjectives(data))), encoding="utf-8")
