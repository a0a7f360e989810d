from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planning", "0006_mentions_and_who_stood_behind")]

    operations = [
        migrations.AddField(
            model_name="guidelines",
            name="fictional",
            field=models.BooleanField(default=False),
        ),
    ]
