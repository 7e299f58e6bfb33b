"""What saving a correction costs an editor in a long series, beside what PostgreSQL needs for it alone.

    nice python -m tests.load.corrections [--quick]

Starts a database of its own with one series of 5,000 claims (40 sources, 60 outlets, two years, seeded). A round sends
the correction form of a claim as the browser does, with another figure, and gets the fresh card with the series
made anew; everything Django does is in it. The floor is the same UPDATE and one SELECT of the series' claims by bare
psycopg. Prints medians over the rounds and their ratio, bar 10; exits 1 where it is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from typing import Any

from django.test import Client, override_settings
from django.test.utils import setup_test_environment
from django.urls import reverse

from tests.load.ingest_rig import services
from tests.load.relink import SELECT, build

CLAIMS, ROUNDS, QUICK_ROUNDS, BAR = 5000, 60, 20, 10.0
HTMX = {"HX-Request": "true", "HX-Target": "claim"}


def main(arguments: list[str] | None = None) -> int:
    """Build, measure, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds")
    rounds = QUICK_ROUNDS if parser.parse_args(arguments).quick else ROUNDS
    with services(), override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=_plain_static()):
        setup_test_environment()  # answers tell their forms
        series, claims = build(CLAIMS)
        times = measure(editor(), series, claims, rounds)
    saved, floor = (statistics.median(each) for each in times)
    slowest = sorted(times[0])[int(len(times[0]) * 0.95) - 1]
    ratio = saved / floor
    print(f"saving in a series of {CLAIMS:,} claims: {saved * 1000:.0f} ms (95th percentile {slowest * 1000:.0f} ms)")
    verdict = "ok" if ratio <= BAR else "MISSED"
    print(f"floor: UPDATE and SELECT {floor * 1000:.0f} ms; ratio {ratio:.1f}, bar {BAR:g}: {verdict}")
    return 0 if ratio <= BAR else 1


def editor() -> Client:
    """A browser with an editor signed in."""
    from django.contrib.auth.models import Group, User

    user = User.objects.create_user("last")
    user.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(user)
    return client


def measure(client: Client, series: int, claims: list[int], rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of each saving and of each floor, taken in turns, so that both meet the same machine; first turn out."""
    saved, floor = [], []
    for number in range(rounds + 1):
        pk = claims[number * 37 % len(claims)]
        sent = filled(client, pk) | {"figure": str(777 + number)}
        start = time.perf_counter()
        answer = client.post(reverse("claims:claim_edit", args=[pk]), sent, headers=HTMX)
        saved.append(time.perf_counter() - start)
        assert answer.status_code == 200, answer.content[:500]
        floor.append(bare(series, claims[number * 41 % len(claims)], 555 + number, len(claims)))
    return saved[1:], floor[1:]


def filled(client: Client, pk: int) -> dict[str, str]:
    """What the form shows of the claim."""
    form = client.get(reverse("claims:claim_edit", args=[pk]), headers=HTMX).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def bare(series: int, pk: int, value: int, number: int) -> float:
    """Seconds of the UPDATE and the SELECT, rolled back: the next correction finds the series linked."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        start = time.perf_counter()
        cursor.cursor.execute("UPDATE claims_claim SET value_low=%s, value_high=%s WHERE id=%s", [value, value, pk])
        cursor.cursor.execute(SELECT, [series])
        assert abs(len(cursor.cursor.fetchall()) - number) < 5
        seconds = time.perf_counter() - start
        transaction.set_rollback(True)
    return seconds


def _plain_static() -> dict[str, Any]:
    """Static files under their own names: nothing is collected for a measurement."""
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


if __name__ == "__main__":
    sys.exit(main())
