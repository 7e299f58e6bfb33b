"""Batches that are cancelled, deleted and brought back, and whom to tell when one is finished.

Items that waited for the claims of an article which somebody deleted meanwhile are ended; from now on the database
refuses such rows. Batches whose items are all at their end get the day of the last one.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

END = """
    UPDATE articles_batchitem SET state = 'cancelled', reason = 'article_gone'
    WHERE state = 'stored' AND article_id IS NULL;
    UPDATE articles_batch b SET finished_at = coalesce(
        (SELECT max(i.updated_at) FROM articles_batchitem i WHERE i.batch_id = b.id), b.created_at)
    WHERE NOT EXISTS
        (SELECT FROM articles_batchitem i WHERE i.batch_id = b.id AND i.state IN ('received', 'stored'));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_agency_and_more_ways_to_a_date"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notices",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("by_mail", models.BooleanField(default=False, verbose_name="e-mail for each own batch")),
                (
                    "token",
                    models.CharField(
                        blank=True, default=None, max_length=64, null=True, unique=True, verbose_name="token"
                    ),
                ),
            ],
            options={
                "verbose_name": "notices of batches",
                "verbose_name_plural": "notices of batches",
            },
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.URLField(blank=True, max_length=500, verbose_name="address")),
                ("language", models.CharField(blank=True, max_length=8, verbose_name="language")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="told on")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("next_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "watch of a batch",
                "verbose_name_plural": "watches of batches",
            },
        ),
        migrations.RemoveConstraint(
            model_name="batchitem",
            name="item_state_known",
        ),
        migrations.RemoveConstraint(
            model_name="batchitem",
            name="item_failure_has_reason",
        ),
        migrations.AddField(
            model_name="article",
            name="hidden_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="batch",
            name="deleted_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="deleted"),
        ),
        migrations.AddField(
            model_name="batch",
            name="deleted_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="deleted by",
            ),
        ),
        migrations.AddField(
            model_name="batch",
            name="finished_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="finished"),
        ),
        migrations.AddField(
            model_name="batch",
            name="purging",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="batchitem",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "waiting to be read"),
                    ("stored", "stored, claims being read"),
                    ("extracted", "read"),
                    ("duplicate", "already known"),
                    ("skipped", "skipped"),
                    ("failed", "failed"),
                    ("cancelled", "cancelled"),
                ],
                default="received",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.RunSQL(END, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                models.F("id"), condition=models.Q(("finished_at__isnull", True)), name="batch_unfinished"
            ),
        ),
        migrations.AddIndex(
            model_name="batch",
            index=models.Index(
                models.F("deleted_at"), condition=models.Q(("deleted_at__isnull", False)), name="batch_in_bin"
            ),
        ),
        migrations.AddConstraint(
            model_name="batch",
            constraint=models.CheckConstraint(
                condition=models.Q(("purging", False), ("deleted_at__isnull", False), _connector="OR"),
                name="batch_purged_after_deleted",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["received", "stored", "extracted", "duplicate", "skipped", "failed", "cancelled"])
                ),
                name="item_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["failed", "skipped", "cancelled"]), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="item_failure_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="batchitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "stored"), _negated=True), ("article__isnull", False), _connector="OR"
                ),
                name="item_stored_has_article",
            ),
        ),
        migrations.AddField(
            model_name="notices",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="batch_notices",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddField(
            model_name="watch",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="watches",
                to="articles.batch",
                verbose_name="batch",
            ),
        ),
        migrations.AddField(
            model_name="watch",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="batch_watches",
                to=settings.AUTH_USER_MODEL,
                verbose_name="user",
            ),
        ),
        migrations.AddIndex(
            model_name="watch",
            index=models.Index(models.F("batch"), condition=models.Q(("told_at__isnull", True)), name="watch_untold"),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.UniqueConstraint(models.F("batch"), models.F("user"), name="batch_watched_once"),
        ),
    ]
