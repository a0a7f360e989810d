from django.apps import AppConfig


class FilingConfig(AppConfig):
    name = "guankao.web.filing"
    label = "filing"
