"""Mentions become rows of their own, so that what was seen is known; steps say for whom they were."""

import django.db.models.deletion
from django.db import migrations, models


def keep_mentions(apps, schema_editor):
    comments = apps.get_model("planning", "Comment")
    mentions = apps.get_model("planning", "Mention")
    for comment in comments.objects.exclude(mentioned=[]).iterator():
        mentions.objects.bulk_create(
            mentions(comment=comment, person=code, seen_at=comment.resolved_at)
            for code in comment.mentioned
        )


def put_mentions_back(apps, schema_editor):
    mentions = apps.get_model("planning", "Mention")
    for mention in mentions.objects.select_related("comment").order_by("pk").iterator():
        comment = mention.comment
        comment.mentioned = [*comment.mentioned, mention.person]
        comment.save(update_fields=["mentioned"])


class Migration(migrations.Migration):

    dependencies = [
        ("planning", "0005_published_versions_so_far"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.CharField(max_length=100)),
                ("seen_at", models.DateTimeField(null=True)),
                ("comment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="planning.comment")),
            ],
        ),
        migrations.RunPython(keep_mentions, put_mentions_back),
        migrations.RemoveField(
            model_name="comment",
            name="mentioned",
        ),
        migrations.AddIndex(
            model_name="mention",
            index=models.Index(condition=models.Q(("seen_at__isnull", True)), fields=["person"], name="mention_not_yet_seen"),
        ),
        migrations.AddConstraint(
            model_name="mention",
            constraint=models.UniqueConstraint(fields=("comment", "person"), name="mention_once_a_comment"),
        ),
        migrations.AddField(
            model_name="planstep",
            name="in_place_of",
            field=models.JSONField(default=list),
        ),
    ]
