"""How often editors left what the machine read: by field, by version of rules and model, by outlet.

In: claims that an editor decided on. Out: for each group, how many were judged and the share left as read, per field.
An accepted claim is right in all fields, a corrected one in those that still say what the machine said last; one
rejected for its figure, source or date is wrong in that field and not judged in the others; one that is no claim or
a duplicate counts against `claim` alone. Claims that editors added themselves were never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIELDS: Mapping[str, Promise] = {
    "claim": _("is a claim"), "figure": _("Figure"), "metric": _("What is counted"), "source": _("Source"),
    "stance": _("Stance"), "date": _("When"),
}  # fmt: skip
GROUPS = ("version", "outlet")
MOST = 100  # groups of each kind
# One row for each decided claim, then both groupings of them in one pass.
_SQL = """
WITH judged AS (
    SELECT DISTINCT ON (c.id) concat_ws(' · ', r.code_version, nullif(r.model_version, '')) AS version,
        coalesce(o.name, '') AS outlet, c.kind, c.rejected_for, c.review <> 'rejected' AS stands,
        (c.value_low, c.value_high, c.approx) IS NOT DISTINCT FROM (m.value_low, m.value_high, m.approx) AS figure,
        c.metric = m.metric AS metric, c.source_id IS NOT DISTINCT FROM m.source_id AS source,
        c.stance = m.stance AS stance,
        (c.reported_on, c.event_from, c.event_to) IS NOT DISTINCT FROM (m.reported_on, m.event_from, m.event_to) AS date
    FROM claims_claim c JOIN claims_claimevent m ON m.pgh_obj_id = c.id JOIN articles_article a ON a.id = c.article_id
    LEFT JOIN articles_outlet o ON o.id = a.outlet_id LEFT JOIN claims_extractionrun r ON r.id = m.run_id
    WHERE c.review <> 'machine' AND m.review = 'machine' ORDER BY c.id, m.pgh_id DESC
), counted AS (
SELECT CASE WHEN grouping(version) = 0 THEN 'version' ELSE 'outlet' END AS by, coalesce(version, outlet) AS name,
    count(*) AS judged,
    count(*) FILTER (WHERE rejected_for NOT IN ('no_claim', 'duplicate', 'other') OR stands),
    count(*) FILTER (WHERE (stands OR rejected_for = 'figure') AND kind = 'count'),
    count(*) FILTER (WHERE stands AND kind = 'count' AND figure),
    count(*) FILTER (WHERE stands AND kind = 'count'), count(*) FILTER (WHERE stands AND kind = 'count' AND metric),
    count(*) FILTER (WHERE stands OR rejected_for = 'source'), count(*) FILTER (WHERE stands AND source),
    count(*) FILTER (WHERE stands), count(*) FILTER (WHERE stands AND stance),
    count(*) FILTER (WHERE stands OR rejected_for = 'date'), count(*) FILTER (WHERE stands AND date)
FROM judged GROUP BY GROUPING SETS ((version), (outlet)))
SELECT * FROM counted ORDER BY judged DESC, name
"""


@dataclass(frozen=True, slots=True)
class Share:
    """right of judged; share None where nothing was judged."""

    right: int
    judged: int

    @property
    def share(self) -> float | None:
        return self.right / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Group:
    """One version or outlet, '' for an unknown one; shares in the order of FIELDS."""

    name: str
    judged: int
    shares: tuple[Share, ...]

    @property
    def told(self) -> list[tuple[Promise, Share]]:
        """Each share with the name of its field."""
        return list(zip(FIELDS.values(), self.shares, strict=True))


def precision() -> dict[str, list[Group]]:
    """Groups by `version` and by `outlet`, the most judged first, at most `MOST` of each. One query."""
    found: dict[str, list[Group]] = {by: [] for by in GROUPS}
    with connection.cursor() as cursor:
        cursor.execute(_SQL)
        for by, *row in cursor.fetchall():
            found[by].append(_group(*row))
    return {by: groups[:MOST] for by, groups in found.items()}


def _group(name: str, judged: int, claims: int, *pairs: int) -> Group:
    shares = [Share(right, of) for of, right in zip(pairs[::2], pairs[1::2], strict=True)]
    return Group(name or "", judged, (Share(claims, judged), *shares))
