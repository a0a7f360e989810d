"""The versions that were published before their own table: told by the ledger and the archive."""

import json

from django.db import migrations

PUBLISHING = ("plan.loaded", "plan.replaced")


def _found(apps, schema_editor):
    Plan = apps.get_model("planning", "Plan")
    Entry = apps.get_model("ledger", "Entry")
    KeptDocument = apps.get_model("archive", "KeptDocument")
    PublishedVersion = apps.get_model("planning", "PublishedVersion")
    for plan in Plan.objects.order_by("pk"):
        entries = Entry.objects.filter(stream=plan.identifier, event__in=PUBLISHING)
        shown = [
            (json.loads(entry.after).get("content", ""), entry.recorded_at)
            for entry in entries.order_by("number")
        ]
        kept = set(
            KeptDocument.objects.filter(digest__in=[digest for digest, _ in shown]).values_list(
                "digest", flat=True
            )
        )
        versions = [one for one in shown if one[0] in kept]
        if not versions or versions[-1][0] != plan.content_digest:
            versions.append((plan.content_digest, plan.loaded_at))
        PublishedVersion.objects.bulk_create(
            PublishedVersion(plan=plan, number=number, digest=digest, published_at=at)
            for number, (digest, at) in enumerate(versions, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0004_details_and_published_versions"),
        ("ledger", "0001_initial"),
        ("archive", "0001_initial"),
    ]
    operations = [migrations.RunPython(_found, migrations.RunPython.noop)]
