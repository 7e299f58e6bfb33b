"""Where an item of a batch can stand.

`received → stored | duplicate | skipped | failed | cancelled`, `stored → extracted | failed | cancelled`. Between
received and stored an item is *read* (bytes → text) and *cleaned* (text → article), within one task and milliseconds:
that is not written down, since each would cost an UPDATE per item, a dead row and two index entries, for a state that
no page could show before it is over. Who reads an item now is told by its lease; at which step one failed, by its
reason, which belongs to exactly one.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemState(models.TextChoices):
    """From bytes to a named end."""

    RECEIVED = "received", _("waiting to be read")
    STORED = "stored", _("stored, claims being read")
    EXTRACTED = "extracted", _("read")
    DUPLICATE = "duplicate", _("already known")
    SKIPPED = "skipped", _("skipped")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


OPEN_STATES = (ItemState.RECEIVED, ItemState.STORED)
# What an item cannot leave by itself; what failed or was cancelled may be taken up again by a person.
FINAL_STATES = tuple(state for state in ItemState if state not in OPEN_STATES)
