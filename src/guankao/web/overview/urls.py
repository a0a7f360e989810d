"""The addresses of the boards, under the desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
