"""An SVG file as a PNG picture. In: the markup, and the size it has in units. Out: the picture's bytes.

resvg draws it, in this process, with the two fonts beside this module and no others: the picture is the same on every
machine, also in a container without fonts. It loads nothing that the markup names and runs nothing.
"""

from __future__ import annotations

import math
from pathlib import Path

import resvg_py

FAMILY = "Arimo"  # the measures of Arial, for which `lettering` reckons
FONTS = [str(Path(__file__).parent / "fonts" / name) for name in ("Arimo-Regular.ttf", "Arimo-Bold.ttf")]
ZOOM = 2.0  # pixels per unit: sharp on good screens and on paper
MOST = 24_000_000  # pixels, four bytes each while it is drawn; the tallest sheets get fewer per unit, nothing is cut


def picture(svg: str, width: float, height: float) -> bytes:
    """Draw `svg`, which is `width` by `height` units large, at twice its size or as large as the limit allows.

    Raises ValueError for what is no SVG.
    """
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        zoom=zoom_for(width, height),
        skip_system_fonts=True,
        font_files=FONTS,
        font_family=FAMILY,
        sans_serif_family=FAMILY,
    )


def zoom_for(width: float, height: float) -> float:
    """Return how many pixels a unit gets."""
    return min(ZOOM, math.sqrt(MOST / (width * height)))
