"""Where a second pair of eyes is asked for (setting FOUR_EYES), an act is kept as a request instead of done.

In: a request and a `Deed`. Out: whether it waits now, told to who asked; otherwise the view goes on and does it.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext

from claims.models import Proposal
from claims.reviewing.asking import propose_deed
from claims.reviewing.deeds import Deed


def asked(request: HttpRequest, deed: Deed) -> bool:
    """Ask for the deed where another person has to look; raises what doing it would (`Refused`, `Stale`)."""
    if not settings.FOUR_EYES:
        return False
    assert isinstance(request.user, User)  # every view that does something checks who asks
    tell(request, propose_deed(deed, request.user))
    return True


def tell(request: HttpRequest, row: Proposal) -> None:
    """Say that it waits, whom for, and where."""
    if row.act == Proposal.Act.NAMES:
        words = gettext("Asked for: another admin has to agree before it counts.")
    else:
        words = gettext("Asked for: another editor has to agree before it counts.")
    where = f"{reverse('claims:proposals')}#proposal-{row.pk}"
    messages.success(request, format_html('{} <a href="{}">{}</a>', words, where, gettext("See the request")))
