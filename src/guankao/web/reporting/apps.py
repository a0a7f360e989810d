from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "guankao.web.reporting"
    label = "reporting"
