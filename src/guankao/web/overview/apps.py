from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "guankao.web.overview"
    label = "overview"
