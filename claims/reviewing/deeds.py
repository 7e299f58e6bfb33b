"""Acts upon topics, series and names as plain data, so that one can be done at once, looked at ahead, or asked for.

In: a `Deed`, its terms by the names of the function that does it, and who does it. Out: what came of it. Raises what
that function raises: `Refused`, `Stale`, and DoesNotExist of what is undone. Whoever adds an act upon topics, series or
names adds a line to the table of `claims.reviewing.arranged` or `claims.reviewing.named`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User

from claims.models import Arrangement, Step
from claims.reviewing.ends import End


@dataclass(frozen=True)
class Deed:
    """name: a line of the table. terms: JSON. why: the reason that stays with it."""

    name: str
    terms: Mapping[str, Any]
    why: str = ""


@dataclass(frozen=True)
class Done:
    """What a deed did (`what` became `into`), in figures, and with each field that it set: facts, in no language.

    rows: the numbers of what it bears on that was there before, by names such as `topic` and `into_topic`.
    fields: (name of the column, before, after) as JSON. members: claims that it is about, one by one. One of
    arrangement, step, or none.
    """

    what: End
    into: End = ""
    rows: Mapping[str, int | None] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    fields: tuple[tuple[str, Any, Any], ...] = ()
    members: tuple[int, ...] = ()
    arrangement: Arrangement | None = None
    step: Step | None = None


Does = Callable[[Mapping[str, Any], User, str], Done]  # terms, who, why
