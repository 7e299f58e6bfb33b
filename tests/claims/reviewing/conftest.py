"""Claims to look at, and editors who look."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from claims.models import Claim
from tests import factories as make


@pytest.fixture
def figures(stored) -> list[Claim]:
    """The NIS says 1.500, then 3.000, then the same again: three articles, one series."""
    for day, value in ((18, 1500), (20, 3000), (22, 3000)):
        said = date(2024, 10, day)
        stored(make.record(value, value, reported_on=said), published=said)
    return list(Claim.objects.order_by("reported_on"))


@pytest.fixture
def second(db: None) -> User:
    """Another editor."""
    return User.objects.create_user("zweite")


@pytest.fixture
def four_eyes(settings: Any) -> None:
    """Another person has to look at whatever one does."""
    settings.FOUR_EYES = True


@pytest.fixture
def desk(client: Client, author: User) -> Client:
    """A browser with the file's `author` signed in."""
    client.force_login(author)
    return client
