from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0025_renamed_rows'),
    ]

    operations = [
        migrations.AlterField(
            model_name='step',
            name='action',
            field=models.CharField(choices=[('correct', 'corrected'), ('accept', 'accepted'), ('reject', 'rejected'), ('add', 'added'), ('restore', 'taken back to a former version'), ('proposal', 'proposal taken over'), ('bulk', 'many at once'), ('merge', 'names merged'), ('rename', 'place renamed'), ('undo', 'undone')], max_length=8, verbose_name='act'),
        ),
    ]
