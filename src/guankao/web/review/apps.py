from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "guankao.web.review"
    label = "review"
