"""Sums that lists would else count anew over all rows. PostgreSQL keeps them in step by triggers.

Nobody else writes them. Those of changes (migration 0008) are added to by each statement; those of series and topics
(0010) are made anew when a transaction commits, or before by `settle_sums`. Rows of 0 may stay behind, also of what is
gone; hence no foreign keys in the database.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from claims.models.actors import Actor
from claims.models.series import Series, Topic


def settle_sums() -> None:
    """Sum up now what this transaction has written so far; without it that is done when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS claims_sums_due IMMEDIATE; SET CONSTRAINTS claims_sums_due DEFERRED")


class ChangeTally(models.Model):
    """How many changes of one kind there are in a topic by a source; without a source, those by articles themselves."""

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


class TopicTally(models.Model):
    """What the list of topics shows of a topic, rejected claims left out.

    stories: claims that count or place something; contradictions: open ones (`timeline.contradictions`); changed: the
    last day on which something became different; main: the number of the series with most figures. A topic without a
    row has no claims.
    """

    topic = models.OneToOneField(Topic, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="tally")
    claims = models.IntegerField(db_default=0)
    stories = models.IntegerField(db_default=0)
    sources = models.IntegerField(db_default=0)
    outlets = models.IntegerField(db_default=0)
    contradictions = models.IntegerField(db_default=0)
    changed = models.DateField(null=True)
    main = models.BigIntegerField(null=True)

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.claims}"


class SeriesTally(models.Model):
    """What its topic's sums are made of, and how a series of figures went.

    figures, stories: claims that count, or count or place something; sources, outlets: their numbers. days, lows,
    highs: least and largest figure of up to 60 spots of time, each by its first day; latest: claims with the last
    figure of the three leading sources (`timeline.topic_rows`).
    """

    series = models.OneToOneField(
        Series, models.DO_NOTHING, primary_key=True, db_constraint=False, related_name="tally"
    )
    topic = models.ForeignKey(Topic, models.DO_NOTHING, db_constraint=False, related_name="+")
    claims = models.IntegerField(db_default=0)
    figures = models.IntegerField(db_default=0)
    stories = models.IntegerField(db_default=0)
    contradictions = models.IntegerField(db_default=0)
    changed = models.DateField(null=True)
    sources = ArrayField(models.BigIntegerField(), db_default=[])
    outlets = ArrayField(models.BigIntegerField(), db_default=[])
    days = ArrayField(models.DateField(), db_default=[])
    lows = ArrayField(models.DecimalField(max_digits=20, decimal_places=4), db_default=[])
    highs = ArrayField(models.DecimalField(max_digits=20, decimal_places=4), db_default=[])
    latest = ArrayField(models.BigIntegerField(), db_default=[])

    def __str__(self) -> str:
        return f"{self.series_id}: {self.claims}"
