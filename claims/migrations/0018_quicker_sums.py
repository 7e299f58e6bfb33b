"""Sums of a series are made with less work, and claims note the last day, too, on which a series was told otherwise.

Fresh databases have both since 0010 and 0013.
"""

from django.db import migrations

from claims.migrations import _stale_series as stale
from claims.migrations import _sums_of_topics as sums


class Migration(migrations.Migration):
    dependencies = [("claims", "0017_rereading")]

    operations = [
        migrations.RunSQL(
            sums.SUM_SERIES.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"), migrations.RunSQL.noop
        ),
        migrations.RunSQL(stale.SPANS, migrations.RunSQL.noop),
    ]
