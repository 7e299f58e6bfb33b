"""What a site's ai.txt asks, kept as its robots.txt is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_arrival")]

    operations = [
        migrations.AddField(
            model_name="site",
            name="ai",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="ai.txt"),
        ),
    ]
