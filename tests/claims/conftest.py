"""Fixtures of claims: reading by hand-made records, through the same door as the machine's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User

from articles.models import Article
from claims import recording, runs
from claims.models import Topic
from claims.records import NormalisedClaim
from tests import factories as make
from tests.claims.arranged import ARMY, PENTAGON, topic


@pytest.fixture
def editor(db: None) -> User:
    """A user whose name stands in the history."""
    return User.objects.create_user("erika")


@pytest.fixture
def stored() -> Callable[..., Article]:
    """Store records as read from a fresh article: `stored(record, published=…, paper=…)`."""

    def store(*records: NormalisedClaim, **fields: object) -> Article:
        article = make.article(**fields)  # type: ignore[arg-type]
        lease = runs.take(make.run(article).pk)
        assert lease
        assert recording.store(lease, records, "rules", "")
        return article

    return store


@pytest.fixture
def pair(stored: Callable[..., Article]) -> tuple[Topic, Topic]:
    """Soldiers: 1.500, then 3.000 of the NIS. Troops: 2.000 of the NIS, 2.000 of the Pentagon."""
    stored(make.record(1500, 1500))
    stored(make.record(3000, 3000, reported_on=date(2024, 10, 20)))
    stored(make.record(2000, 2000, reported_on=date(2024, 10, 19), **ARMY))
    stored(make.record(2000, 2000, reported_on=date(2024, 10, 21), source=PENTAGON, **ARMY))
    return topic("Truppen"), topic()
