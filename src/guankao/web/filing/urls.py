"""The addresses of reports, under the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
