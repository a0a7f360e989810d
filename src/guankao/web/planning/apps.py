from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "guankao.web.planning"
    label = "planning"
