"""Makes `lexicon/forms.marisa` out of the German dictionary that simplemma ships.

In: simplemma's dictionary, form → lemma. Out: a trie whose values are the edits of `claims.extraction.words.forms`;
the same dictionary gives the same bytes. To be made anew where the version of simplemma changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import marisa_trie
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from claims.extraction.words.forms import edit


def build(out: Path) -> None:
    """Write the trie."""
    write(DefaultDictionaryFactory().get_dictionary("de"), out)


def write(lemmas: Mapping[str, str], out: Path) -> None:
    """Write a trie of these forms."""
    marisa_trie.BytesTrie((form, edit(form, lemmas[form])) for form in sorted(lemmas)).save(str(out))
