"""What stays out of the logs of a quiet installation."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from claimtrack.logs import logging_config
from claimtrack.services.programs import worker

WORKER = "import celery.platforms as p, claimtrack.celery as c; from celery import signals as s; s.celeryd_init.send('w', instance=None, conf=c.app.conf, options={}); p.check_privileges(c.app.conf.accept_content)"  # noqa: E501


def test_the_scheduler_is_heard_only_when_something_is_wrong():
    for json in (True, False):
        assert logging_config(json=json, level="INFO")["loggers"]["celery.beat"]["level"] == "WARNING"


@pytest.mark.skipif(os.geteuid() != 0, reason="Celery warns root only")
def test_up_as_root_starts_workers_without_celerys_warning():
    """A worker started by hand as root is still warned."""
    said = {}
    for name, more in {"up": worker("intake", 1).environment, "hand": {}}.items():
        run = subprocess.run(
            [sys.executable, "-c", WORKER],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "claimtrack.settings", **more},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        )
        said[name] = "superuser" in run.stderr
    assert said == {"up": False, "hand": True}
