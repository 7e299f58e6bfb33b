"""System checks find what a worker would only meet with its first article."""

from __future__ import annotations

import pytest

from claims import checks
from claims.extraction import lexicon
from claims.extraction.components import place_names
from claims.extraction.lexicon import LexiconError


def test_all_word_lists_can_be_read():
    assert not checks.check_lexicon()
    assert not checks.check_places()


def test_an_unreadable_word_list_is_named(monkeypatch):
    def broken(name):
        raise LexiconError(f"word list {name}.toml cannot be read: line 3")

    monkeypatch.setattr(lexicon, "load", broken)
    found = checks.check_lexicon()
    assert {message.id for message in found} == {"claims.E001"}
    assert any("regions.toml" in str(message.msg) for message in found)


@pytest.mark.parametrize("rows", [lambda: [], None])
def test_missing_cities_are_an_error(monkeypatch, rows):
    def missing():
        raise LexiconError("word list cities.tsv cannot be read")

    monkeypatch.setattr(place_names, "city_rows", rows or missing)
    assert [message.id for message in checks.check_places()] == ["claims.E002"]
