from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "guankao.web.search"
    label = "search"
