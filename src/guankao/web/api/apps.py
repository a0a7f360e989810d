from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "guankao.web.api"
    label = "api"
