"""Manners towards web sites: what each asks of programs, whose turn it is, how many requests at a time.

In: a target, an item's turn. Out: rows of Site; Refused where a site does not want the page fetched. The figures of
turns stand in PostgreSQL, so that all workers on all machines keep the same distance.
"""

from __future__ import annotations

import importlib.metadata
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from articles.fetching import Policy, fetch, preferences, reservations, robots, targets
from articles.fetching.policy import Clock
from articles.fetching.proxies import proxy_of
from articles.fetching.reservations import Reservation, Reserved, Rule
from articles.fetching.targets import Target
from articles.models import Site
from articles.records import LATER, Reason, Refused

REMEMBERED = timedelta(hours=24)  # RFC 9309: not longer than a day
STALE = timedelta(days=7)  # as long is the last robots.txt good where the server is out of order
SMALL = 512 * 1024
SEATS = 0x73  # the first of the two integers of our advisory locks, see articles/locks.py


def policy() -> Policy:
    """Return how pages are fetched, by the settings."""
    contact = f" (+{settings.FETCH_CONTACT})" if settings.FETCH_CONTACT else ""
    return Policy(
        agent=f"{robots.NAME}/{importlib.metadata.version('claimtrack')}{contact}",
        # The item's lease must outlive the fetch.
        seconds=min(settings.FETCH_SECONDS, settings.LEASE_SECONDS / 2),
        max_bytes=settings.FETCH_LIMIT,
        ports=frozenset(settings.FETCH_PORTS),
        private_hosts=frozenset(host.lower() for host in settings.FETCH_PRIVATE_HOSTS),
        proxy=proxy_of(settings.FETCH_PROXY, resolves=settings.FETCH_PROXY_RESOLVES),
    )


def permit(fetch_policy: Policy) -> Callable[[Target, Clock], None]:
    """Return what asks, before each request, whether the site wants it; raises Refused(ROBOTS) or Reserved."""

    def ask(target: Target, clock: Clock) -> None:
        site = known(target, fetch_policy, clock)
        if not robots.allows(site.robots, target):
            raise Refused(Reason.ROBOTS, f"{target.origin}{robots.PATH}")
        reservation = reservation_at(site, target)
        if reservation:
            raise Reserved(reservation)

    return ask


def reservation_at(site: Site, target: Target) -> Reservation | None:
    """Return what a site reserves of a target: by tdmrep.json, else by ai.txt or robots.txt."""
    by_protocol = reservations.of_site([Rule(**rule) for rule in site.reservations], target)
    return by_protocol or preferences.of_ai_txt(site.ai, target) or preferences.of_robots(site.robots, target)


def reserves(url: str) -> bool:
    """Say whether a site, as far as it is known, reserves what stands at an address. One query, nothing is asked."""
    try:
        target = targets.parse(url)
    except Refused:
        return False
    site = Site.objects.filter(origin=target.origin).only("reservations", "ai", "robots").first()
    return bool(site and reservation_at(site, target))


def known(target: Target, fetch_policy: Policy, clock: Clock) -> Site:
    """Return what the target's site asks of programs; read anew once a day."""
    now = timezone.now()
    site = Site.objects.filter(origin=target.origin).first()
    if site and site.asked_at and site.asked_at > now - REMEMBERED:
        return site
    small = replace(fetch_policy, max_bytes=SMALL)
    try:
        text = robots_txt(target, small, clock)
    except Refused as refusal:
        if site and site.asked_at and site.asked_at > now - STALE and refusal.reason in LATER:
            return site
        raise
    rules = [asdict(rule) for rule in tdmrep(target, small, clock)]
    values = {"robots": text, "reservations": rules, "ai": ai_txt(target, small, clock), "asked_at": now}
    return Site.objects.update_or_create(origin=target.origin, defaults=values)[0]


def robots_txt(target: Target, small: Policy, clock: Clock) -> str:
    """Return the site's robots.txt, "" where it has none; raises Refused where the server is out of order."""
    try:
        return robots.text_of(fetch(f"{target.origin}{robots.PATH}", small, clock=clock).body)
    except Refused as refusal:
        if robots.stands_for_none(refusal):
            return ""
        raise


def tdmrep(target: Target, small: Policy, clock: Clock) -> list[Rule]:
    """Return the site's tdmrep.json, [] where it has none that can be read."""
    try:
        return reservations.rules_of(fetch(f"{target.origin}{reservations.PATH}", small, clock=clock).body)
    except Refused:
        if clock.is_over():
            raise
        return []


def ai_txt(target: Target, small: Policy, clock: Clock) -> str:
    """Return the site's ai.txt, "" where it has none that can be read."""
    try:
        return preferences.ai_txt(fetch(f"{target.origin}{preferences.PATH}", small, clock=clock).body)
    except Refused:
        if clock.is_over():
            raise
        return ""


def turn(origin: str, now: datetime) -> datetime:
    """Return when the next request to a site may be sent, and keep that moment for the asker: each gets his own."""
    with transaction.atomic():
        Site.objects.get_or_create(origin=origin)
        site = Site.objects.select_for_update().get(origin=origin)
        at = max(now, site.next_at or now)
        pause = max(settings.FETCH_DELAY, robots.delay(site.robots))
        Site.objects.filter(pk=site.pk).update(next_at=at + timedelta(seconds=pause))
    return at


def leave_alone(origin: str, until: datetime) -> None:
    """Send nothing to a site before `until`: it has asked for that."""
    Site.objects.get_or_create(origin=origin)
    Site.objects.filter(origin=origin).exclude(next_at__gt=until).update(next_at=until)


@contextmanager
def seat(host: str) -> Iterator[bool]:
    """Hold one of a host's few seats while asking it; yields False where all are taken.

    A lock of the session: PostgreSQL lets go of it when the worker dies.
    """
    number = next((n for n in range(settings.FETCH_PER_HOST) if _lock("pg_try_advisory_lock", host, n)), None)
    try:
        yield number is not None
    finally:
        if number is not None:
            _lock("pg_advisory_unlock", host, number)


def _lock(function: str, host: str, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)", [SEATS, zlib.crc32(f"{host}#{number}".encode()) - 2**31])
        row = cursor.fetchone()
    return bool(row and row[0])
