"""The project package: settings, addresses, the task queue and the services that `manage.py up` runs."""

from claimtrack.celery import app as celery_app

__all__ = ["celery_app"]
