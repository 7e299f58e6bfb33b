from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['id'], include=('outlet', 'published_on', 'published_precision'), name='article_day_and_outlet'),
        ),
    ]
