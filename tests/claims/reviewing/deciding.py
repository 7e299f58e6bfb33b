"""A decision on a request, as the page of requests sends it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Proposal


def decide(client: Client, user: User, row: Proposal, **sent: Any) -> Any:
    """Let the user decide; sent: the button that was pressed. The answer of the page."""
    client.force_login(user)
    return client.post(reverse("claims:proposal_decide", args=[row.pk]), sent)
