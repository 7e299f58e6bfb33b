"""System checks of the services: what `manage.py check` says about them before anything fails."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from claimtrack.services import binaries
from claimtrack.services.commandline import embedded_broker_is_away, embedded_database_is_away
from claimtrack.services.errors import ServiceError

START = "Start it with `manage.py up`, or with `manage.py services` for database and broker alone."


@register()
def embedded_programs_are_there(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The embedded servers are wanted, so their programs must be found."""
    wanted: list[tuple[bool, Callable[[], Path], str]] = [
        (settings.EMBEDDED_DATABASE, binaries.postgres_folder, "claimtrack.E001"),
        (settings.EMBEDDED_BROKER, binaries.broker_program, "claimtrack.E002"),
    ]
    return [Error(str(problem), id=name) for needed, find, name in wanted if needed and (problem := _problem(find))]


@register(Tags.database)
def embedded_services_answer(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """With --database: the embedded servers must be running."""
    found: list[CheckMessage] = []
    if kwargs.get("databases") and embedded_database_is_away():
        found.append(Error("The embedded database is not running.", hint=START, id="claimtrack.E003"))
    if kwargs.get("databases") and embedded_broker_is_away():
        found.append(Error("The embedded broker is not running.", hint=START, id="claimtrack.E004"))
    return found


def _problem(find: Callable[[], Path]) -> ServiceError | None:
    try:
        find()
    except ServiceError as error:
        return error
    return None
