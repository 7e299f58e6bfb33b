"""Fixtures of claims: reading by hand-made records, through the same door as the machine's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from articles.models import Article
from claims import recording, runs
from claims.records import NormalisedClaim
from tests import factories as make


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
