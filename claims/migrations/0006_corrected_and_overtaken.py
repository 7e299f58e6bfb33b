"""Two more kinds of change, and what a text itself says was said before a figure."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0005_newest_changes'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='delete_delete',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='claim',
            name='update_update',
        ),
        migrations.AddField(
            model_name='claim',
            name='former',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True, verbose_name='figure before'),
        ),
        migrations.AddField(
            model_name='claim',
            name='takes_back',
            field=models.BooleanField(db_default=False, default=False, verbose_name='takes that back'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='former',
            field=models.DecimalField(blank=True, decimal_places=4, max_digits=20, null=True, verbose_name='figure before'),
        ),
        migrations.AddField(
            model_name='claimevent',
            name='takes_back',
            field=models.BooleanField(db_default=False, default=False, verbose_name='takes that back'),
        ),
        migrations.AlterField(
            model_name='change',
            name='what',
            field=models.CharField(choices=[('first', 'first'), ('raised', 'raised'), ('lowered', 'lowered'), ('refined', 'refined'), ('widened', 'widened'), ('repeated', 'repeated'), ('corrected', 'corrected'), ('confirmed', 'confirmed'), ('admitted', 'admitted'), ('retracted', 'retracted'), ('corroborated', 'corroborated'), ('contradicted', 'contradicted'), ('overtaken', 'overtaken')], max_length=12, verbose_name='change'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("approx", "article_id", "confidence", "created_at", "end", "event_from", "event_precision", "event_to", "figure_end", "figure_start", "former", "id", "kind", "metric", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "reported_on", "review", "rule", "run_id", "series_by_editor", "series_id", "source_id", "source_name", "speaker", "stance", "start", "subject", "subject_actor", "subject_class", "takes_back", "unit", "value_high", "value_low", "version", "via") VALUES (NEW."approx", NEW."article_id", NEW."confidence", NEW."created_at", NEW."end", NEW."event_from", NEW."event_precision", NEW."event_to", NEW."figure_end", NEW."figure_start", NEW."former", NEW."id", NEW."kind", NEW."metric", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quote", NEW."reported_on", NEW."review", NEW."rule", NEW."run_id", NEW."series_by_editor", NEW."series_id", NEW."source_id", NEW."source_name", NEW."speaker", NEW."stance", NEW."start", NEW."subject", NEW."subject_actor", NEW."subject_class", NEW."takes_back", NEW."unit", NEW."value_high", NEW."value_low", NEW."version", NEW."via"); RETURN NULL;', hash='0474c8f4646ea307dc4e1dc50751eea6fa228850', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."approx" IS DISTINCT FROM (NEW."approx") OR OLD."article_id" IS DISTINCT FROM (NEW."article_id") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."end" IS DISTINCT FROM (NEW."end") OR OLD."event_from" IS DISTINCT FROM (NEW."event_from") OR OLD."event_precision" IS DISTINCT FROM (NEW."event_precision") OR OLD."event_to" IS DISTINCT FROM (NEW."event_to") OR OLD."figure_end" IS DISTINCT FROM (NEW."figure_end") OR OLD."figure_start" IS DISTINCT FROM (NEW."figure_start") OR OLD."former" IS DISTINCT FROM (NEW."former") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."metric" IS DISTINCT FROM (NEW."metric") OR OLD."quote" IS DISTINCT FROM (NEW."quote") OR OLD."reported_on" IS DISTINCT FROM (NEW."reported_on") OR OLD."review" IS DISTINCT FROM (NEW."review") OR OLD."rule" IS DISTINCT FROM (NEW."rule") OR OLD."run_id" IS DISTINCT FROM (NEW."run_id") OR OLD."series_id" IS DISTINCT FROM (NEW."series_id") OR OLD."series_by_editor" IS DISTINCT FROM (NEW."series_by_editor") OR OLD."source_id" IS DISTINCT FROM (NEW."source_id") OR OLD."source_name" IS DISTINCT FROM (NEW."source_name") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."stance" IS DISTINCT FROM (NEW."stance") OR OLD."start" IS DISTINCT FROM (NEW."start") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."subject_actor" IS DISTINCT FROM (NEW."subject_actor") OR OLD."subject_class" IS DISTINCT FROM (NEW."subject_class") OR OLD."takes_back" IS DISTINCT FROM (NEW."takes_back") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."value_high" IS DISTINCT FROM (NEW."value_high") OR OLD."value_low" IS DISTINCT FROM (NEW."value_low") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."via" IS DISTINCT FROM (NEW."via"))', func='INSERT INTO "claims_claimevent" ("approx", "article_id", "confidence", "created_at", "end", "event_from", "event_precision", "event_to", "figure_end", "figure_start", "former", "id", "kind", "metric", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "reported_on", "review", "rule", "run_id", "series_by_editor", "series_id", "source_id", "source_name", "speaker", "stance", "start", "subject", "subject_actor", "subject_class", "takes_back", "unit", "value_high", "value_low", "version", "via") VALUES (NEW."approx", NEW."article_id", NEW."confidence", NEW."created_at", NEW."end", NEW."event_from", NEW."event_precision", NEW."event_to", NEW."figure_end", NEW."figure_start", NEW."former", NEW."id", NEW."kind", NEW."metric", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quote", NEW."reported_on", NEW."review", NEW."rule", NEW."run_id", NEW."series_by_editor", NEW."series_id", NEW."source_id", NEW."source_name", NEW."speaker", NEW."stance", NEW."start", NEW."subject", NEW."subject_actor", NEW."subject_class", NEW."takes_back", NEW."unit", NEW."value_high", NEW."value_low", NEW."version", NEW."via"); RETURN NULL;', hash='b257c41a3208542758845e68e0bd968bdee4a722', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='claim',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("approx", "article_id", "confidence", "created_at", "end", "event_from", "event_precision", "event_to", "figure_end", "figure_start", "former", "id", "kind", "metric", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quote", "reported_on", "review", "rule", "run_id", "series_by_editor", "series_id", "source_id", "source_name", "speaker", "stance", "start", "subject", "subject_actor", "subject_class", "takes_back", "unit", "value_high", "value_low", "version", "via") VALUES (OLD."approx", OLD."article_id", OLD."confidence", OLD."created_at", OLD."end", OLD."event_from", OLD."event_precision", OLD."event_to", OLD."figure_end", OLD."figure_start", OLD."former", OLD."id", OLD."kind", OLD."metric", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."quote", OLD."reported_on", OLD."review", OLD."rule", OLD."run_id", OLD."series_by_editor", OLD."series_id", OLD."source_id", OLD."source_name", OLD."speaker", OLD."stance", OLD."start", OLD."subject", OLD."subject_actor", OLD."subject_class", OLD."takes_back", OLD."unit", OLD."value_high", OLD."value_low", OLD."version", OLD."via"); RETURN NULL;', hash='e38161463d465b7c23fd78c522de297525d2b9f2', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER')),
        ),
    ]
