"""How gunicorn serves claimtrack, here and in containers: `gunicorn -c python:claimtrack.webserver claimtrack.wsgi`.

Threads, not the ASGI worker: every view is synchronous, and a thread keeps its database connection.
"""

import os
from pathlib import Path

from claimtrack.logs import logging_config

_shared_memory = Path("/dev/shm")

worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "") or min(2, os.cpu_count() or 1))
threads = 4
# Loaded once and shared by the processes: half the memory, and a new process is there at once.
preload_app = True
timeout = 60
# Less than the supervisor's patience with the whole server.
graceful_timeout = 1
keepalive = 5
# A fresh process now and then gives back what libraries leak, not both at once.
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
# The heartbeat file of a worker must not wait for a disk.
worker_tmp_dir = str(_shared_memory) if os.access(_shared_memory, os.W_OK) else None
proc_name = "claimtrack"
_logging = logging_config(
    json=os.environ.get("CLAIMTRACK_LOG_JSON", "").lower() in {"1", "true", "yes", "on"},
    level=os.environ.get("CLAIMTRACK_LOG_LEVEL", "") or "INFO",
)
_logging["loggers"] = {"gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True}}
logconfig_dict = _logging
