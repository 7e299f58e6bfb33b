"""`Das berichtete X unter Berufung auf Y`: back to the sentence before, or ahead to the clause that follows."""

import pytest

from claims.extraction import extract

LANDED = "In Bergen sind 900 Seeleute eingetroffen. "


def voiced(text):
    return [(c.value_low, c.source and c.source.canonical, c.source and c.source.via) for c in extract(text)]


@pytest.mark.parametrize(
    "mark",
    [" Norwegen hatte beschlossen, ", ": Norwegen hatte beschlossen, ", ", Norwegen habe beschlossen, "],
)
def test_a_clause_behind_the_name_is_what_is_reported(mark):
    text = f"{LANDED}Das berichteten dänische Medien unter Berufung auf den NIS{mark}weitere 400 Seeleute zu entsenden."
    assert voiced(text) == [(900, None, None), (400, "NIS", "dänische Medien")]


@pytest.mark.parametrize("tail", [".", " am Montag in Oslo.", " und das Pentagon."])
def test_without_a_clause_it_points_back(tail):
    first = voiced(f"{LANDED}Das berichteten dänische Medien unter Berufung auf den NIS{tail}")[0]
    assert first == (900, "NIS", "dänische Medien")


@pytest.mark.parametrize(
    "text",
    [
        "Dänische Medien berichteten unter Berufung auf den NIS, dass 900 Seeleute verlegt wurden.",
        "Unter Berufung auf den NIS berichteten dänische Medien, 900 Seeleute seien verlegt worden.",
    ],
)
def test_behind_the_phrase_stands_the_source_before_it_the_relay(text):
    (found,) = voiced(text)
    assert found[:2] == (900, "NIS")
    assert found[2].casefold() == "dänische medien"


def test_a_verb_of_speech_is_no_adjective_of_the_medium():
    (_, source, _), *_ = voiced(f"{LANDED}Das meldeten norwegische Medien.")
    assert source == "norwegische Medien"
