"""Outlets that came in before there was a registry get their country, and agencies are marked as such.

Only what nobody has filled in: a country or mark that an admin has set stays.
"""

from django.db import migrations

from articles.cleaning import registry


def fill(apps, schema_editor):
    Outlet = apps.get_model("articles", "Outlet")
    unknown = []
    for outlet in Outlet.objects.filter(country="", is_agency=False).order_by("pk"):
        known = registry.by_domain(outlet.domain) if outlet.domain else registry.by_name(outlet.name)
        if known:
            outlet.country, outlet.is_agency = known.country, known.is_agency
            unknown.append(outlet)
    Outlet.objects.bulk_update(unknown, ["country", "is_agency"], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0009_sent_as"),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
