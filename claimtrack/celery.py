"""The Celery application; tasks are found in each app's `tasks.py`."""

import logging.config
import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

app = Celery("claimtrack")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def keep_our_logs(**kwargs: Any) -> None:
    """Log as Django does; a receiver here keeps Celery from setting up its own."""
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@signals.worker_init.connect
def beat_the_heart(**kwargs: Any) -> None:
    """Let this worker say that it is alive, see claimtrack/heartbeat.py; only a worker needs the module."""
    from claimtrack.heartbeat import Heartbeat

    app.steps["worker"].add(Heartbeat)
