"""Lemmas, each by the rule that finds it."""

from importlib.resources import files

import pytest

from claims.extraction.lexicon import load
from claims.extraction.words.lemmas import CACHED_FORMS, TABLED, lemma, table
from claims.extraction.words.verbs import rows


@pytest.mark.parametrize(
    ("form", "upos", "tag", "expected"),
    [
        ("Dem", "DET", "ART", "der"),
        ("deren", "PRON", "PRELAT", "der"),
        ("einem", "DET", "ART", "ein"),
        ("seinem", "DET", "PPOSAT", "sein"),
        ("ihren", "DET", "PPOSAT", "ihr"),
        ("uns", "PRON", "PPER", "wir"),
        ("ihm", "PRON", "PPER", "er"),
        ("diesem", "DET", "PDAT", "dieser"),
        ("andere", "ADJ", "ADJA", "anderer"),
        ("zum", "ADP", "APPRART", "zu"),
        ("Im", "ADP", "APPRART", "in"),
        ("Und", "CCONJ", "KON", "und"),
        ("nicht", "PART", "PTKNEG", "nicht"),
        ("4.000", "NUM", "CARD", "4.000"),
        ("“", "PUNCT", "$(", "“"),
    ],
)
def test_closed_classes_as_gsd_has_them(form, upos, tag, expected):
    assert lemma(form, upos, tag) == expected


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("starben", "VVFIN", "sterben"),
        ("entschieden", "VVPP", "entscheiden"),
        ("stand", "VVFIN", "stehen"),
        ("gehört", "VVFIN", "gehören"),
        ("gehört", "VVPP", "hören"),
        ("gefangengenommen", "VVPP", "gefangennehmen"),
        ("abzuholen", "VVIZU", "abholen"),
        ("eingeflossen", "VVPP", "einfließen"),
        ("evakuiert", "VVPP", "evakuieren"),
        ("umgeformt", "VVPP", "umformen"),
        ("gelangt", "VVPP", "gelangen"),
        ("führe", "VVFIN", "führen"),
        ("fände", "VVFIN", "finden"),
        ("muß", "VMFIN", "müssen"),
        ("gewesen", "VAPP", "sein"),
        ("wurde", "VAFIN", "werden"),
    ],
)
def test_verbs(form, tag, expected):
    assert lemma(form, "VERB", tag) == expected


@pytest.mark.parametrize(
    ("form", "tag", "expected"),
    [
        ("größeren", "ADJA", "groß"),
        ("kürzester", "ADJA", "kurz"),
        ("verschiedensten", "ADJA", "verschieden"),
        ("nordkoreanische", "ADJA", "nordkoreanisch"),
        ("bestellten", "ADJA", "bestellt"),
        ("überlebenden", "ADJA", "überlebend"),
        ("verletzt", "ADJD", "verletzen"),
        ("später", "ADJD", "spät"),
        ("sicher", "ADJD", "sicher"),
        ("Kölner", "ADJA", "Kölner"),
        ("Nördlicher", "ADJA", "nördlich"),
        ("1990er", "ADJA", "1990er"),
    ],
)
def test_adjectives(form, tag, expected):
    assert lemma(form, "ADJ", tag) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Häusern", "Haus"),
        ("Gründerzeithäusern", "Gründerzeithaus"),
        ("Drohnen-Angriffen", "Drohnen-Angriff"),
        ("Artilleriegeschosse", "Artilleriegeschoss"),
        ("Prozesses", "Prozess"),
        ("Kellner", "Kellner"),
        ("Fischkundlerinnen", "Fischkundlerin"),
        ("VERANSTALTER", "Veranstalter"),
        ("NATO", "NATO"),
        ("Xyzzyx", "Xyzzyx"),
    ],
)
def test_nouns(form, expected):
    assert lemma(form, "NOUN", "NN") == expected


@pytest.mark.parametrize(
    ("form", "tag", "genitive", "expected"),
    [
        ("Putins", "NE", True, "Putin"),
        ("Putins", "NE", False, "Putins"),
        ("Deutschlands", "NE", False, "Deutschland"),
        ("Thomas", "NE", True, "Thomas"),
        ("Jens", "NE", True, "Jens"),
        ("Paris", "NE", True, "Paris"),
        ("Vereinigten", "ADJA", False, "vereinigt"),
        ("Staaten", "NN", False, "Staat"),
        ("Der", "NE", False, "Der"),
    ],
)
def test_names_keep_their_form_but_for_the_genitive(form, tag, genitive, expected):
    assert lemma(form, "PROPN", tag, genitive) == expected


def test_a_capital_within_a_sentence_is_the_polite_pronoun():
    assert lemma("Sie", "PRON", "PPER", opens=True) == "sie"
    assert lemma("Sie", "PRON", "PPER", opens=False) == "Sie"


def test_the_part_of_speech_answers_where_there_is_no_tag():
    assert lemma("Häusern", "NOUN") == "Haus"
    assert lemma("starben", "VERB") == "sterben"
    assert lemma("großen", "ADJ") == "groß"


@pytest.mark.parametrize("upos", ["DET", "PRON"])
def test_a_tagger_that_takes_one_for_the_other_does_no_harm(upos):
    assert lemma("dem", upos, "ART" if upos == "DET" else "PDS") == "der"


@pytest.mark.parametrize("form", ["", "-", "s", "zu", "geen", "en", "\ufeffNach", "’s", "İ"])
@pytest.mark.parametrize("upos", ["NOUN", "PROPN", "VERB", "ADJ", "ADV", "DET", "PRON", "X", ""])
def test_any_form_has_a_lemma(form, upos):
    assert isinstance(lemma(form, upos), str)


def test_the_cache_has_a_bound():
    assert lemma.cache_info().maxsize == CACHED_FORMS


def test_the_table_is_sorted_small_and_only_what_it_says():
    lines = files("claims.extraction.lexicon").joinpath("lemmas.tsv").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if not line.startswith("#")]
    assert len(lines) == len(table()) > 1000
    assert [tuple(line.split("\t")[:2]) for line in lines] == sorted(table())
    assert {upos for _, upos in table()} <= set(TABLED)
    assert sum(map(len, lines)) < 2_000_000


def test_the_word_lists_name_no_form_twice_in_one_class():
    for name in ("pronouns", "small", "auxiliaries"):
        forms = [form for found in load("lemmas")[name].values() for form in found]
        assert len(forms) == len(set(forms)) > 0


def test_each_strong_verb_stands_once_with_five_columns():
    verbs = list(rows())
    assert {len(row) for row in verbs} == {5}
    names = [row[0][0] for row in verbs]
    assert len(names) == len(set(names)) > 150
