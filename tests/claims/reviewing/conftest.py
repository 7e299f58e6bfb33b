"""Claims to look at, and editors who look."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

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
