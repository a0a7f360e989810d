from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "guankao.web.reminders"
    label = "reminders"
