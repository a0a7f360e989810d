from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "guankao.web.archive"
    label = "archive"
