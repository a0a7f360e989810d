from django.apps import AppConfig


class TrackingConfig(AppConfig):
    name = "guankao.web.tracking"
    label = "tracking"
