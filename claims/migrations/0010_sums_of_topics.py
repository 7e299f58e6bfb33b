"""Sums of series and topics that triggers keep in step, so that lists of topics need not count claims.

Whatever a transaction does to claims, changes, series and articles, by whatever way: triggers note the series it bears
on, and when it commits these are summed up once (`SET CONSTRAINTS claims_sums_due IMMEDIATE` does it before). That is
late on purpose: the rows of sums are held for a moment only, in the order of their numbers, so that nobody waits for
another in a circle. `claims_recount_sums()` sums all up anew; it is needed where rows come in without triggers.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from claims.migrations import _sums_of_topics as sums


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_day_and_outlet_beside_the_number"),
        ("claims", "0009_reviewing"),
    ]

    operations = [
        migrations.CreateModel(
            name="TopicTally",
            fields=[
                (
                    "topic",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="claims.topic",
                    ),
                ),
                ("claims", models.IntegerField(db_default=0)),
                ("stories", models.IntegerField(db_default=0)),
                ("sources", models.IntegerField(db_default=0)),
                ("outlets", models.IntegerField(db_default=0)),
                ("contradictions", models.IntegerField(db_default=0)),
                ("changed", models.DateField(null=True)),
                ("main", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SeriesTally",
            fields=[
                (
                    "series",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="tally",
                        serialize=False,
                        to="claims.series",
                    ),
                ),
                ("claims", models.IntegerField(db_default=0)),
                ("figures", models.IntegerField(db_default=0)),
                ("stories", models.IntegerField(db_default=0)),
                ("contradictions", models.IntegerField(db_default=0)),
                ("changed", models.DateField(null=True)),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), db_default=[], size=None
                    ),
                ),
                (
                    "outlets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), db_default=[], size=None
                    ),
                ),
                (
                    "days",
                    django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), db_default=[], size=None),
                ),
                (
                    "lows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=4, max_digits=20), db_default=[], size=None
                    ),
                ),
                (
                    "highs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DecimalField(decimal_places=4, max_digits=20), db_default=[], size=None
                    ),
                ),
                (
                    "latest",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), db_default=[], size=None
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="claims.topic",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(
            sums.DUE + sums.SUM_TOPICS + sums.SUM_SERIES_AS_PRINTED + sums.RECOUNT + sums.SUM_DUE + sums.NOTES
            + sums.TRIGGERS,
            sums.AWAY,
        ),
    ]
