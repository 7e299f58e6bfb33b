"""Where an item of a batch can stand."""

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


# What an item cannot leave by itself; `failed` may be tried again by a person.
FINAL_STATES = (ItemState.EXTRACTED, ItemState.DUPLICATE, ItemState.SKIPPED, ItemState.FAILED)
