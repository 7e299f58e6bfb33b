"""A delivery that is sent again is known by its mark."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0008_copies_beside_the_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='sent_as',
            field=models.UUIDField(blank=True, editable=False, null=True, unique=True),
        ),
    ]
