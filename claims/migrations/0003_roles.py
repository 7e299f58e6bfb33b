"""The three built-in groups; their permissions come after every migrate (`claims.receivers.grant_roles`)."""

from django.db import migrations

from claims.migrations._groups import add_groups


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0002_place_kind"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(add_groups, migrations.RunPython.noop, elidable=False)]
