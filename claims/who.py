"""Who made, or approved of, what triggers wrote. In: events of any history, with their context. Out: users."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

ROLES = ("user", "approved_by")


class Who:
    """The users that events name, in one query."""

    def __init__(self, events: Iterable[Any]) -> None:
        numbers = {number for event in events for role in ROLES if (number := _number(event, role))}
        self._users = User.objects.in_bulk(numbers)

    def of(self, event: Any, role: str = "user") -> User | None:
        """Who did it, or approved of it; None for the machine and for users that are gone. role: of `ROLES`."""
        return self._users.get(_number(event, role) or 0)

    def first(self, events: Iterable[Any], role: str = "user") -> User | None:
        """The first of them, for events that belong together."""
        return next((user for event in events if (user := self.of(event, role))), None)


def _number(event: Any, role: str) -> int | None:
    number = (event.pgh_context.metadata if event.pgh_context else {}).get(role)
    return number if isinstance(number, int) else None
