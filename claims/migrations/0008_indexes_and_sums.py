"""Indexes for archives of a million claims, and sums of changes that triggers keep in step with what they count.

Sums are added to by statement, in the order of their keys: writers of several topics so never wait for each other in
a circle. `claims_recount_changes()` counts everything anew; it is needed where rows come in without triggers.
"""

import django.db.models.deletion
from django.db import migrations, models

from claims.migrations._sums_of_changes import AWAY, FUNCTIONS, TRIGGERS


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_day_and_outlet_beside_the_number'),
        ('claims', '0007_arrangements'),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=12)),
                ('n', models.IntegerField()),
                ('source', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.actor')),
                ('topic', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='claims.topic')),
            ],
        ),
        migrations.AddIndex(
            model_name='change',
            index=models.Index(models.F('series'), models.OrderBy(models.F('day'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('what__in', ['first', 'repeated']), _negated=True), name='change_telling'),
        ),
        migrations.AddIndex(
            model_name='claim',
            index=models.Index(condition=models.Q(('review', 'rejected'), _negated=True), fields=['series'], include=('id', 'source', 'article', 'kind', 'reported_on'), name='claim_of_series'),
        ),
        migrations.AddConstraint(
            model_name='changetally',
            constraint=models.UniqueConstraint(models.F('topic'), models.F('source'), models.F('what'), name='change_tally_once', nulls_distinct=False),
        ),
        migrations.RunSQL(FUNCTIONS + TRIGGERS, AWAY),
    ]
