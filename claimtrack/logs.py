"""Structured logs: one line per event on standard error, as text for people or JSON for machines.

In: the wish for JSON and a level. Out: the dictionary for `logging.config`.
"""

import logging
from typing import Any

import structlog


def not_the_health_page(record: logging.LogRecord) -> bool:
    """Drop what Django says of each 503 of the health page, which is asked every few seconds and says why itself."""
    request = getattr(record, "request", None)
    return getattr(request, "path", "") != "/healthz"


def logging_config(*, json: bool, level: str) -> dict[str, Any]:
    """Return Django's LOGGING; every record, also those of libraries, goes through structlog's formatter."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(
            colors=False,
            exception_formatter=structlog.dev.plain_traceback,  # the rich one prints locals: texts, cookies
        )
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    tail: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if json:
        tail.append(structlog.processors.format_exc_info)
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [*tail, renderer],
            }
        },
        "filters": {"no-health": {"()": lambda: not_the_health_page}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR", "filters": ["no-health"]},
            "axes": {"level": "WARNING"},
            # Two lines per task are noise; a task's own log and the rows in the database say what was done.
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            # The sweepers are due every 15 seconds, night and day.
            "celery.beat": {"level": "WARNING"},
        },
    }
