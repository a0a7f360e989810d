from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Cast


def name_clauses_by_their_numbers(apps, schema_editor):
    clause = apps.get_model("planning", "Clause")
    clause.objects.update(key=Cast(F("number"), models.CharField(max_length=32)))


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]
    operations = [
        migrations.AddField("clause", "key", models.CharField(max_length=32, default=""), preserve_default=False),
        migrations.RunPython(name_clauses_by_their_numbers, migrations.RunPython.noop),
    ]
