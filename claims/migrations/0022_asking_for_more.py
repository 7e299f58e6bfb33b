"""Requests about topics, series and names; who agreed to what was arranged."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_squashed_0012"),
        ("claims", "0021_stale_sources"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="arrangement",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="undoing_approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="undoing approved by",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="about",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, editable=False, size=None
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="deed",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name="proposal",
            name="act",
            field=models.CharField(
                choices=[
                    ("reading", "a new reading"),
                    ("correct", "a correction"),
                    ("add", "a claim to add"),
                    ("many", "many at once"),
                    ("restore", "back to a former version"),
                    ("undo", "an act to undo"),
                    ("arrange", "topics and series"),
                    ("names", "actors and places"),
                ],
                default="reading",
                max_length=7,
                verbose_name="act",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(
                models.F("made_at"),
                condition=models.Q(("state", "open"), models.Q(("act", "reading"), _negated=True)),
                name="proposal_asked",
            ),
        ),
    ]
