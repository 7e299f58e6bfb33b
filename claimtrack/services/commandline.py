"""Django's command line with failures of the services said in one line instead of a traceback.

In: the arguments of `manage.py`. Out: the command run, or a message on standard error and exit status 1.
"""

import sys
from collections.abc import Sequence

from claimtrack.services.errors import ServiceError
from claimtrack.services.home import broker_socket, home, runtime

NOT_RUNNING = """The embedded database is not running (data in {home}).
Start everything with `manage.py up`, or only database and broker with `manage.py services`, in another terminal.
To use a database of your own, set DATABASE_URL."""


def run(arguments: Sequence[str]) -> None:
    """Run a management command."""
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(list(arguments))
    except ServiceError as error:
        sys.exit(f"claimtrack  {error}")
    except OperationalError as error:
        if embedded_database_is_away():
            sys.exit(f"claimtrack  {NOT_RUNNING.format(home=home())}")
        if getattr(error.__cause__, "sqlstate", None):  # the server answered: no matter of services
            raise
        sys.exit(f"claimtrack  The database named by DATABASE_URL cannot be reached: {error}")


def embedded_database_is_away() -> bool:
    """Whether the embedded database is meant and does not answer."""
    from django.conf import settings

    from claimtrack.services.listener import accepts

    return settings.EMBEDDED_DATABASE and not accepts(runtime() / ".s.PGSQL.5432")


def embedded_broker_is_away() -> bool:
    """Whether the embedded broker is meant and does not answer."""
    from django.conf import settings

    from claimtrack.services.listener import accepts

    return settings.EMBEDDED_BROKER and not accepts(broker_socket())
