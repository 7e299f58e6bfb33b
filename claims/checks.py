"""System checks: what a worker would only notice when it reads the first article.

In: nothing. Out: errors for unreadable word lists, and a warning for a model that a setting names and that is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from django.core.checks import CheckMessage, Error, register

LEXICON = "claims.extraction.lexicon"


@register("claims")
def check_lexicon(app_configs: object = None, **_: Any) -> Sequence[CheckMessage]:
    """Every word list must be readable; the message names the file. Builds no pipeline, so it costs milliseconds."""
    from claims.extraction.lexicon import LexiconError, load

    found: list[CheckMessage] = []
    for entry in sorted(files(LEXICON).iterdir(), key=lambda entry: entry.name):
        if not entry.name.endswith(".toml"):
            continue
        try:
            load(entry.name.removesuffix(".toml"))
        except LexiconError as error:
            found.append(Error(str(error), hint="Reinstall claimtrack, or undo the last edit.", id="claims.E001"))
    return found


@register("claims")
def check_places(app_configs: object = None, **_: Any) -> Sequence[CheckMessage]:
    """The list of cities must be there; it is no TOML, and large."""
    from claims.extraction.components.place_names import city_rows
    from claims.extraction.lexicon import LexiconError

    try:
        rows = city_rows()
    except LexiconError as error:
        return [Error(str(error), hint="Reinstall claimtrack.", id="claims.E002")]
    return [] if rows else [Error("The list of cities is empty.", hint="Reinstall claimtrack.", id="claims.E002")]
