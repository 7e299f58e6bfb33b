"""What saving a correction costs an editor in a long series, beside what PostgreSQL needs for it alone.

    nice python -m tests.load.corrections [--quick]

Starts a database of its own with one series of 5,000 claims (`long_series`). A round sends the correction form of a
claim as the browser does, with another figure, and gets the fresh card with the series made anew; everything Django
does is in it. The floor is the same UPDATE and one SELECT of the series' claims by bare psycopg, rolled back. Prints
medians over the rounds and their ratio, bar 10, and beside them processor times, which a busy machine changes less;
exits 1 where the bar is missed.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from django.test import Client, override_settings
from django.test.utils import setup_test_environment
from django.urls import reverse

from tests.load.ingest_rig import services
from tests.load.long_series import Times, bare, build, timed, verdict

CLAIMS, ROUNDS, QUICK_ROUNDS = 5000, 60, 20
HTMX = {"HX-Request": "true", "HX-Target": "claim"}


def main(arguments: list[str] | None = None) -> int:
    """Build, measure, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROUNDS} rounds")
    rounds = QUICK_ROUNDS if parser.parse_args(arguments).quick else ROUNDS
    with services(), override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=_plain_static()):
        from claimtrack.warming import warm_up

        setup_test_environment()  # answers tell their forms
        warm_up()  # as processes of the server are
        series, claims = build(CLAIMS)
        saved, floor = measure(editor(), series, claims, rounds)
    slowest = sorted(saved.wall)[int(len(saved.wall) * 0.95) - 1]
    print(f"saving in a series of {CLAIMS:,} claims: {saved}; 95th percentile {slowest * 1000:.0f} ms")
    return 0 if verdict(saved, floor) else 1


def editor() -> Client:
    """A browser with an editor signed in."""
    from django.contrib.auth.models import Group, User

    user = User.objects.create_user("last")
    user.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(user)
    return client


def measure(client: Client, series: int, claims: list[int], rounds: int) -> tuple[Times, Times]:
    """The times of saving and of the floor. Forms are filled in before: an editor has them on the screen."""
    from django.db import transaction

    asked = [claims[number * 37 % len(claims)] for number in range(rounds + 1)]
    forms = {pk: filled(client, pk) for pk in asked}

    def save(number: int) -> None:
        pk = asked[number]
        sent = forms[pk] | {"figure": str(777 + number)}
        answer = client.post(reverse("claims:claim_edit", args=[pk]), sent, headers=HTMX)
        assert answer.status_code == 200, answer.content[:500]

    def least(number: int) -> None:
        with transaction.atomic():
            bare(series, claims[number * 41 % len(claims)], 555 + number, len(claims))
            transaction.set_rollback(True)  # the next correction finds the series linked

    saved, floor = timed([save, least], rounds)
    return saved, floor


def filled(client: Client, pk: int) -> dict[str, str]:
    """What the form shows of the claim."""
    form = client.get(reverse("claims:claim_edit", args=[pk]), headers=HTMX).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in values.items()}


def _plain_static() -> dict[str, Any]:
    """Static files under their own names: nothing is collected for a measurement."""
    return {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


if __name__ == "__main__":
    sys.exit(main())
