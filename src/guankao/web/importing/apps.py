from django.apps import AppConfig


class ImportingConfig(AppConfig):
    name = "guankao.web.importing"
    label = "importing"
