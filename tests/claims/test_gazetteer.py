"""What is known of places decides whether a figure there counts a part."""

from __future__ import annotations

import pytest

from claims.gazetteer import known_place


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Russland", "country", "Russland"),
        ("Kursk", "region", "Russland"),
        ("Ostrussland", "region", "Russland"),
        ("Wladiwostok", "city", "Russland"),
        ("Berlin", "city", "Deutschland"),
        ("Mandalay", "city", "Myanmar"),
        ("ukrainische Grenze", "border", ""),
        ("abgelegene Orte", "generic", ""),
        ("Schlachtfelder", "generic", ""),
        ("Militärstützpunkte", "generic", ""),
        ("Bremerhaven", "city", "Deutschland"),
        ("Hintertupfing", "", ""),
    ],
)
def test_kind_and_country(name, kind, country):
    known = known_place(name)
    assert (known.kind, known.country) == (kind, country)


def test_a_region_stands_where_its_town_stands():
    assert known_place("Kursk").latitude == pytest.approx(51.7, abs=0.2)
