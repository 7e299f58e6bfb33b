"""Fixtures of all tests."""

import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

from tests.effort import PROFILE

# Machines are shared and noisy: time is measured in tests/load, never by a deadline of an example.
settings.register_profile("steady", deadline=None)
# HYPOTHESIS_PROFILE=thorough tries many times as many examples (`tests.effort`).
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(PROFILE)

# Tests of rules, pages and steps need no trained model; those of the whole (gold, seeds in the browser) ask for it.
os.environ.setdefault("CLAIMTRACK_MODEL", "rules")


def pytest_configure() -> None:
    """Hash passwords cheaply: most tests make a user, and a second for each would be most of their time."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, services):
    """Have the database server running before pytest-django makes its test database on it."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Number rows from a thousand on, so that a page that writes such a number as people do fails its test: 1,234."""
    from django.db import connection

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(seqrelid, greatest(1000, (SELECT last_value FROM pg_sequences AS told"
            " WHERE (told.schemaname || '.' || told.sequencename)::regclass = seqrelid))) FROM pg_sequence"
        )


@pytest.fixture(autouse=True)
def _language_put_back() -> Iterator[None]:
    """Each test begins in the language of the settings: requests of the test client leave theirs to the thread."""
    yield
    translation.deactivate()
