"""The addressed envelopes of the queue `extract`: numbers only, safe to deliver twice."""

from __future__ import annotations

from celery import shared_task
from django.db import InterfaceError, OperationalError

from articles.tasks import send
from claims import hiding, linking, recording, rereading, sweeping

# The database is restarting or a deadlock was broken: both pass.
PASSING = (OperationalError, InterfaceError)


@shared_task(autoretry_for=PASSING, max_retries=8, retry_backoff=1, retry_backoff_max=30, ignore_result=True)
def extract_article(run_id: int) -> None:
    """Read the article of this run."""
    recording.record_run(run_id)


@shared_task(ignore_result=True)
def hand_out(*run_ids: int) -> None:
    """Ask for each of these runs; done here, so that whoever stores many articles waits for one message only."""
    ask_for(list(run_ids))


@shared_task(autoretry_for=PASSING, max_retries=8, retry_backoff=1, retry_backoff_max=30, ignore_result=True)
def relink_series(*series_ids: int) -> None:
    """Make the changes of these series anew."""
    linking.relink_series(series_ids)


@shared_task(autoretry_for=PASSING, max_retries=8, retry_backoff=1, retry_backoff_max=30, ignore_result=True)
def settle_aside() -> None:
    """Do one piece of what the hiding and showing of articles left to do, and ask for the next."""
    if hiding.settle():
        send(settle_aside)


@shared_task(ignore_result=True)
def reread() -> None:
    """Open the first runs of what is to be read again at once; the sweeper opens the others."""
    ask_for(rereading.carry_on())


@shared_task(ignore_result=True)
def sweep_runs() -> None:
    """Ask again for what the queue lost."""
    if hiding.pending():
        send(settle_aside)
    ask_for(sweeping.runs_to_ask_for())
    ask_for(rereading.carry_on())
    empty = sweeping.series_to_clear()
    if empty:
        send(relink_series, *empty)


def ask_for(run_ids: list[int]) -> None:
    """Enqueue runs; a broker that is out of reach is asked once, not once per run."""
    for run_id in run_ids:
        if not send(extract_article, run_id):
            return
