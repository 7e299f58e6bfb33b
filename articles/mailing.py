"""E-mails to those who wait for a batch: one for each `Watch`, once its batch is finished.

In: a moment. Out: e-mails sent, watches that say so. A mail server that refuses is asked again, ever more rarely; one
e-mail may come twice where a worker dies between sending it and noting that.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import Batch, Watch
from articles.reporting import reports_of

log = logging.getLogger(__name__)

TRIES = 8  # after the first one at 1, 2, 4 … minutes: two hours in all
AT_ONCE = 50


def watch(batch: Batch, user: User, address: str, language: str) -> None:
    """Have the user told once the batch is finished; asked again after having been told, once more."""
    fresh = {"address": address[:500], "language": language, "told_at": None, "tries": 0, "next_at": None}
    Watch.objects.update_or_create(batch=batch, user=user, defaults=fresh)


def unwatch(batch: Batch, user: User) -> None:
    """Tell the user nothing after all."""
    Watch.objects.filter(batch=batch, user=user).delete()


def send_due(now: datetime) -> int:
    """Send what is due and return how many e-mails left."""
    if not settings.MAIL_CONFIGURED:
        return 0
    due = Watch.objects.filter(
        Q(next_at__isnull=True) | Q(next_at__lte=now),
        told_at__isnull=True,
        tries__lt=TRIES,
        batch__finished_at__isnull=False,
        batch__deleted_at__isnull=True,
    )
    return sum(_tell(pk, now) for pk in list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE]))


def _tell(pk: int, now: datetime) -> bool:
    with transaction.atomic():
        held = Watch.objects.select_related("batch", "user").select_for_update(of=("self",), skip_locked=True)
        row = held.filter(pk=pk, told_at__isnull=True).first()
        if row is None:
            return False
        sent = _send(row)
        if sent is None:
            row.tries += 1
            row.next_at = now + timedelta(minutes=2 ** (row.tries - 1))
        else:
            row.told_at = now
        row.save(update_fields=["told_at", "tries", "next_at"])
        return bool(sent)


def _send(row: Watch) -> bool | None:
    """Send one e-mail; False where there is nobody to send it to, None where the server did not take it."""
    if not row.user.email or not row.user.is_active:
        return False
    with override(row.language or settings.LANGUAGE_CODE):
        report = reports_of([row.batch_id])[row.batch_id]
        title = " ".join(row.batch.title.split())
        subject = f"claimtrack: {title[:100]} – {report.headline()}"
        body = [_("The batch “%(title)s” is finished.") % {"title": title}, "", *report.lines(), "", address_of(row)]
    try:
        send_mail(subject, "\n".join(body).strip() + "\n", None, [row.user.email])
    except (SMTPException, OSError) as error:
        log.warning("e-mail not sent", extra={"watch": row.pk, "error": type(error).__name__})
        return None
    return True


def address_of(row: Watch) -> str:
    """The batch's page as others reach it, "" where nobody said how."""
    path = reverse("articles:batch", args=[row.batch_id])
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else row.address
