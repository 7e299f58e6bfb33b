"""The three built-in groups. In: models of a migration. Out: rows, where they are not there yet."""

NAMES = ("analyst", "editor", "admin")


def add_groups(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in NAMES:
        group.objects.get_or_create(name=name)
