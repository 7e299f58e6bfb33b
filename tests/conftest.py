"""Fixtures of all tests."""

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, services):
    """Have the database server running before pytest-django makes its test database on it."""
