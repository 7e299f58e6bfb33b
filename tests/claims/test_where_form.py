"""Places as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.where import parse_places, written_places
from claims.records import PlaceRole


def test_roles_are_read_in_both_languages_and_a_bare_name_is_where_it_is():
    assert parse_places("in Kursk; nach Russland\naus Nordkorea; via Wladiwostok; Ussurijsk") == (
        ("Kursk", "at"), ("Russland", "to"), ("Nordkorea", "from"), ("Wladiwostok", "via"), ("Ussurijsk", "at"),
    )  # fmt: skip


def test_a_place_named_twice_is_kept_once_and_blanks_are_nothing():
    assert parse_places(" Kursk ;; in  Kursk ; ") == (("Kursk", "at"),)
    assert parse_places(" \n ") == ()


@pytest.mark.parametrize("typed", ["x" * 201, ";".join(f"Ort {n}" for n in range(41))])
def test_what_no_claim_can_hold_is_refused(typed):
    with pytest.raises(ValueError, match=r"places|x"):
        parse_places(typed)


NAMES = st.from_regex(r"[A-ZÄÖÜ][a-zäöüß-]{1,20}( [A-Z][a-z]{1,9})?", fullmatch=True)


@given(st.lists(st.tuples(NAMES, st.sampled_from([role.value for role in PlaceRole])), unique=True, max_size=6),
       st.sampled_from(["de", "en"]))  # fmt: skip
def test_what_the_form_shows_it_reads_as_the_same(places, language):
    assert parse_places(written_places(places, language)) == tuple(places)
