"""What a text itself says was said before a figure, and whether it takes that back: on sentences of our own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from claims.extraction import extract
from claims.records import Kind


def told(text):
    """Figure → (former figure, taken back) of the claims that have one."""
    claims = [claim for claim in extract(text, date(2025, 3, 12)) if claim.kind is Kind.COUNT]
    return {claim.value_low: (claim.former, claim.takes_back) for claim in claims if claim.former is not None}


@pytest.mark.parametrize(
    "text",
    [
        "Die Feuerwehr korrigierte die Zahl der Toten von 12 auf 10.",
        "Die Zahl der Todesopfer wurde von zunächst 12 auf 10 korrigiert.",
        "Bei dem Brand starben nicht wie zunächst gemeldet 12, sondern 10 Menschen.",
        "Bei dem Brand wurden nicht 12, sondern 10 Menschen verletzt.",
        "Statt der zunächst gemeldeten 12 wurden 10 Menschen verletzt.",
        "Die Feuerwehr berichtigte ihre Angaben: Statt 12 seien 10 Menschen verletzt worden.",
        "Bei dem Brand starben 10 Menschen, zuvor war von 12 Toten die Rede gewesen.",
        "Laut Feuerwehr gab es 10 Tote. Zuvor war von 12 die Rede.",
    ],
)
def test_figures_that_are_taken_back(text):
    assert told(text) == {Decimal(10): (Decimal(12), True)}


@pytest.mark.parametrize(
    "text",
    [
        "Die Zahl der Toten stieg von 7 auf 15.",
        "Nicht mehr 7, sondern 15 Soldaten bewachen das Tor.",
        "Laut Feuerwehr gab es 15 Tote. Zuvor war von 7 die Rede.",
    ],
)
def test_figures_that_grew(text):
    assert told(text) == {Decimal(15): (Decimal(7), False)}


def test_a_raised_figure_is_taken_back_where_the_text_says_so():
    assert told("Die Zahl der Toten wurde von 7 auf 15 korrigiert.") == {Decimal(15): (Decimal(7), True)}


@pytest.mark.parametrize(
    "text",
    [
        "Von 12 Verletzten kamen 10 Menschen auf die Intensivstation.",
        "Zunächst wurden 12 Menschen verletzt, 10 starben.",
        "Nicht nur 12, sondern 15 Menschen wurden verletzt.",
        "Statt 12 Soldaten sollen künftig 15 Soldaten das Tor bewachen.",
        "Laut Feuerwehr gab es 10 Tote. Zuvor war von 12 Verletzten die Rede.",
    ],
)
def test_other_figures_side_by_side(text):
    assert told(text) == {}


def test_a_sentence_of_many_figures_is_a_table():
    row = "von 12 auf 10 Tote korrigiert, "
    assert told(f"Die Zahlen wurden {row * 3}so das Amt.") == {Decimal(10): (Decimal(12), True)}
    assert told(f"Die Zahlen wurden {row * 40}so das Amt.") == {}
