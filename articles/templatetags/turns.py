"""When an item that waits to be fetched has its turn."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from articles.models import BatchItem

register = template.Library()


@register.filter
def turn(item: BatchItem) -> datetime | None:
    """Return the moment at which a site is asked for the item; None where it waits for nothing."""
    if item.state != BatchItem.State.RECEIVED or "turn" not in item.metadata:
        return None
    return timezone.localtime(datetime.fromisoformat(item.metadata["turn"]))
