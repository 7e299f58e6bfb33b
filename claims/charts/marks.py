"""Signs: which shape and colour a source or stance has, and how shapes are drawn around a middle."""

from __future__ import annotations

from claims.records import Stance
from claims.timeline.records import OWN_VOICE

COLOURS = 8
SHAPES = ("circle", "square", "diamond", "up", "down")


def colour_of(source: int) -> str:
    """Return the colour class of a source: the same on every page, for ever; the articles' own voice is grey."""
    return "src-own" if source == OWN_VOICE else f"src-{source % COLOURS}"


def shape_of(source: int) -> str:
    """Return the shape of a source; with eight colours, forty sources in a row can be told apart."""
    return SHAPES[source // COLOURS % len(SHAPES)]


def shape_path(shape: str, x: float, y: float, r: float = 5.0) -> str:
    """Return the path of a filled shape of about the same area around (x, y)."""
    if shape == "square":
        r *= 0.9
        return f"M{x - r:.1f} {y - r:.1f}h{2 * r:.1f}v{2 * r:.1f}h{-2 * r:.1f}z"
    if shape == "diamond":
        r *= 1.25
        return f"M{x:.1f} {y - r:.1f}l{r:.1f} {r:.1f}l{-r:.1f} {r:.1f}l{-r:.1f} {-r:.1f}z"
    if shape in ("up", "down"):
        r *= 1.2 if shape == "up" else -1.2
        return f"M{x:.1f} {y - r:.1f}l{abs(r):.1f} {1.75 * r:.1f}h{-2 * abs(r):.1f}z"
    return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"


def stance_path(stance: str, x: float, y: float, r: float = 6.0) -> str:
    """Return the sign of a stance: told apart by shape alone, so that it prints in grey.

    denies: a cross; cannot confirm: a ring with a bar; hedges: a wave; expects: an open arrowhead; asserts: a
    disc; confirms: a full square.
    """
    ring = shape_path("circle", x, y, r)
    signs = {
        Stance.DENIES: f"M{x - r:.1f} {y - r:.1f}l{2 * r:.1f} {2 * r:.1f}m0 {-2 * r:.1f}l{-2 * r:.1f} {2 * r:.1f}",
        Stance.CANNOT_CONFIRM: f"{ring}M{x - r * 0.5:.1f} {y:.1f}h{r:.1f}",
        Stance.HEDGES: f"M{x - r:.1f} {y:.1f}q{r / 2:.1f} {-r * 1.4:.1f} {r:.1f} 0t{r:.1f} 0",
        Stance.EXPECTS: f"M{x - r * 0.6:.1f} {y - r:.1f}l{r * 1.4:.1f} {r:.1f}l{-r * 1.4:.1f} {r:.1f}",
        Stance.ASSERTS: ring,
        Stance.CONFIRMS: shape_path("square", x, y, r * 1.1),
    }
    return signs[Stance(stance)]


def spread(places: list[float], apart: float, furthest: float) -> list[float]:
    """Move places of one lane, in order, to the right until they are `apart`, none by more than `furthest`."""
    moved: list[float] = []
    for place in places:
        wanted = max(place, moved[-1] + apart) if moved else place
        moved.append(round(min(wanted, place + furthest), 1))
    return moved


def push_apart(heights: list[float], apart: float, bottom: float) -> list[float]:
    """Move labels, in order of height, downward until they are `apart`; then the whole up if it runs over `bottom`."""
    moved: list[float] = []
    for height in heights:
        moved.append(max(height, moved[-1] + apart) if moved else height)
    for i in range(len(moved) - 1, -1, -1):
        limit = bottom if i == len(moved) - 1 else moved[i + 1] - apart
        moved[i] = round(min(moved[i], limit), 1)
    return moved
