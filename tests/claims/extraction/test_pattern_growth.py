"""No pattern at one place of a text takes a time that grows with the square of a run there."""

import re
import sys
from time import process_time

import pytest

from claims.extraction import extract

UNITS = ["1", " ", "a", "A", ".", '"', "„", "-", "\n", "a ", "1.", "A-", "A. ", "Aa, ", " \n"]


def patterns() -> set[re.Pattern[str]]:
    """The compiled patterns that modules of the extraction hold by name, after one text was read."""
    extract("Am Montag kamen 30 Soldaten.")
    modules = [module for name, module in sys.modules.items() if name.startswith("claims.extraction")]
    return {value for module in modules for value in vars(module).values() if isinstance(value, re.Pattern)}


def seconds(pattern: re.Pattern[str], text: str) -> float:
    began = process_time()
    pattern.match(text)
    return process_time() - began


@pytest.mark.parametrize("unit", UNITS)
def test_a_run_is_matched_in_linear_time(unit):
    found = patterns()
    assert len(found) > 150
    for pattern in found:
        short, long = (seconds(pattern, unit * times + "#") for times in (2_000, 8_000))
        assert long < 0.25 or long < 10 * short, pattern.pattern
