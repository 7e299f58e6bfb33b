"""What `manage.py check` says of settings by which pages are fetched, before anything fails."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from articles.fetching.proxies import proxy_of


@register()
def proxy_can_be_used(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """The proxy has an address of a kind that we speak. The address itself is not told: it may hold a password."""
    try:
        proxy_of(settings.FETCH_PROXY)
    except ValueError as problem:
        return [Error(f"CLAIMTRACK_FETCH_PROXY: {problem}.", id="articles.E001")]
    return []
