"""The Celery application; tasks are found in each app's `tasks.py`."""

import logging.config
import os
import warnings
from typing import Any

from celery import Celery, signals
from celery.exceptions import SecurityWarning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

app = Celery("claimtrack")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logs(**kwargs: Any) -> None:
    """Log as Django does; a receiver here keeps Celery from setting up its own."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@signals.celeryd_init.connect
def run_as_whoever_called_up(**kwargs: Any) -> None:
    """Keep Celery from complaining of root under `up`: whoever runs that chose the account, messages are JSON only."""
    if os.environ.get("CLAIMTRACK_SUPERVISED"):
        warnings.filterwarnings("ignore", category=SecurityWarning)


@signals.worker_init.connect
def beat_the_heart(**kwargs: Any) -> None:
    """Let this worker say that it is alive, see claimtrack/heartbeat.py; only a worker needs the module."""
    from claimtrack.heartbeat import Heartbeat

    app.steps["worker"].add(Heartbeat)
