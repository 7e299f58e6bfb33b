"""What the status of an answer means for the item.

In: a status and the answer's headers. Out: nothing where the answer is the page, else Later or Refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from articles.records import Reason, Refused

OK = 200
FORBIDDEN = (401, 402, 403, 407, 451)
GONE = (404, 410)
BUSY = (429, 503)
LONGEST_WAIT = 24 * 3600


class Later(Refused):
    """The server asks to be asked again in `wait` seconds; None where it does not say when."""

    def __init__(self, reason: Reason, detail: str, wait: int | None) -> None:
        super().__init__(reason, detail)
        self.wait = wait


def check_status(status: int, headers: Mapping[str, str]) -> None:
    """Let a page pass; raise the reason of anything else, with the number for who runs servers."""
    detail = f"HTTP {status}"
    if status == OK:
        return
    if status in BUSY:
        raise Later(Reason.BUSY, detail, retry_after(headers.get("retry-after", ""), datetime.now(UTC)))
    if status in FORBIDDEN:
        raise Refused(Reason.FORBIDDEN, detail)
    if status in GONE:
        raise Refused(Reason.NOT_FOUND, detail)
    raise Refused(Reason.SERVER_ERROR if status >= 500 else Reason.HTTP_STATUS, detail)


def retry_after(value: str, now: datetime) -> int | None:
    """Return the seconds that a Retry-After header asks for, a number or a date; at most a day."""
    value = value.strip()
    if value.isascii() and value.isdecimal():
        return min(int(value[:9]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0, min(int((until - now).total_seconds()), LONGEST_WAIT))
