"""How many examples property tests try: few in every run, many where `HYPOTHESIS_PROFILE=thorough` asks for them.

In: the number that keeps a test within seconds. Out: the number for this run. Examples are new ones in every run, so
the few of each add up; before a release, and after a change of what a test promises, a thorough run finds rare ones.
"""

from __future__ import annotations

import os

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "steady")
THOROUGH = 25  # times as many


def examples(few: int) -> int:
    """Return how many examples a test tries in this run."""
    return few * THOROUGH if PROFILE == "thorough" else few
