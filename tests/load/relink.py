"""What a correction costs in a long series: the article linked anew, beside what PostgreSQL needs for it alone.

    nice python -m tests.load.relink [--quick] [--claims 5000]

Starts a database of its own with one long series (`long_series`). A round corrects a claim's figure and links its
article: the series' changes are made anew. The floor is the same UPDATE and one SELECT of the series' claims by bare
psycopg, rolled back. Prints medians, the ratio, bar 10, and how many change rows a round wrote; exits 1 where the bar
is missed. `corrections` measures the whole request.
"""

from __future__ import annotations

import argparse
import random
import sys
from statistics import median

from tests.load.ingest_rig import services
from tests.load.long_series import bare, build, timed, verdict

ROUNDS, QUICK_ROUNDS = 60, 20


def main(arguments: list[str] | None = None) -> int:
    """Build, measure, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds instead of {ROUNDS}")
    parser.add_argument("--claims", type=int, default=5000)
    asked = parser.parse_args(arguments)
    with services():
        from claimtrack.warming import warm_up

        warm_up()  # as processes of the server are
        good = measure(*build(asked.claims), QUICK_ROUNDS if asked.quick else ROUNDS)
    return 0 if good else 1


def measure(series: int, claims: list[int], rounds: int) -> bool:
    """Print medians of both ways over claims by chance; whether the bar is met."""
    from django.db import transaction

    from claims.linking import link_article
    from claims.models import Change, Claim

    chance = random.Random(7)
    asked = [chance.choice(claims) for _ in range(rounds + 1)]
    articles = dict(Claim.objects.filter(pk__in=asked).values_list("pk", "article_id"))
    written: list[int] = []

    def corrected(number: int) -> None:
        pk, value = asked[number], 777 + number
        Claim.objects.filter(pk=pk).update(value_low=value, value_high=value)
        done = link_article(articles[pk])
        written.append(len(done.added) + len(done.removed))

    def least(number: int) -> None:
        with transaction.atomic():
            bare(series, asked[number], 555 + number, len(claims))
            transaction.set_rollback(True)  # the next correction finds the series linked

    linked, floor = timed([corrected, least], rounds)
    rows = Change.objects.filter(series=series).count()
    print(f"{len(claims)} claims, {rows} changes; {median(written):.0f} rows written in a round")
    print(f"correction linked {linked}")
    return verdict(linked, floor)


if __name__ == "__main__":
    sys.exit(main())
