"""Claims note whose they are where they put a series out of date. Fresh databases have that since 0013."""

from django.db import migrations

from claims.migrations import _stale_series as stale


class Migration(migrations.Migration):
    dependencies = [("claims", "0020_decided_claims")]

    operations = [migrations.RunSQL(stale.SPANS, migrations.RunSQL.noop)]
