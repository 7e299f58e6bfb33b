"""Everything up to 0012 at once, for new installations; others have run the migrations that it stands for."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ('articles', '0001_initial'),
        ('articles', '0002_day_and_outlet_beside_the_number'),
        ('articles', '0003_agency_and_more_ways_to_a_date'),
        ('articles', '0004_bin_cancel_and_notices'),
        ('articles', '0005_near_copies_and_versions'),
        ('articles', '0006_staging_and_sayings'),
        ('articles', '0007_ways_in'),
        ('articles', '0008_copies_beside_the_day'),
        ('articles', '0009_sent_as'),
        ('articles', '0010_outlets_of_the_registry'),
        ('articles', '0011_arrival'),
        ('articles', '0012_ai_txt'),
    ]

    dependencies = [
        ('auth', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('origin', models.CharField(choices=[('upload', 'upload'), ('paste', 'pasted text'), ('folder', 'folder'), ('urls', 'web addresses'), ('api', 'program'), ('feed', 'news feed'), ('demo', 'demo articles')], max_length=10, verbose_name='origin')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='received')),
                ('sent_as', models.UUIDField(blank=True, editable=False, null=True, unique=True)),
                ('finished_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='finished')),
                ('deleted_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='deleted')),
                ('purging', models.BooleanField(db_default=False, default=False, editable=False)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='brought by')),
                ('deleted_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='deleted by')),
            ],
            options={
                'verbose_name': 'batch',
                'verbose_name_plural': 'batches',
                'ordering': ['-created_at'],
                'indexes': [models.Index(models.F('id'), condition=models.Q(('finished_at__isnull', True)), name='batch_unfinished'), models.Index(models.F('deleted_at'), condition=models.Q(('deleted_at__isnull', False)), name='batch_in_bin')],
                'constraints': [models.CheckConstraint(condition=models.Q(('purging', False), ('deleted_at__isnull', False), _connector='OR'), name='batch_purged_after_deleted'), models.CheckConstraint(condition=models.Q(('origin__in', ['upload', 'paste', 'folder', 'demo', 'urls', 'api', 'feed'])), name='batch_origin_known')],
            },
        ),
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('text', models.TextField(verbose_name='text')),
                ('raw', models.BinaryField(blank=True, null=True, verbose_name='as received')),
                ('content_hash', models.CharField(editable=False, max_length=64, unique=True, verbose_name='content hash')),
                ('noise', models.JSONField(blank=True, default=list, help_text='[start, end, reason]: no news text, kept but not read', verbose_name='marked passages')),
                ('url', models.URLField(blank=True, max_length=2000, verbose_name='address')),
                ('author', models.CharField(blank=True, max_length=300, verbose_name='author')),
                ('agency', models.CharField(blank=True, db_default='', help_text='whose report it prints, in whole or in part: dpa, AFP/dpa', max_length=60, verbose_name='agency')),
                ('language', models.CharField(default='de', max_length=8, verbose_name='language')),
                ('published_on', models.DateField(blank=True, db_index=True, null=True, verbose_name='published')),
                ('published_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], default='unknown', max_length=8, verbose_name='precision')),
                ('published_found', models.CharField(choices=[('given', 'given by an admin'), ('field', 'front matter or column'), ('meta', "the page's metadata"), ('jsonld', "the page's data for search engines"), ('dateline', 'dateline of the report'), ('text', 'first lines of the text'), ('url', "the article's address"), ('file', 'name of the file'), ('unknown', 'not found')], default='unknown', max_length=8, verbose_name='date found by')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='stored')),
                ('delete_after', models.DateField(blank=True, db_index=True, null=True, verbose_name='delete after')),
                ('revised_on', models.DateField(blank=True, editable=False, null=True, verbose_name='last changed')),
                ('hidden_at', models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                'verbose_name': 'article',
                'verbose_name_plural': 'articles',
                'ordering': ['-published_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=300, unique=True, verbose_name='site')),
                ('robots', models.TextField(blank=True, verbose_name='robots.txt')),
                ('reservations', models.JSONField(blank=True, default=list, verbose_name='tdmrep.json')),
                ('ai', models.TextField(blank=True, db_default='', default='', verbose_name='ai.txt')),
                ('asked_at', models.DateTimeField(blank=True, null=True, verbose_name='last read')),
                ('next_at', models.DateTimeField(blank=True, null=True, verbose_name='may be asked again from')),
            ],
            options={
                'verbose_name': 'site',
                'verbose_name_plural': 'sites',
                'ordering': ['origin'],
            },
        ),
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                ('start', models.CharField(editable=False, max_length=12, verbose_name='begins with')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='made on')),
                ('used_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last used')),
                ('revoked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='revoked')),
                ('window_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('window_count', models.PositiveIntegerField(default=0, editable=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='api_tokens', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'key for programs',
                'verbose_name_plural': 'keys for programs',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='signature', serialize=False, to='articles.article')),
                ('words', models.PositiveIntegerField(db_default=0, default=0)),
                ('bands', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), db_default=[], default=list, size=None)),
                ('is_waiting', models.BooleanField(db_default=True, default=True)),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['bands'], name='signature_bands'), models.Index(models.F('article'), condition=models.Q(('is_waiting', True)), name='signature_waiting')],
            },
        ),
        migrations.CreateModel(
            name='BatchItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField(verbose_name='number')),
                ('name', models.CharField(help_text='file, and member or row where it is a collection', max_length=500, verbose_name='name')),
                ('payload', models.BinaryField(null=True, verbose_name='bytes')),
                ('metadata', models.JSONField(blank=True, default=dict, verbose_name='metadata')),
                ('state', models.CharField(choices=[('received', 'waiting to be read'), ('stored', 'stored, claims being read'), ('extracted', 'read'), ('duplicate', 'already known'), ('skipped', 'skipped'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='received', max_length=10, verbose_name='state')),
                ('reason', models.CharField(blank=True, help_text='code of the reason, see articles.records.Reason', max_length=40, verbose_name='reason')),
                ('detail', models.CharField(blank=True, max_length=500, verbose_name='detail')),
                ('retryable', models.BooleanField(default=False, verbose_name='can be retried')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='last change')),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='items', to='articles.article', verbose_name='article')),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='articles.batch', verbose_name='batch')),
            ],
            options={
                'verbose_name': 'item',
                'verbose_name_plural': 'items',
                'ordering': ['batch', 'position'],
                'indexes': [models.Index(models.F('state'), condition=models.Q(('state__in', ['received', 'stored'])), name='item_open'), models.Index(models.F('batch'), models.F('state'), name='item_batch_state')],
                'constraints': [models.UniqueConstraint(models.F('batch'), models.F('position'), name='item_position_once'), models.CheckConstraint(condition=models.Q(('state__in', ['received', 'stored', 'extracted', 'duplicate', 'skipped', 'failed', 'cancelled'])), name='item_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['failed', 'skipped', 'cancelled']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='item_failure_has_reason'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'stored'), _negated=True), ('article__isnull', False), _connector='OR'), name='item_stored_has_article'), models.CheckConstraint(condition=models.Q(('retryable', False), ('state', 'failed'), _connector='OR'), name='item_retry_only_failed')],
            },
        ),
        migrations.CreateModel(
            name='CopyGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='articles')),
                ('first_on', models.DateField(blank=True, null=True, verbose_name='first printed')),
                ('agency', models.CharField(blank=True, max_length=200, verbose_name='agency')),
            ],
            options={
                'verbose_name': 'group of copies',
                'verbose_name_plural': 'groups of copies',
                'ordering': ['-first_on', '-pk'],
                'indexes': [models.Index(models.OrderBy(models.F('first_on'), descending=True, nulls_last=True), models.OrderBy(models.F('id'), descending=True), name='copies_by_day'), models.Index(models.OrderBy(models.F('size'), descending=True), models.OrderBy(models.F('id'), descending=True), name='copies_by_size'), models.Index(models.F('agency'), name='copies_by_agency')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='copies',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='articles', to='articles.copygroup', verbose_name='near copies'),
        ),
        migrations.CreateModel(
            name='CopyPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('alike', models.PositiveSmallIntegerField(verbose_name='alike')),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article')),
            ],
            options={
                'constraints': [models.UniqueConstraint(models.F('first'), models.F('second'), name='copy_pair_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='copy_pair_in_order'), models.CheckConstraint(condition=models.Q(('alike__lte', 100)), name='copy_pair_percent')],
            },
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.URLField(max_length=2000, unique=True, verbose_name='address')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='title')),
                ('outlet', models.CharField(blank=True, max_length=200, verbose_name='outlet')),
                ('minutes', models.PositiveIntegerField(default=60, verbose_name='every … minutes')),
                ('take', models.CharField(choices=[('auto', 'from the feed where it has whole articles, else from the page'), ('page', 'always from the page'), ('feed', 'always from the feed')], default='auto', max_length=4, verbose_name='text')),
                ('active', models.BooleanField(default=True, verbose_name='active')),
                ('right', models.CharField(blank=True, max_length=500, verbose_name='right of use')),
                ('etag', models.CharField(blank=True, editable=False, max_length=500)),
                ('modified', models.CharField(blank=True, editable=False, max_length=100)),
                ('polled_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last asked')),
                ('worked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last answer')),
                ('next_at', models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='next time')),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('failures', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='failures in a row')),
                ('reason', models.CharField(blank=True, editable=False, max_length=40, verbose_name='reason')),
                ('detail', models.CharField(blank=True, editable=False, max_length=500, verbose_name='detail')),
                ('found', models.PositiveIntegerField(default=0, editable=False, verbose_name='new entries last time')),
                ('batch_day', models.DateField(blank=True, editable=False, null=True)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='added')),
                ('batch', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.batch')),
                ('created_by', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='added by')),
            ],
            options={
                'verbose_name': 'news feed',
                'verbose_name_plural': 'news feeds',
                'ordering': ['title', 'url'],
                'constraints': [models.CheckConstraint(condition=models.Q(('minutes__gte', 5), ('minutes__lte', 10080)), name='feed_interval_sane')],
            },
        ),
        migrations.CreateModel(
            name='FeedEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text="SHA-256 of the entry's own name", max_length=64)),
                ('address', models.CharField(blank=True, help_text='SHA-256 of its address in canonical form', max_length=64)),
                ('seen_at', models.DateTimeField(verbose_name='last seen')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='articles.feed', verbose_name='news feed')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.batchitem')),
            ],
            options={
                'verbose_name': 'entry of a feed',
                'verbose_name_plural': 'entries of feeds',
                'indexes': [models.Index(models.F('address'), condition=models.Q(('address', ''), _negated=True), name='feed_entry_address')],
                'constraints': [models.UniqueConstraint(models.F('feed'), models.F('key'), name='feed_entry_once')],
            },
        ),
        migrations.CreateModel(
            name='KnownHeader',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signature', models.CharField(max_length=24)),
                ('columns', models.JSONField(default=dict)),
                ('used_at', models.DateTimeField(auto_now=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'columns of a table',
                'verbose_name_plural': 'columns of tables',
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('signature'), name='header_once_per_user')],
            },
        ),
        migrations.CreateModel(
            name='Notices',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_mail', models.BooleanField(default=False, verbose_name='e-mail for each own batch')),
                ('token', models.CharField(blank=True, default=None, max_length=64, null=True, unique=True, verbose_name='token')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='batch_notices', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'notices of batches',
                'verbose_name_plural': 'notices of batches',
            },
        ),
        migrations.CreateModel(
            name='Outlet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True, verbose_name='name')),
                ('sort_key', models.CharField(db_index=True, editable=False, max_length=400)),
                ('domain', models.CharField(blank=True, max_length=253, verbose_name='domain')),
                ('country', models.CharField(blank=True, help_text='ISO 3166 code, two letters', max_length=2, verbose_name='country')),
                ('is_agency', models.BooleanField(default=False, verbose_name='news agency')),
            ],
            options={
                'verbose_name': 'outlet',
                'verbose_name_plural': 'outlets',
                'ordering': ['sort_key'],
                'constraints': [models.UniqueConstraint(models.F('domain'), condition=models.Q(('domain', ''), _negated=True), name='outlet_domain_once')],
            },
        ),
        migrations.AddField(
            model_name='article',
            name='outlet',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='articles.outlet', verbose_name='outlet'),
        ),
        migrations.CreateModel(
            name='Reservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(max_length=200, verbose_name='declared by')),
                ('policy', models.URLField(blank=True, max_length=500, verbose_name='policy')),
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reservation', to='articles.article', verbose_name='article')),
            ],
            options={
                'verbose_name': 'reservation of text and data mining',
                'verbose_name_plural': 'reservations of text and data mining',
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=500, verbose_name='title')),
                ('text', models.TextField(verbose_name='text')),
                ('noise', models.JSONField(blank=True, default=list, verbose_name='marked passages')),
                ('content_hash', models.CharField(editable=False, max_length=64, verbose_name='content hash')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published')),
                ('published_precision', models.CharField(choices=[('day', 'day'), ('month', 'month'), ('year', 'year'), ('unknown', 'unknown')], max_length=8, verbose_name='precision')),
                ('retrieved_at', models.DateTimeField(verbose_name='retrieved')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='articles.article', verbose_name='article')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='revisions', to='articles.batchitem', verbose_name='item')),
            ],
            options={
                'verbose_name': 'version of an article',
                'verbose_name_plural': 'versions of articles',
                'ordering': ['article', 'retrieved_at', 'pk'],
                'constraints': [models.UniqueConstraint(models.F('article'), models.F('content_hash'), name='revision_once')],
            },
        ),
        migrations.CreateModel(
            name='Saying',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('before', models.JSONField(default=list)),
                ('undone', models.BooleanField(default=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'date or outlet said of many articles',
                'verbose_name_plural': 'dates and outlets said of many articles',
            },
        ),
        migrations.CreateModel(
            name='Staging',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='received')),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('said', models.JSONField(blank=True, default=dict)),
                ('files', models.JSONField(blank=True, default=list)),
                ('tables', models.JSONField(blank=True, default=dict)),
                ('met', models.JSONField(blank=True, default=list)),
                ('totals', models.JSONField(blank=True, default=dict)),
                ('ended', models.CharField(blank=True, choices=[('', 'Not Yet'), ('all', 'All'), ('time', 'Time'), ('most', 'Most'), ('broken', 'Broken')], default='', max_length=6)),
                ('gone', models.BooleanField(default=False)),
                ('batch', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='articles.batch')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='brought by')),
            ],
            options={
                'verbose_name': 'upload to look at',
                'verbose_name_plural': 'uploads to look at',
                'ordering': ['-created_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ended__in', ['', 'all', 'time', 'most', 'broken'])), name='staging_ended_known')],
            },
        ),
        migrations.CreateModel(
            name='Watch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(blank=True, max_length=500, verbose_name='address')),
                ('language', models.CharField(blank=True, max_length=8, verbose_name='language')),
                ('told_at', models.DateTimeField(blank=True, null=True, verbose_name='told on')),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_at', models.DateTimeField(blank=True, null=True)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='articles.batch', verbose_name='batch')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='batch_watches', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'watch of a batch',
                'verbose_name_plural': 'watches of batches',
                'indexes': [models.Index(models.F('batch'), condition=models.Q(('told_at__isnull', True)), name='watch_untold')],
                'constraints': [models.UniqueConstraint(models.F('batch'), models.F('user'), name='batch_watched_once')],
            },
        ),
        migrations.CreateModel(
            name='ApiAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, verbose_name='Idempotency-Key')),
                ('request', models.CharField(max_length=64, verbose_name='digest of the request')),
                ('status', models.PositiveSmallIntegerField(default=202, verbose_name='status')),
                ('body', models.JSONField(default=dict, verbose_name='answer')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='answered')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'answer to a program',
                'verbose_name_plural': 'answers to programs',
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('key'), name='api_answer_once')],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('batch', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to='articles.batch', verbose_name='batch')),
                ('key', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('files', models.JSONField(default=list)),
                ('given', models.JSONField(blank=True, default=dict)),
                ('tables', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('receiving', 'being received'), ('stopped', 'stopped'), ('failed', 'failed')], default='receiving', max_length=9)),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('files_done', models.PositiveIntegerField(default=0)),
                ('parts_done', models.PositiveIntegerField(default=0)),
                ('bytes_done', models.PositiveBigIntegerField(default=0)),
                ('items_done', models.PositiveIntegerField(default=0)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'upload that is being received',
                'verbose_name_plural': 'uploads that are being received',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['receiving', 'stopped', 'failed'])), name='arrival_state_known'), models.CheckConstraint(condition=models.Q(('state', 'receiving'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='arrival_end_has_reason')],
            },
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['id'], include=('outlet', 'published_on', 'published_precision', 'copies'), name='article_day_and_outlet'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(models.F('copies'), condition=models.Q(('copies__isnull', False)), name='article_copies'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=django.contrib.postgres.indexes.HashIndex(condition=models.Q(('url', ''), _negated=True), fields=['url'], name='article_by_url'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_found', 'unknown'), ('published_on__isnull', True), ('published_precision', 'unknown')), models.Q(('published_on__isnull', False), models.Q(('published_precision', 'unknown'), _negated=True), models.Q(('published_found', 'unknown'), _negated=True)), _connector='OR'), name='article_date_with_its_precision'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='article_has_text'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='sign_new', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO articles_signature (article_id) VALUES (NEW.id); RETURN NULL;', hash='cf3f31cca8bef9811f87a014d1c4aa11230f59e5', operation='INSERT', pgid='pgtrigger_sign_new_44c09', table='articles_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='sign_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."content_hash" IS DISTINCT FROM (NEW."content_hash"))', func='UPDATE articles_signature SET is_waiting = true WHERE article_id = NEW.id; RETURN NULL;', hash='c9c8dfc6d8f402fd4dcac23b7ab8f9a0a758c027', operation='UPDATE OF "content_hash"', pgid='pgtrigger_sign_changed_51885', table='articles_article', when='AFTER')),
        ),
    ]
