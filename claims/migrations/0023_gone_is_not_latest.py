"""What is gone from its text is no source's latest figure any more in the list of topics."""

from django.db import migrations

from claims.migrations import _sums_of_topics as sums


class Migration(migrations.Migration):
    dependencies = [("claims", "0022_asking_for_more")]

    operations = [
        migrations.RunSQL(
            sums.SUM_SERIES.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION") + sums.GONE + sums.SUM_GONE,
            sums.NOT_GONE,
        ),
    ]
