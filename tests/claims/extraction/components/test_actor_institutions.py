"""Institutions behind `vom`, and media that belong to a state, however the state is named."""

import pytest

from claims.extraction import extract

FALLEN = "Es seien 500 Seeleute gefallen, sagte "


@pytest.mark.parametrize(
    ("who", "canonical"),
    [
        ("Jan Holm vom Royal United Services Institute.", "RUSI"),
        ("Jan Holm vom Northern Harbour Research Center in Bergen.", "Northern Harbour Research Center"),
    ],
)
def test_a_foreign_name_of_an_institution_is_read_to_its_end(who, canonical):
    source = extract(FALLEN + who)[0].source
    assert (source.canonical, source.speaker) == (canonical, "Jan Holm")


def test_a_surname_with_vom_stays_one():
    assert extract(FALLEN + "Karl vom Stein.")[0].source.canonical == "Karl vom Stein"


@pytest.mark.parametrize(
    "who", ["Nordkoreas Staatsmedien", "Staatsmedien in Pjöngjang", "Die nordkoreanischen Staatsmedien"]
)
def test_media_of_a_state_are_one_source(who):
    claim = extract(f"{who} meldeten, 500 Seeleute seien gefallen.")[0]
    assert claim.source.canonical == "nordkoreanische Staatsmedien"
