"""What marked passages of an article take away from its claims, and what they leave."""

from datetime import date

import pytest

from claims.extraction import extract
from claims.reading import storable

TEXT = "Malatya - Nach dem Erdbeben nahe Malatya ist die Zahl der Toten auf 13 gestiegen, teilte AFAD mit."


@pytest.fixture(scope="module")
def records():
    found = extract(TEXT, date(2024, 1, 5))
    assert [str(record.value_low) for record in found] == ["13"]
    return found


def test_a_marked_dateline_takes_no_claim_of_its_sentence(records):
    assert storable(records, [[0, 10, "dateline"]]) == records


def test_a_claim_in_a_marked_passage_is_not_stored(records):
    assert storable(records, [[0, len(TEXT), "teaser"]]) == []
