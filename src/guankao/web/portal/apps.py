from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "guankao.web.portal"
    label = "portal"
