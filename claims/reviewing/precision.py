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
GROUPS = {"version": "concat_ws(' · ', r.code_version, nullif(r.model_version, ''))", "outlet": "coalesce(o.name, '')"}
_SQL = """
WITH last AS (
    SELECT DISTINCT ON (e.pgh_obj_id) e.* FROM claims_claimevent e JOIN claims_claim c ON c.id = e.pgh_obj_id
    WHERE c.review <> 'machine' AND e.review = 'machine' ORDER BY e.pgh_obj_id, e.pgh_id DESC
), judged AS (
    SELECT {group} AS name, c.kind, c.review, c.rejected_for,
        c.review <> 'rejected' AS stands,
        (c.value_low, c.value_high, c.approx) IS NOT DISTINCT FROM (m.value_low, m.value_high, m.approx) AS figure,
        c.metric = m.metric AS metric, c.source_id IS NOT DISTINCT FROM m.source_id AS source,
        c.stance = m.stance AS stance,
        (c.reported_on, c.event_from, c.event_to) IS NOT DISTINCT FROM (m.reported_on, m.event_from, m.event_to) AS date
    FROM last m JOIN claims_claim c ON c.id = m.pgh_obj_id JOIN articles_article a ON a.id = c.article_id
    LEFT JOIN articles_outlet o ON o.id = a.outlet_id LEFT JOIN claims_extractionrun r ON r.id = m.run_id
)
SELECT name, count(*),
    count(*) FILTER (WHERE rejected_for NOT IN ('no_claim', 'duplicate', 'other') OR stands),
    count(*) FILTER (WHERE (stands OR rejected_for = 'figure') AND kind = 'count'),
    count(*) FILTER (WHERE stands AND kind = 'count' AND figure),
    count(*) FILTER (WHERE stands AND kind = 'count'), count(*) FILTER (WHERE stands AND kind = 'count' AND metric),
    count(*) FILTER (WHERE stands OR rejected_for = 'source'), count(*) FILTER (WHERE stands AND source),
    count(*) FILTER (WHERE stands), count(*) FILTER (WHERE stands AND stance),
    count(*) FILTER (WHERE stands OR rejected_for = 'date'), count(*) FILTER (WHERE stands AND date)
FROM judged GROUP BY name ORDER BY count(*) DESC, name LIMIT 100
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


def precision(by: str) -> list[Group]:
    """Groups by `version` or `outlet`, the most judged first. One query. Raises KeyError for another grouping."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL.format(group=GROUPS[by]))
        return [_group(*row) for row in cursor.fetchall()]


def _group(name: str, judged: int, claims: int, *pairs: int) -> Group:
    shares = [Share(right, of) for of, right in zip(pairs[::2], pairs[1::2], strict=True)]
    return Group(name or "", judged, (Share(claims, judged), *shares))
