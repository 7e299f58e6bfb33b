"""What admins' acts upon names cost in a long series, beside what PostgreSQL needs for the rows that they move.

    nice python -m tests.load.registry [--quick]

Starts a database of its own with one series of 5,000 claims (`long_series`), all at one place and of 40 sources. A
round merges a source with 125 statements into another one, and renames the place with all 5,000 claims: each done and
rolled back. The floor is the bare UPDATE of the same rows and one SELECT of the series' claims. Prints medians and
their ratio; exits 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from tests.load.ingest_rig import services
from tests.load.long_series import SELECT, Times, build, timed

CLAIMS, ROUNDS, QUICK_ROUNDS = 5000, 6, 2
# Times the floor. A merge is compared over the whole series, since its source spoke from the beginning: dearer than a
# correction (bar 10), and rarer.
MERGE_BAR, RENAME_BAR = 25.0, 15.0


def main(arguments: list[str] | None = None) -> int:
    """Build, measure, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds")
    rounds = QUICK_ROUNDS if parser.parse_args(arguments).quick else ROUNDS
    with services():
        from django.contrib.auth.models import User

        series, claims = build(CLAIMS)
        place, user = _placed(claims), User.objects.create_superuser("last")
        kept = [
            _told("merge", *_merging(series, user), rounds, MERGE_BAR),
            _told("rename", *_renaming(series, place, user), rounds, RENAME_BAR),
        ]
    return 0 if all(kept) else 1


def _placed(claims: list[int]) -> int:
    """Put all claims at one place; returns its number."""
    from claims.linking import relink_series
    from claims.models import ClaimPlace, Place, Series

    place = Place.objects.create(name="Lastort", kind="city")
    ClaimPlace.objects.bulk_create(ClaimPlace(claim_id=pk, place=place, role="at") for pk in claims)
    Series.objects.update(scope=place.name)
    relink_series(Series.objects.values_list("pk", flat=True))
    return place.pk


def _merging(series: int, user: Any) -> tuple[Callable[[int], None], Callable[[int], None]]:
    from claims.models import Actor
    from claims.registry.kinds import ACTORS
    from claims.registry.merging import merge

    one, other = Actor.objects.filter(name__startswith="Lastamt").order_by("pk").values_list("pk", flat=True)[:2]
    update = "UPDATE claims_claim SET source_id = %s, merged_source_id = %s WHERE source_id = %s"
    act = _undone(lambda: merge(ACTORS, one, other, user, topics=True))
    return act, _bare(series, update, [other, one, one])


def _renaming(series: int, place: int, user: Any) -> tuple[Callable[[int], None], Callable[[int], None]]:
    from claims.models import Place
    from claims.registry.renaming import rename

    other = Place.objects.create(name="Lastziel").pk
    update = "UPDATE claims_claimplace SET place_id = %s, merged_place_id = %s WHERE place_id = %s"
    return _undone(lambda: rename(place, "Lastort am See", user)), _bare(series, update, [other, place, place])


def _undone(act: Callable[[], Any]) -> Callable[[int], None]:
    from django.db import transaction

    def step(_: int) -> None:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)

    return step


def _bare(series: int, update: str, values: list[int]) -> Callable[[int], None]:
    from django.db import connection

    def act() -> None:
        with connection.cursor() as cursor:
            cursor.cursor.execute(update, values)
            cursor.cursor.execute(SELECT, [series])
            assert cursor.cursor.fetchall()

    return _undone(act)


def _told(what: str, act: Callable[[int], None], floor: Callable[[int], None], rounds: int, bar: float) -> bool:
    done, least = timed([act, floor], rounds)
    return _verdict(f"{what} in a series of {CLAIMS:,} claims", done, least, bar)


def _verdict(what: str, done: Times, floor: Times, bar: float) -> bool:
    ratio = done.usual / floor.usual
    print(f"{what}: {done}\nfloor: UPDATE and SELECT {floor}")
    print(f"ratio {ratio:.1f}, bar {bar:g}: {'ok' if ratio <= bar else 'MISSED'}", flush=True)
    return ratio <= bar


if __name__ == "__main__":
    sys.exit(main())
