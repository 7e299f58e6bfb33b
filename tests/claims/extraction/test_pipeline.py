"""The pipeline vouches for its order; the lexica are sound; versions say what read a claim."""

import tomllib
from importlib.resources import files

import pytest
import spacy.about

from claims.extraction import choice, code_version, extract, extract_many, lexicon, model, model_version
from claims.extraction.pipeline import COMPONENTS, SENTENCES, analyse, build, pipeline

LISTS = [
    "incidents",
    "metrics",
    "months",
    "movements",
    "noise",
    "nouns",
    "numbers",
    "positions",
    "sentences",
    "stances",
]


def test_every_component_gets_what_it_requires():
    analysis = pipeline().analyze_pipes()
    assert analysis is not None
    problems = analysis["problems"]
    assert {name: found for name, found in problems.items() if found} == {}
    assert tuple(pipeline().pipe_names)[-len(COMPONENTS) :] == COMPONENTS


def test_the_rules_also_run_without_a_trained_pipeline():
    nlp = build("rules")
    assert tuple(nlp.pipe_names) == (SENTENCES, *COMPONENTS)
    assert [str(s) for s in nlp("Es regnete. Es schneite.").sents] == ["Es regnete.", "Es schneite."]


def test_an_unknown_model_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_MODEL", "slow")
    with pytest.raises(ValueError, match="'slow'; it can be accurate, fast, rules"):
        model.chosen()


def test_there_is_one_pipeline_in_a_process():
    assert pipeline() is pipeline()


def test_versions_are_named():
    assert code_version()
    meta = pipeline().meta
    assert model_version() == f"{meta['lang']}_{meta['name']}-{meta['version']}-spacy{spacy.about.__version__}"


@pytest.mark.parametrize("name", choice.TRAINED)
def test_every_pipeline_tells_its_version_unbuilt(name):
    assert choice.model_version(name).startswith(f"de_claimtrack_{name}-")


def test_a_pipeline_that_is_not_installed_has_no_version(monkeypatch, tmp_path):
    monkeypatch.setattr(choice, "folder", lambda name: tmp_path / name)
    with pytest.raises(OSError, match="accurate"):
        choice.model_version("accurate")


def test_many_articles_are_read_as_each_alone(monkeypatch):
    articles = [("Es gab 12 Tote.", None, None), ("", None, None), ("Es gab 13 Verletzte. " * 9, None, "Es gab")] * 2
    alone = [extract(*article) for article in articles]
    assert [len(claims) for claims in alone[:3]] == [1, 0, 9]
    assert list(extract_many(articles)) == alone
    monkeypatch.setattr("claims.extraction.BATCH", 20)
    monkeypatch.setattr("claims.extraction.pipeline.READ_BY_MODEL", 100)
    assert list(extract_many(articles)) == alone
    assert list(extract_many([])) == []


def strings(value):
    if isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        yield value
        for item in value:
            yield from strings(item)


@pytest.mark.parametrize("name", LISTS)
def test_no_list_is_empty_or_has_an_entry_twice(name):
    lists = [
        entries for entries in strings(dict(lexicon.load(name))) if all(isinstance(entry, str) for entry in entries)
    ]
    raw = files("claims.extraction.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    assert tomllib.loads(raw)
    for entries in lists:
        assert entries
        assert len(entries) == len(set(entries)), sorted(entry for entry in set(entries) if entries.count(entry) > 1)


def test_a_missing_list_is_named():
    with pytest.raises(lexicon.LexiconError, match="nothing_such"):
        lexicon.load("nothing_such")


def test_a_text_longer_than_any_article_is_read_by_rules_alone(monkeypatch):
    monkeypatch.setattr("claims.extraction.pipeline.READ_BY_MODEL", 10)
    monkeypatch.setattr("claims.extraction.pipeline.pipeline", lambda: pytest.fail("the model was asked"))
    assert [c.value_low for c in analyse("Es gab 12 Tote.")._.claims] == [12]


def test_a_full_vocabulary_keeps_no_word_of_an_article_and_reads_the_same(monkeypatch):
    articles = [f"In Quarnbek{end} starben 12 Menschen, sagte Bürgermeister Jollendorf{end}." for end in "abcdefg"]
    before = [extract(text) for text in articles]
    monkeypatch.setattr("claims.extraction.pipeline.WORDS_KEPT", 0)
    strings_kept = len(pipeline().vocab.strings)
    assert all(extract(text.replace("Quarnbek", "Hollenbek")) for text in articles)
    assert len(pipeline().vocab.strings) == strings_kept
    assert "Hollenbeka" not in pipeline().vocab.strings
    assert [extract(text) for text in articles] == before
