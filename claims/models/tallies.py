"""Sums that lists would else count anew over all rows. PostgreSQL keeps them in step by triggers (migration 0008)."""

from __future__ import annotations

from django.db import models

from claims.models.actors import Actor
from claims.models.series import Topic


class ChangeTally(models.Model):
    """How many changes of one kind there are in a topic by a source; without a source, those by articles themselves.

    Nobody writes here but the triggers, in the transaction that writes the changes, so that the sums are never wrong.
    Rows of 0 may stay behind, also of topics and sources that are gone; hence no foreign keys in the database.
    """

    topic = models.ForeignKey(Topic, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+")
    source = models.ForeignKey(
        Actor, models.DO_NOTHING, null=True, db_constraint=False, db_index=False, related_name="+"
    )
    what = models.CharField(max_length=12)
    n = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint("topic", "source", "what", name="change_tally_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.what}: {self.n}"
