from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "guankao.web.organizations"
    label = "organizations"
