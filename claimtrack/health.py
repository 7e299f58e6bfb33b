"""Whether the parts of the installation are well; open to everybody, so it names states and nothing else.

In: a request without login. Out: JSON with the state of database, broker and each queue's worker; 503 if any is not ok.
"""

from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu import Connection
from kombu.exceptions import OperationalError

from claimtrack.models import WorkerSign

QUEUES = ("intake", "fetch", "extract")
# Six signs missed.
SILENT_AFTER = timedelta(seconds=60)
log = structlog.get_logger(__name__)


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 where everything is well, else 503, with the state of each part."""
    workers = worker_states()
    parts = {"database": "ok" if workers is not None else "unreachable", "broker": broker_state()}
    parts |= workers or {f"worker-{queue}": "unknown" for queue in QUEUES}
    ok = all(state == "ok" for state in parts.values())
    return JsonResponse({"ok": ok, "parts": parts}, status=200 if ok else 503)


def worker_states() -> dict[str, str] | None:
    """Return ok, silent or missing for each queue's workers; None where the database does not answer. One query."""
    try:
        seen = dict(WorkerSign.objects.values_list("queue", "seen_at"))
    except DatabaseError as error:
        log.warning("health: database unreachable", error=str(error).strip())
        return None
    oldest = timezone.now() - SILENT_AFTER
    return {
        f"worker-{queue}": "missing" if queue not in seen else "ok" if seen[queue] > oldest else "silent"
        for queue in QUEUES
    }


def broker_state() -> str:
    """Return ok or unreachable; asks once and does not wait for a broker that is starting."""
    impatient = {**settings.CELERY_BROKER_TRANSPORT_OPTIONS, "socket_connect_timeout": 2, "socket_timeout": 2}
    with Connection(broker_url(), transport_options=impatient) as connection:
        try:
            connection.ensure_connection(max_retries=1, timeout=2)
        except OperationalError as error:
            log.warning("health: broker unreachable", error=str(error))
            return "unreachable"
    return "ok"


def broker_url() -> str:
    """Return where the broker should be."""
    return settings.CELERY_BROKER_URL
