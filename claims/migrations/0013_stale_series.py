"""Linking makes the changes of a series anew from the day on that something was told otherwise, not from its beginning.

So it has to be known whatever bears on that, by whatever way it came: triggers note it, in the transaction that does
it, and `claims.stale` takes the notes when the series is made anew. Until now all series are as they should be.
"""

from django.db import migrations

from claims.migrations import _stale_series as stale


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_near_copies_and_versions"),
        ("claims", "0012_gone"),
    ]

    operations = [migrations.RunSQL(stale.NOTES, stale.AWAY)]
