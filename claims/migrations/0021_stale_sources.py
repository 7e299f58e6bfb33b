"""Claims note whose they are where they put a series out of date, and sums of a series are made with less work.

Fresh databases have both since 0013 and 0010.
"""

from django.db import migrations

from claims.migrations import _stale_series as stale
from claims.migrations import _sums_of_topics as sums


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_decided_claims")]

    operations = [
        migrations.RunSQL(stale.SPANS, migrations.RunSQL.noop),
        migrations.RunSQL(
            sums.SUM_SERIES.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"), migrations.RunSQL.noop
        ),
    ]
