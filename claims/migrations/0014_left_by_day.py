"""By when a claim had left its text, and which one is read in its place: both make changes of its series."""

import django.db.models.deletion
from django.db import migrations, models

from claims.migrations import _gone_is_stale as stale


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_ways_in"),
        ("claims", "0013_stale_series"),
    ]

    operations = [
        migrations.AddField(
            model_name="gone",
            name="without",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.revision",
                verbose_name="first version without it",
            ),
        ),
        migrations.AddField(model_name="gone", name="day", field=models.DateField(null=True, verbose_name="gone by")),
        migrations.AddField(
            model_name="gone", name="place_start", field=models.PositiveIntegerField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="gone", name="place_end", field=models.PositiveIntegerField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="gone",
            name="instead",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="overwrites",
                to="claims.claim",
                verbose_name="claim in its place",
            ),
        ),
        # Deferred checks of foreign keys would wait for the end, and tables with such may not be altered meanwhile.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RunSQL(stale.NOTES, stale.AWAY),
        migrations.RunSQL(stale.FILL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL DEFERRED", "SET CONSTRAINTS ALL DEFERRED"),
    ]
