"""The key of the charts: one sample of each way in which figures are drawn. In: a place. Out: paths around it."""

from __future__ import annotations

from dataclasses import dataclass

from claims.charts.marks import shape_path

FORMS = ("point", "range", "more", "less", "vague", "planned")


@dataclass(frozen=True, slots=True)
class Key:
    """One sample: `form` is its class, `extent` the path of its uncertainty, `shape` that of its sign."""

    form: str
    extent: str
    shape: str
    x: float
    y: float


def key_of(form: str, x: float, y: float) -> Key:
    """Draw the sample of a form around (x, y), no more than nine units to each side."""
    extents = {
        "range": f"M{x - 4:.1f} {y + 8:.1f}h8M{x - 4:.1f} {y - 8:.1f}h8M{x:.1f} {y + 8:.1f}v-16",
        "more": f"M{x:.1f} {y + 3:.1f}v-12M{x - 4:.1f} {y - 4:.1f}l4 -5l4 5",
        "less": f"M{x:.1f} {y + 9:.1f}v-12M{x - 6:.1f} {y - 3:.1f}h12",
        "vague": "".join(f"M{x - 6:.1f} {y - 4 + 4 * i:.1f}l12 -4" for i in range(4)),
        "span": f"M{x - 9:.1f} {y:.1f}h18M{x - 9:.1f} {y - 4:.1f}v8M{x + 9:.1f} {y - 4:.1f}v8",
        "band": f"M{x - 7:.1f} {y - 6:.1f}h14v12h-14z",
    }
    middle = {"more": y + 3, "less": y - 3}.get(form, y)
    shape = "" if form == "band" else shape_path("circle", x, middle, 8.5 if form == "stack" else 3.6)
    return Key(form, extents.get(form, ""), shape, x, y)


def forms_of(*, event: bool, crowded: bool, stacked: bool = False) -> tuple[str, ...]:
    """Return the forms that a page explains; stacked: several marks lie on one spot, drawn as their number."""
    more = {"span": event, "band": crowded, "stack": stacked}
    return (*FORMS, *(form for form, drawn in more.items() if drawn))
