"""Colours for files that stand by themselves: the light ones of the site's own style sheet.

In: static/css/tokens.css. Out: colours by name. Programs that draw SVG files know no variables of CSS.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).resolve().parents[2] / "static" / "css" / "tokens.css"
_COLOUR = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),")


@cache
def inks() -> dict[str, str]:
    """Return the light colour of each token that is one."""
    return dict(_COLOUR.findall(TOKENS.read_text(encoding="utf-8")))


def inks_of(prefix: str) -> list[tuple[str, str]]:
    """Return name and colour of the tokens of one sort: `src` or `stance`."""
    return [(name, colour) for name, colour in inks().items() if name.startswith(f"{prefix}-")]
