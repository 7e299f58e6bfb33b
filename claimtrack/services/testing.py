"""pytest's plugin `-p claimtrack.services.testing`: tests run on a PostgreSQL and a Valkey of their own.

In: the environment. Out: CLAIMTRACK_HOME in a fresh folder before settings are read, so that no test ever touches a
real installation; and the fixture `services`, which starts what DATABASE_URL and REDIS_URL do not name, when first
needed. Both servers end with pytest, also when it is killed.
"""

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

_made: list[Path] = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None, None, None]:
    """Choose the folder before pytest-django, whose hook of this name reads the settings."""
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-test-")).resolve()
    _made.append(folder)
    (folder / "static").mkdir()
    os.environ["CLAIMTRACK_HOME"] = str(folder)
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    """Remove the folder."""
    while _made:
        shutil.rmtree(_made.pop(), ignore_errors=True)


@pytest.fixture(scope="session")
def services() -> Iterator[None]:
    """Database and broker, running for the rest of the session."""
    from django.conf import settings

    from claimtrack.services.embedded import prepare_folders, start_embedded
    from claimtrack.services.home import home, runtime
    from claimtrack.services.supervisor import Supervisor

    prepare_folders()
    supervisor = Supervisor(home() / "logs", print)
    try:
        start_embedded(supervisor, database=settings.EMBEDDED_DATABASE, broker=settings.EMBEDDED_BROKER, careless=True)
        yield
    finally:
        supervisor.stop()
        shutil.rmtree(runtime(), ignore_errors=True)
