from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "guankao.web.publishing"
    label = "publishing"
